"""The timeline: dated facts in order, with what the text tells of each date."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from kg.document import Document
from kg.facts import Argument, Facts
from kg.graph import Graph
from kg.graph.chronology import COLUMNS, grain_of


def dated(seed: Document, facts: Facts, *times: tuple[str, str]) -> Graph:
    """The sample facts, the first as often as there are times (value, modifier), each with one of them."""
    first = facts.facts[0]
    copies = tuple(
        replace(first, id=f"{first.id}{i}", arguments=(Argument("time", first.arguments[0].node, value, mod=mod),))
        for i, (value, mod) in enumerate(times)
    )
    return Graph((seed,), (replace(facts, facts=copies),))


def test_it_is_sorted_and_says_all(seed: Document, seed_facts: Facts) -> None:
    table = dated(seed, seed_facts, ("2023-09-28", ""), ("2014", ""), ("2023-06/2023-08", ""), ("P3D", "")).timeline()
    assert list(table.columns) == list(COLUMNS)
    assert list(table["value"]) == ["2014", "2023-06/2023-08", "2023-09-28"], "a length alone has no place in time"
    assert list(table["grain"]) == ["year", "interval", "day"]
    last = table.iloc[-1]
    assert (last["start"], last["end"]) == (pd.Timestamp("2023-09-28"), pd.Timestamp("2023-09-28"))
    assert last["published"] == pd.Timestamp("2023-09-28")
    assert last["fact"] == "Jens Stoltenberg – rencontrer – Volodymyr Zelensky"
    assert (last["article"], last["status"], last["time"]) == ("seed", "asserted", "jeudi")
    assert last["evidence"] in seed.text


def test_open_ends_are_empty(seed: Document, seed_facts: Facts) -> None:
    table = dated(seed, seed_facts, ("2014", "SINCE"), ("2023-09-26", "UNTIL")).timeline().set_index("value")
    assert table.loc["2014", "start"] == pd.Timestamp("2014-01-01")
    assert table["end"].isna()["2014"]
    assert table["start"].isna()["2023-09-26"]
    assert table.loc["2023-09-26", "end"] == pd.Timestamp("2023-09-26")


def test_a_graph_without_dates_has_all_columns() -> None:
    table = Graph((), ()).timeline()
    assert table.empty
    assert list(table.columns) == list(COLUMNS)


@pytest.mark.parametrize(
    ("value", "grain"),
    [
        ("2023-09-28T20:30", "minute"),
        ("2023-09-28", "day"),
        ("2023-W38", "week"),
        ("2023-09", "month"),
        ("2023", "year"),
        ("2022-12/2023-02", "interval"),
    ],
)
def test_grains(value: str, grain: str) -> None:
    assert grain_of(value) == grain
