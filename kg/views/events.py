"""The network of events: every fact a node, its participants linked to it by their roles."""

from __future__ import annotations

from pyoxigraph import Store

from kg.views.network import Network, arrange, render
from kg.views.reading import read_account
from kg.views.selection import find_events

__all__ = ["data", "render"]


def data(store: Store) -> Network:
    """The facts of ``store`` as a laid-out network of events and participants."""
    account = read_account(store)
    return arrange(account, find_events(account), "events")
