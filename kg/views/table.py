"""``VIEWS``: the table of all views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from pyoxigraph import Store

from kg.errors import ConfigError
from kg.views.account import Account
from kg.views.page import ALONE
from kg.views.reading import read_account

DRAWN = frozenset({"network", "events"})
"""Views of which there are pictures, too."""


@dataclass(frozen=True, slots=True)
class View:
    """A row of ``VIEWS``: its module is imported when it is first drawn."""

    name: str
    module: str
    label: Mapping[str, str]

    def render(self, account: Account, beside: Mapping[str, str] = ALONE) -> str:
        """The HTML page; the same account gives the same bytes. ``beside`` as ``describe`` takes it."""
        module = import_module(self.module)
        page: str = module.render(module.data(account), beside)
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


def find_view(name: str) -> View:
    """The row called ``name``. Raises ConfigError when there is no such view."""
    if name not in VIEWS:
        raise ConfigError(f"view {name!r}: unknown; choose one of {', '.join(VIEWS)}.")
    return VIEWS[name]


def render_view(name: str, store: Store) -> str:
    """The HTML page of the view ``name`` of what ``store`` holds. Raises ConfigError when there is no such view."""
    return find_view(name).render(read_account(store))
