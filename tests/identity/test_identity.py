"""Actors across articles: hard pairs, a made corpus with known truth, and a ledger that people correct."""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.identity import (
    Identities,
    Link,
    Occurrence,
    accept,
    read_ledger,
    resolve_identities,
    undo,
    write_ledger,
)
from kg.iris import entity_iri

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]


def occurrence(document: str, row: dict[str, Any]) -> Occurrence:
    names = tuple(row["names"])
    return Occurrence(
        document,
        entity_iri(names[0]) + ("~" if row.get("other_iri") else ""),
        row.get("type", "Person"),
        names,
        tuple(row.get("same_as", ())),
        row.get("country"),
        tuple(row.get("roles", ())),
        tuple(row.get("origins", ())),
        tuple(map(entity_iri, row.get("companions", ()))),
        tuple(map(entity_iri, row.get("neighbours", ()))),
        tuple(row.get("deeds", ())),
    )


def countries(*names: str) -> list[Occurrence]:
    """Occurrences that show that these companions are places."""
    rows = [{"type": "Country", "names": [name], "same_as": [f"http://example.org/{name}"]} for name in names]
    return [occurrence("atlas", row) for row in rows]


def judge(case: dict[str, Any]) -> str:
    a = occurrence("a", case["a"])
    b = occurrence("a" if case.get("same_article") else "b", case["b"])
    if case.get("same_article"):
        b = replace(b, entity=b.entity + "_2")
    found = resolve_identities([a, b, *countries("France", "Russie", "Irak", "Maroc", "Damas", "Nantes", "Kiev")])
    if found.actor_of(*a.key) == found.actor_of(*b.key):
        return "same"
    return next((e.judgement for e in found.entries), "not compared")


@pytest.mark.parametrize("case", CASES, ids=[c["what"].replace(" ", "-") for c in CASES])
def test_hard_pairs(case: dict[str, Any]) -> None:
    got = judge(case)
    assert got != "same" if case["due"] == "apart" else got == case["due"]


FIRST = ["Jean", "Marie", "Paul", "Sophie", "Luc", "Anne", "Karim", "Olga", "Pierre", "Nadia"]
LAST = ["Martin", "Bernard", "Dubois", "Moreau", "Lefèvre", "Garcia", "Petit", "Roux"]
ROLES = ["député {}", "attaquant {}", "chanteur {}", "chercheuse {}"]
ADJECTIVES = {"FR": "français", "BE": "belge", "CA": "canadien", "IT": "italien", "MA": "marocain"}


def make_corpus(articles: int = 600, seed: int = 7) -> tuple[list[Occurrence], dict[tuple[str, str], int]]:
    """Articles about people, many of whom share a name; each article tells a part of what is true of its people."""
    rng = random.Random(seed)
    people: list[dict[str, Any]] = []
    for number in range(120):
        country, role = rng.choice(sorted(ADJECTIVES)), rng.choice(ROLES)
        people.append(
            {
                "name": f"{rng.choice(FIRST)} {rng.choice(LAST)}",
                "role": role.format(ADJECTIVES[country]),
                "country": country,
                "company": [f"Société {number}-{k}" for k in range(4)],
            }
        )
    occurrences, truth = countries(*ADJECTIVES), {}
    for a in range(articles):
        document = f"article-{a:03}"
        present: dict[str, int] = {}
        for number in rng.sample(range(len(people)), 2):
            present.setdefault(people[number]["name"], number)
        for name, number in present.items():
            person = people[number]
            known = rng.random() < 0.7
            row: dict[str, Any] = {"names": [name, name.split()[1]], "neighbours": [person["country"]]}
            if known:
                row |= {"roles": [person["role"]], "origins": [person["country"]]}
            row["companions"] = rng.sample(person["company"], rng.choice((1, 2, 2)))
            occurrences.append(occurrence(document, row))
            truth[occurrences[-1].key] = number
    return occurrences, truth


