"""Attribute values that every format of networks can hold and give back."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any

import networkx as nx

Scalar = str | int | float | bool

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write: https://www.w3.org/TR/xml/#charsets."""


def clean_attributes(attributes: Mapping[str, Any]) -> dict[str, Scalar]:
    """``attributes`` as texts, numbers and truth values: dates as ISO 8601, sequences joined with "; ", what is None or
    no number left out, and characters that XML lacks shown as U+FFFD. The writers of networkx raise on the first
    three and write the last so that nobody can read it."""
    cleaned = {clean_text(str(key)): _clean(value) for key, value in attributes.items()}
    return {key: value for key, value in cleaned.items() if value is not None}


def clean_network(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """A copy of ``network`` with clean nodes, keys and attributes."""
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in network.nodes(data=True):
        copy.add_node(clean_text(node), **clean_attributes(attributes))
    for start, end, key, attributes in network.edges(keys=True, data=True):
        clean_key = clean_text(str(key))
        copy.add_edge(clean_text(start), clean_text(end), clean_key)
        copy.edges[clean_text(start), clean_text(end), clean_key].update(clean_attributes(attributes))
    return copy


def clean_text(text: str) -> str:
    """``text`` with U+FFFD for what XML 1.0 cannot hold; a line break is "\\n", as XML readers make it."""
    return _NOT_XML.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def _clean(value: object) -> Scalar | None:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        parts = [str(part) for part in map(_clean, value) if part is not None]
        return "; ".join(sorted(parts) if isinstance(value, set | frozenset) else parts)
    return clean_text(str(value))
