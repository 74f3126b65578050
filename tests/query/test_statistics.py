"""Counts of the sample graph."""

from __future__ import annotations

from pyoxigraph import Store

from kg.query.statistics import measure


def test_the_sample_in_numbers(sample_store: Store) -> None:
    found = measure(sample_store)
    assert (found.articles, found.entities, found.facts) == (2, 16, 15)
    assert found.statuses == (("asserted", 9), ("reported", 3), ("denied", 2), ("unreal", 1))
    assert found.fact_types[:3] == (("Supply", 3), ("Attack", 2), ("Say", 2))
    assert found.entity_types[0] == ("Country", 6)
    assert found.relations[0] == ("Supply", 3)
    assert found.actors[0] == ("Ukraine", 8, 5)
    assert (found.reported, found.negative, found.unresolved) == (0.2, 0.1333, 0.0667)


def test_nothing_is_nothing() -> None:
    found = measure(Store())
    assert (found.facts, found.statuses, found.reported) == (0, (), 0.0)
