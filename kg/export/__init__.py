"""Stored graphs in the formats of other tools. ``EXPORTS`` is the table of all of them."""

from __future__ import annotations

from kg.export.attributes import clean_attributes
from kg.export.network import make_network
from kg.export.table import EXPORTS, export

__all__ = ["EXPORTS", "clean_attributes", "export", "make_network"]
