"""The benchmark of stories, small: events and actors across made-up articles of known truth."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.retellings import generate_retellings
from tests.benchmarks.story import build, find_facts, score_actors, score_copies, score_events


def test_events_and_actors_of_a_made_corpus(tmp_path: Path) -> None:
    articles = generate_retellings(9, seed=5)
    store = build(articles, tmp_path)
    found, told = find_facts(store, articles)
    assert len(found) > 0.9 * told
    events, actors = score_events(store, found), score_actors(store, articles)
    assert events.false == actors.false == ()
    assert min(events.f, actors.f) >= 0.95, (str(events), str(actors))
    assert score_copies(store, articles).endswith(" 0 false")
