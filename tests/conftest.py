"""What several test modules share: the sample article and the files around it."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest

from kg.document import Document, read_document

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def seed_path() -> Path:
    """The sample article, with its sidecar beside it."""
    return DATA / "seed.txt"


@pytest.fixture(scope="session")
def seed(seed_path: Path) -> Document:
    return read_document(seed_path)


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
