"""What several test modules share: the sample article and the files around it."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

import hypothesis
import pytest
from playwright.sync_api import Browser
from pyoxigraph import Store

from kg.document import Document, read_document
from kg.facts import Facts
from kg.graph import Graph
from tests.browsing import launch_browser
from tests.scribe import Scribe

# The same examples on every machine and run: a failure is found again, and a pass stays one.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.load_profile("same")

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all: Playwright allows no second in a process."""
    with launch_browser() as one:
        yield one


@pytest.fixture(scope="session")
def seed_path() -> Path:
    """The sample article, with its sidecar beside it."""
    return DATA / "seed.txt"


@pytest.fixture(scope="session")
def seed(seed_path: Path) -> Document:
    return read_document(seed_path)


@pytest.fixture(scope="session")
def seed_facts(seed: Document) -> Facts:
    """Facts of the sample article, written by hand: every status, several participants, a time, an amount, content."""
    facts: Facts = Scribe(seed).write_seed()
    return facts


@pytest.fixture(scope="session")
def sample_graph() -> Graph:
    """The seed article and a second, short one, as facts written by hand: ``tests/data/sample.trig``."""
    from tests.sample import write_sample

    graph: Graph = write_sample()
    return graph


@pytest.fixture(scope="session")
def sample_store(sample_graph: Graph) -> Store:
    return sample_graph.to_store()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _refuse_skip((yield))


def _refuse_skip(report: Report) -> Report:
    """With KG_NO_SKIP set, as in continuous integration, what is skipped has failed."""
    if report.skipped and os.environ.get("KG_NO_SKIP") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
    return report
