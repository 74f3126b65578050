"""Events across articles: hard pairs, and a ledger that people correct."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.identity import accept, read_ledger, undo, write_ledger
from kg.identity.events import EventMention, Events, Party, kind_of, resolve_events
from kg.iris import entity_iri, fact_iri

TABLE = tomllib.loads(Path(__file__).with_name("events.toml").read_text("utf-8"))
CASES = TABLE["case"]


def party(name: str) -> Party:
    kind = TABLE["types"].get(name.partition("~")[0])
    return Party(
        entity_iri(name.partition("~")[0]) + name[len(name.partition("~")[0]) :] if kind else "", name, kind or ""
    )


def mention(document: str, row: dict[str, Any], number: int = 0) -> EventMention:
    days = row.get("span", (row.get("day", ""),) * 2)
    sides = (tuple(map(party, row.get(side, ()))) for side in ("agents", "patients", "places"))
    agents, patients, places = sides
    return EventMention(
        document,
        fact_iri(document, row["type"], str(number)),
        f"{row['type']} in {document}",
        row["type"],
        row.get("lemma", row["type"].lower()),
        agents,
        patients,
        places,
        tuple(row.get("topics", ())),
        tuple((float(n), "") for n in row.get("amounts", ())),
        earliest=days[0],
        latest=days[1],
        published=row.get("published", "2024-03-14"),
        real=row.get("real", True),
        setting=tuple(p for p in (*agents, *patients, *places) if p.node),
    )


def together(found: Events, *mentions: EventMention) -> bool:
    return any({m.key for m in mentions} <= set(event.mentions) for event in found.events)


@pytest.mark.parametrize("case", CASES, ids=[c["what"].replace(" ", "-") for c in CASES])
def test_hard_pairs(case: dict[str, Any]) -> None:
    a = mention("a", case["a"])
    b = mention("a" if case.get("same_article") else "b", case["b"], number=1)
    for pair in ([a, b], [b, a]):
        found = resolve_events(pair)
        judged = next((e.judgement for e in found.entries), "not same")
        got = "same" if together(found, a, b) else judged
        assert got != "same" if case["due"] == "apart" else got == case["due"], found.entries


MEETING = {"type": "Meet", "agents": ["Anne"], "patients": ["Bruno"], "day": "2024-03-12"}


def meetings(count: int) -> list[EventMention]:
    return [replace(mention(name, MEETING), published=f"2024-03-{13 + n}") for n, name in enumerate("abcdefgh"[:count])]


def test_an_event_is_called_after_the_first_that_told_it() -> None:
    a, b, c = meetings(3)
    (event,) = resolve_events([c, b, a]).events
    assert event.iri == f"https://kg.example/event/{a.fact.removeprefix('https://kg.example/fact/')}"
    assert event.mentions == (a.key, b.key, c.key)
    assert event.label == "Meet in a"


def test_every_merge_can_be_undone_and_accepted(tmp_path: Path) -> None:
    a, b, c = meetings(3)
    entries = resolve_events([a, b, c]).entries
    assert [e.decision for e in entries] == ["same", "same"]
    for entry in entries:
        path = tmp_path / "events.csv"
        write_ledger(path, undo(entries, entry.id))
        undone = resolve_events([a, b, c], read_ledger(path))
        left = next(m for m in (a, b, c) if m.fact == entry.entity)
        right = next(m for m in (a, b, c) if m.fact == entry.other_entity)
        assert not together(undone, left, right)
        again = resolve_events([a, b, c], accept(undone.entries, entry.id))
        assert together(again, a, b, c)


def test_a_reader_may_accept_what_is_in_doubt() -> None:
    a, b = (mention(name, {"type": "Accuse", "agents": ["Anne"], "patients": ["Bruno"]}) for name in "ab")
    found = resolve_events([a, b])
    assert [e.decision for e in found.entries] == ["undecided"]
    assert together(resolve_events([a, b], accept(found.entries, found.entries[0].id)), a, b)


def test_one_contradiction_keeps_an_event_apart_from_all_others() -> None:
    """b agrees with both a and c, but a and c are in two places."""
    a, c = (mention(n, {**MEETING, "places": [town]}) for n, town in (("a", "Lyon"), ("c", "Dijon")))
    b = mention("b", MEETING)
    found = resolve_events([a, b, c])
    assert not together(found, a, c)


def test_the_order_of_mentions_does_not_matter() -> None:
    mentions = [mention(f"{n}{side}", case[side]) for n, case in enumerate(CASES) for side in "ab"]
    whole = resolve_events(mentions)
    assert whole.events
    dice = random.Random(3)
    for _ in range(3):
        assert resolve_events(dice.sample(mentions, len(mentions))) == whole


def test_speech_states_and_relations_are_no_events() -> None:
    assert kind_of("Say") is kind_of("HasRole") is kind_of("Have") is kind_of("Other") is kind_of("absent") is None
    assert kind_of("Kill") == kind_of("Die")
    assert kind_of("Meet") == kind_of("Visit") == "CONSULT"
    says = [mention(name, {**MEETING, "type": "Say"}) for name in "ab"]
    assert resolve_events(says) == Events((), ())
