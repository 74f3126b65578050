"""What a network draws, and what of it first."""

from __future__ import annotations

import pytest

from kg.views.account import Account, Entity, Fact, Participant, Quotation, Status
from kg.views.selection import ESSENTIAL_LINES, ESSENTIAL_NODES, choose_essential, find_units, measure_prominence


def fact(name: str, agent: str, patient: str, status: Status = "asserted", **more: object) -> Fact:
    people = {"agents": agent, "patients": patient}
    roles = {k: (Participant(k[:-1], v, v),) if v else () for k, v in people.items()}
    sources = (Participant("source", "speaker", "speaker"),) if status == "reported" else ()
    quotation = Quotation("article", name, 0, 1)
    fields = {"polarity": "negative" if status == "denied" else "positive",
              "modality": "intended" if status == "unreal" else "actual", **roles, "sources": sources, **more}
    return Fact(name, "Attack", "conflict", name, status=status, quotation=quotation, **fields)  # type: ignore[arg-type]


def account(*facts: Fact) -> Account:
    nodes = sorted({p.node for f in facts for p in (*f.participants, *f.sources)})
    return Account((), tuple(Entity(n, n, "Person", named=n[0].isupper()) for n in nodes), facts)


def test_facts_of_one_pair_and_standing_share_an_edge() -> None:
    facts = fact("a", "X", "Y"), fact("b", "X", "Y"), fact("c", "X", "Y", "reported"), fact("d", "X", "Y", "denied")
    assert [unit.facts for unit in find_units(account(*facts))] == [("a", "b"), ("c",), ("d",)]


def test_edges_of_opposite_direction_stay_apart() -> None:
    units = find_units(account(fact("a", "X", "Y"), fact("b", "Y", "X")))
    assert [(u.lines[0].source, u.lines[0].target) for u in units] == [("X", "Y"), ("Y", "X")]


def test_recipient_makes_a_node_with_spokes() -> None:
    given = fact("give", "X", "arms", others=(Participant("recipient", "Y", "Y"), Participant("place", "Z", "Z")))
    (unit,) = find_units(account(given))
    assert [(line.source, line.target) for line in unit.lines] == [("X", "give"), ("give", "arms"), ("give", "Y")]


@pytest.mark.parametrize(("agent", "patient"), [("X", ""), ("", "X")])
def test_lonely_participant_hangs_on_its_event(agent: str, patient: str) -> None:
    (unit,) = find_units(account(fact("leave", agent, patient)))
    assert unit.nodes == {"X", "leave"}


def test_saying_that_is_not_drawn() -> None:
    assert find_units(account(fact("say", "X", "", content=("b",)))) == ()


def test_essential_is_small_and_prefers_named_actors() -> None:
    crowd = [fact(f"f{i}", f"thing{i}", f"other{i}") for i in range(60)]
    everything = account(*crowd, fact("meet", "X", "Y"))
    chosen = choose_essential(everything, find_units(everything))
    assert ("meet",) in [unit.facts for unit in chosen]
    assert len({n for unit in chosen for n in unit.nodes}) <= ESSENTIAL_NODES
    assert sum(len(unit.lines) for unit in chosen) <= ESSENTIAL_LINES


def test_prominence_counts_speakers_too() -> None:
    assert measure_prominence(account(fact("a", "X", "Y", "reported"), fact("b", "X", "Z")))["speaker"] == 1
