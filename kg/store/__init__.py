"""Stores: where quads live while they are asked. ``STORES`` is the table of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Store

from kg.errors import ConfigError
from kg.store import memory

__all__ = ["STORES", "open_store"]


def _open_corpus(source: Path) -> Store:
    from kg.store import generations

    return generations.open_store(source)


STORES: Mapping[str, Callable[[Path], Store]] = MappingProxyType({"memory": memory.open_store, "corpus": _open_corpus})
"""Name → what opens it. ``memory`` reads the RDF files of a folder anew each time; ``corpus`` is what ``kg build
--store`` writes, opened read-only."""


def open_store(source: str | Path, kind: str | None = None) -> Store:
    """The quads at ``source``, ready for SPARQL; without ``kind``, a folder that ``kg build --store`` wrote is known as
    such, and all else is read into memory.

    Raises ConfigError for an unknown kind, InputError for bad files, StoreError for a store that cannot be read.
    """
    folder = Path(source)
    chosen = kind or ("corpus" if (folder / "manifest.sqlite").is_file() else "memory")
    if chosen not in STORES:
        raise ConfigError(f"store {kind!r}: unknown; choose one of {', '.join(STORES)}.")
    return STORES[chosen](folder)
