"""kg: who did what to whom, when, where, and who says so, from news articles to RDF and networks.

::

    import kg
    graph = kg.build("article.txt")
    graph.to_networkx()

Names are loaded when first used, so that ``import kg`` costs nothing and what needs no parser never loads one.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kg.analysis import load_pipeline
    from kg.document import Document, Metadata, make_document, read_document
    from kg.errors import KgError
    from kg.explanation import explain
    from kg.graph import Graph
    from kg.jobs import build_store
    from kg.pipeline import build
    from kg.stored import StoredGraph, read

__version__ = "0.1.0"

__all__ = [
    "Document",
    "Graph",
    "KgError",
    "Metadata",
    "StoredGraph",
    "build",
    "build_store",
    "explain",
    "load_pipeline",
    "make_document",
    "read",
    "read_document",
]

_HOMES = {
    "Document": "kg.document",
    "Graph": "kg.graph",
    "KgError": "kg.errors",
    "Metadata": "kg.document",
    "StoredGraph": "kg.stored",
    "build": "kg.pipeline",
    "build_store": "kg.jobs",
    "explain": "kg.explanation",
    "load_pipeline": "kg.analysis",
    "make_document": "kg.document",
    "read": "kg.stored",
    "read_document": "kg.document",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
