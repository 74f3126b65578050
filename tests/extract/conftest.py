"""The pipeline's own reading of the sentences under test."""

from __future__ import annotations

import pytest

from tests.extract.notation import Reader


@pytest.fixture(scope="session")
def read() -> Reader:
    return Reader()
