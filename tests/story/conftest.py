"""A store on disk with events told by several outlets."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.store.corpus import merge
from tests.story.newsroom import make_store


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of ``tests.story.newsroom``, judged; nobody writes to it."""
    store = make_store(tmp_path_factory.mktemp("newsroom"))
    merged = merge(store)
    assert (merged.events, merged.copies, merged.unsigned) == (2, 1, 0), merged
    return store
