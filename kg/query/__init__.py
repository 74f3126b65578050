"""Questions to stored graphs: named queries with parameters, SPARQL of one's own, answers in every format.

What belongs to named queries is loaded when first used: SPARQL of one's own needs none of it.
"""

from __future__ import annotations

from importlib import import_module

from kg.query.answer import ANSWER_FORMATS, Results, answer, ask
from kg.query.rendering import render

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kg.query.binding import bind
    from kg.query.catalogue import NamedQuery, Parameter, list_names, load_queries

__all__ = [
    "ANSWER_FORMATS",
    "NamedQuery",
    "Parameter",
    "Results",
    "answer",
    "ask",
    "bind",
    "list_names",
    "load_queries",
    "render",
]

_HOMES = {
    "NamedQuery": "catalogue",
    "Parameter": "catalogue",
    "bind": "binding",
    "list_names": "catalogue",
    "load_queries": "catalogue",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg.query' has no attribute {name!r}")
    return getattr(import_module(f"kg.query.{_HOMES[name]}"), name)
