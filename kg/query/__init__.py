"""Questions to stored graphs: named queries with parameters, SPARQL of one's own, answers in every format."""

from __future__ import annotations

from kg.query.answer import ANSWER_FORMATS, Results, answer, ask
from kg.query.binding import bind
from kg.query.catalogue import NamedQuery, Parameter, list_names, load_queries
from kg.query.rendering import render

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
