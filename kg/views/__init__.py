"""Views: a stored graph as something to look at.

A view is a module with ``data(store)``, which asks the store by SPARQL and returns a plain structure, and
``render(data)``, which makes one self-contained HTML page of it. ``VIEWS`` is the table of all of them.
"""

from __future__ import annotations

from kg.graph import Graph
from kg.views.display import Page
from kg.views.gallery import write_gallery, write_view
from kg.views.index import Entry, render_index
from kg.views.table import VIEWS, View, render_view

__all__ = [
    "VIEWS",
    "Entry",
    "Page",
    "View",
    "render_index",
    "render_network",
    "render_view",
    "show",
    "write_gallery",
    "write_view",
]


def show(name: str, graph: Graph) -> Page:
    """The view ``name`` of ``graph``, ready to be displayed in a notebook or saved. Raises ConfigError."""
    return Page(render_view(name, graph.to_store()), f"<{name} view of {graph!r}>")


def render_network(graph: Graph) -> str:
    """The network page of ``graph``."""
    return render_view("network", graph.to_store())
