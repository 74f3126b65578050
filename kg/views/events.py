"""The network of events: every fact a node, its participants linked to it by their roles."""

from __future__ import annotations

from kg.views.account import Account
from kg.views.network import Network, arrange, render
from kg.views.selection import find_events

__all__ = ["data", "render"]


def data(account: Account) -> Network:
    """The facts of ``account`` as a laid-out network of events and participants."""
    return arrange(account, find_events(account), "events")