def b_cubed(found: Identities, truth: dict[tuple[str, str], int]) -> tuple[float, float]:
    clusters, classes = defaultdict(set), defaultdict(set)
    for key, number in truth.items():
        clusters[found.actor_of(*key)].add(key)
        classes[number].add(key)
    precision = recall = 0.0
    for key, number in truth.items():
        mine = clusters[found.actor_of(*key)]
        common = len(mine & classes[number])
        precision += common / len(mine)
        recall += common / len(classes[number])
    return precision / len(truth), recall / len(truth)


def test_a_made_corpus_of_namesakes() -> None:
    occurrences, truth = make_corpus()
    names = {o.names[0] for o in occurrences}
    assert len(set(truth.values())) > 1.4 * len(names), "the corpus has no namesakes"
    precision, recall = b_cubed(resolve_identities(occurrences), truth)
    assert precision == 1.0
    assert 2 * precision * recall / (precision + recall) >= 0.95


def test_the_order_of_the_articles_does_not_matter() -> None:
    occurrences, _ = make_corpus(60)
    shuffled = random.Random(1).sample(occurrences, len(occurrences))
    assert resolve_identities(occurrences) == resolve_identities(shuffled)


def pair() -> list[Occurrence]:
    row = {"names": ["Marie Bernard"], "companions": ["Vélopolis"]}
    return [occurrence("a", row), occurrence("b", row)]


def test_a_merge_is_undone_and_stays_so(tmp_path: Path) -> None:
    a, b = pair()
    found = resolve_identities([a, b])
    (entry,) = found.entries
    assert entry.judgement == "same"
    path = tmp_path / "merges.csv"
    write_ledger(path, undo(found.entries, entry.id))
    again = resolve_identities([a, b], read_ledger(path))
    assert again.actor_of(*a.key) != again.actor_of(*b.key)
    write_ledger(path, again.entries)
    later = resolve_identities([a, b], read_ledger(path))
    assert later.actors == again.actors
    assert [e.override for e in later.entries] == ["not same"]


def test_an_accepted_merge_brings_two_names_together() -> None:
    a = occurrence("a", {"names": ["Sophie Garnier-Roux"]})
    b = occurrence("b", {"names": ["Sophie Garnier"]})
    found = resolve_identities([a, b])
    (entry,) = found.entries
    assert entry.judgement == "undecided"
    again = resolve_identities([a, b], accept(found.entries, entry.id))
    assert again.actor_of(*a.key) == again.actor_of(*b.key) == a.entity
    assert again.links == (Link(b.entity, a.entity, None),)


def test_namesakes_get_links_in_their_own_article() -> None:
    a = occurrence("a", {"names": ["Jean Martin"], "origins": ["BE"]})
    b = occurrence("b", {"names": ["Jean Martin"], "origins": ["CA"]})
    found = resolve_identities([a, b])
    assert found.links == (Link(a.entity, a.entity + "~b", "b"),)
    assert found.actor_of(*a.key) == a.entity


def test_an_edited_ledger_is_read_back(tmp_path: Path) -> None:
    entries = resolve_identities(make_corpus(40)[0]).entries
    path = tmp_path / "merges.csv"
    write_ledger(path, entries)
    assert read_ledger(path) == entries


def test_a_wrong_word_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "merges.csv"
    write_ledger(path, resolve_identities(pair()).entries)
    path.write_text(path.read_text("utf-8-sig").replace(",same,", ",identique,"), "utf-8")
    with pytest.raises(InputError, match=r"merges\.csv:2: judgement 'identique'"):
        read_ledger(path)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    row = {"names": ["=HYPERLINK(1)"], "companions": ["Vélopolis", "Lumen", "Brest SA"]}
    entries = resolve_identities([occurrence("a", row), occurrence("b", row)]).entries
    path = tmp_path / "merges.csv"
    write_ledger(path, entries)
    assert ",=HYPERLINK" not in path.read_text("utf-8-sig")
    assert read_ledger(path) == entries


def test_undo_of_an_unknown_decision_is_refused() -> None:
    with pytest.raises(InputError, match="no decision 'xyz'"):
        undo(resolve_identities(pair()).entries, "xyz")
