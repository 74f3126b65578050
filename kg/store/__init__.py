"""Stores: where quads live while they are asked. ``STORES`` is the table of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Store

from kg.errors import ConfigError
from kg.store import memory

__all__ = ["STORES", "open_store"]

STORES: Mapping[str, Callable[[Path], Store]] = MappingProxyType({"memory": memory.open_store})
"""Name → what opens it. ``memory`` reads the RDF files of a folder anew each time."""


def open_store(source: str | Path, kind: str = "memory") -> Store:
    """The quads at ``source``, ready for SPARQL. Raises ConfigError for an unknown kind, InputError for bad files."""
    if kind not in STORES:
        raise ConfigError(f"store {kind!r}: unknown; choose one of {', '.join(STORES)}.")
    return STORES[kind](Path(source))
