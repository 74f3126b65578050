"""Counts of the sample graph."""

from __future__ import annotations

from importlib import resources

import pytest
from pyoxigraph import Store

from kg.query.statistics import measure
from tests.query.recurrence import count_rows, tell_again

COUNTS = sorted(file.name for file in (resources.files("kg.query") / "counts").iterdir())


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


def test_actors_of_many_articles_count_once(sample_store: Store) -> None:
    found = measure(tell_again(sample_store, 50))
    assert (found.articles, found.facts) == (100, 750)
    assert dict(found.entity_types)["Country"] == 6
    assert dict(found.entity_types)["Product"] == 50 * dict(measure(sample_store).entity_types)["Product"]
    assert found.actors[0][::2] == ("Ukraine", 250)
    assert (found.reported, found.negative, found.unresolved) == (0.2, 0.1333, 0.0667)


@pytest.mark.parametrize("name", COUNTS)
def test_work_grows_no_faster_than_the_store(name: str, sample_store: Store) -> None:
    query = (resources.files("kg.query") / "counts" / name).read_text("utf-8")
    few, many = (count_rows(tell_again(sample_store, copies), query) for copies in (2, 4))
    assert many <= 2 * few
