"""A store of a few articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.handmade import put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with the articles ``un`` and ``deux``, which share an actor."""
    put(tmp_path / "store", {"un": ("Anne", "Bruno"), "deux": ("Bruno", "Chloé")})
    return tmp_path / "store"
