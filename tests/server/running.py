"""``kg serve`` as users run it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

TIMEOUT = 2.0
TOKEN = "0123456789abcdef-token"
DATA = Path(__file__).parent.parent / "data"


@contextmanager
def run_server(*arguments: str | Path, token: str = "") -> Iterator[str]:
    """The address of ``kg serve ARGUMENTS`` on a free port."""
    command = [sys.executable, "-m", "kg.cli", "serve", *map(str, arguments), "--port", "0"]
    environment = os.environ | {"KG_TOKEN": token, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split(" ")[0].rstrip("/")
        try:
            wait_for(address)
            yield address
        finally:
            process.terminate()
            process.wait(10)


def wait_for(address: str) -> None:
    transport = httpx.HTTPTransport(retries=60)
    with httpx.Client(transport=transport, timeout=60) as client:
        assert client.get(f"{address}/sparql", params={"query": "ASK { }"}).status_code == 200
