"""One server for all tests of a process; and one that may be written to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.server.running import DATA, TIMEOUT, TOKEN, run_server


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with run_server(DATA / "sample.trig", "--timeout", str(TIMEOUT)) as found:
        yield found


@pytest.fixture(scope="session")
def endpoint(address: str) -> str:
    return f"{address}/sparql"


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as one:
        yield one


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    path = tmp_path_factory.mktemp("store") / "graph.trig"
    shutil.copy(DATA / "sample.trig", path)
    with run_server(path, "--write", token=TOKEN) as found:
        yield found, path
