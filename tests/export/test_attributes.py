"""Attributes that every writer of networkx takes."""

from __future__ import annotations

import datetime as dt
import io

import networkx as nx
import pytest

from kg.export.attributes import clean_attributes, clean_network


def test_values() -> None:
    given = {
        "none": None,
        "nan": float("nan"),
        "day": dt.date(2023, 9, 28),
        "names": ["a", None, dt.date(2023, 1, 1)],
        "set": {"b", "a"},
        "number": 3,
        "share": 0.5,
        "true": True,
        "control": "a\x00b\x0bc\ud800",
        "key\x07": "x",
        "lines": "a\r\nb\rc",
    }
    assert clean_attributes(given) == {
        "day": "2023-09-28",
        "names": "a; 2023-01-01",
        "set": "a; b",
        "number": 3,
        "share": 0.5,
        "true": True,
        "control": "a\ufffdb\ufffdc\ufffd",
        "key\ufffd": "x",
        "lines": "a\nb\nc",
    }


@pytest.mark.parametrize(("write", "read"), [(nx.write_graphml, nx.read_graphml), (nx.write_gexf, nx.read_gexf)])
def test_any_network_can_be_written_and_read(write: object, read: object) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node("a\x01", names=["x"], born=dt.date(2000, 1, 1), none=None)
    network.add_edge("a\x01", "b", "k\x02", when=dt.datetime(2000, 1, 1), what=None, words="\x03")
    target = io.BytesIO()
    write(clean_network(network), target)  # type: ignore[operator]
    target.seek(0)
    assert set(read(target)) == {"a\ufffd", "b"}  # type: ignore[operator]
