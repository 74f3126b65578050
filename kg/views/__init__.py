"""Views: a stored graph as something to look at.

A view is a module with ``data(store)``, which asks the store by SPARQL and returns a plain structure, and
``render(data)``, which makes one self-contained HTML page of it. ``VIEWS`` is the table of all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from pyoxigraph import Store

from kg.errors import ConfigError
from kg.graph import Graph
from kg.views.display import Page
from kg.views.index import Entry, render_index

__all__ = ["VIEWS", "Entry", "Page", "View", "render_index", "render_network", "render_view", "show"]


@dataclass(frozen=True, slots=True)
class View:
    """A row of ``VIEWS``: its module is imported when it is first drawn."""

    name: str
    module: str
    label: Mapping[str, str]

    def render(self, store: Store) -> str:
        """The HTML page of what ``store`` holds; the same quads give the same bytes."""
        module = import_module(self.module)
        page: str = module.render(module.data(store))
        return page


def _table(*views: View) -> Mapping[str, View]:
    return MappingProxyType({view.name: view for view in views})


VIEWS = _table(
    View("network", "kg.views.network", {"fr": "Réseau", "en": "Network"}),
    View("events", "kg.views.events", {"fr": "Événements", "en": "Events"}),
    View("claims", "kg.views.claims", {"fr": "Qui dit quoi", "en": "Who says what"}),
    View("timeline", "kg.views.timeline", {"fr": "Chronologie", "en": "Timeline"}),
    View("map", "kg.views.map", {"fr": "Carte", "en": "Map"}),
    View("article", "kg.views.article", {"fr": "Article", "en": "Article"}),
)


def render_view(name: str, store: Store) -> str:
    """The HTML page of the view ``name``. Raises ConfigError when there is no such view."""
    if name not in VIEWS:
        raise ConfigError(f"view {name!r}: unknown; choose one of {', '.join(VIEWS)}.")
    return VIEWS[name].render(store)


def show(name: str, graph: Graph) -> Page:
    """The view ``name`` of ``graph``, ready to be displayed in a notebook or saved. Raises ConfigError."""
    return Page(render_view(name, graph.to_store()), f"<{name} view of {graph!r}>")


def render_network(graph: Graph) -> str:
    """The network page of ``graph``."""
    return VIEWS["network"].render(graph.to_store())
