"""What several test modules share: the sample article and the files around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.document import Document, read_document

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def seed_path() -> Path:
    """The sample article, with its sidecar beside it."""
    return DATA / "seed.txt"


@pytest.fixture(scope="session")
def seed(seed_path: Path) -> Document:
    return read_document(seed_path)
