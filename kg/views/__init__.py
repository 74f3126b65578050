"""Views: a stored graph as something to look at.

``read_account`` asks a store by SPARQL for all that it tells. A view is a module with ``data(account)``, which returns
a plain structure, and ``render(data, beside)``, which makes one self-contained HTML page of it. ``VIEWS`` is the table
of all of them.
"""

from __future__ import annotations

from kg.graph import Graph
from kg.iris import article_iri
from kg.views.display import Page, Picture
from kg.views.gallery import draw_view, write_gallery, write_pages, write_view
from kg.views.index import Entry, render_index
from kg.views.reading import read_account
from kg.views.table import VIEWS, View, find_view, render_view

__all__ = [
    "VIEWS",
    "Entry",
    "Page",
    "Picture",
    "View",
    "draw",
    "render_index",
    "render_view",
    "show",
    "write_gallery",
    "write_pages",
    "write_view",
]


def show(name: str, graph: Graph) -> Page:
    """The view ``name`` of ``graph``, ready to be displayed in a notebook or saved. Raises ConfigError."""
    texts = {article_iri(document.name): document.text for document in graph.documents}
    page = find_view(name).render(read_account(graph.to_store(), texts))
    return Page(page, f"<{name} view of {graph!r}>")


def draw(name: str, graph: Graph) -> Picture:
    """A still picture of the view ``name``. Raises ConfigError when there is none, MissingExtra without matplotlib."""
    return Picture(draw_view(name, graph.to_store(), "png"), f"<{name} picture of {graph!r}>")
