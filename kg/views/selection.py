"""What a network draws of the facts: which pairs become edges, which facts become nodes, and what stands out.

A fact with an agent and a patient is an edge agent → patient; parallel facts of one standing share an edge. A fact
whose recipient, origin or destination is known, or that lacks an agent or a patient, is a node with spokes. A fact that
only introduces others ("déclarer que …") is not drawn: the facts it introduces name their speaker.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.views.account import Account, Entity, Fact, Participant, Standing

SPOKES = frozenset({"recipient", "origin", "destination"})
ESSENTIAL_LINES = 26
ESSENTIAL_NODES = 24
READABLE_NODES = 150
"""Larger drawings of nodes and links cannot be read as a whole (Khoo et al. 2024)."""
FALLBACK_NODES = 60
"""Of a network too large to be read, the page draws so many where it cannot draw all."""
CANDIDATES = 400


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn between two nodes. ``facts`` are ids; ``role`` is set on the spokes of an event node."""

    source: str
    target: str
    facts: tuple[str, ...]
    standing: Standing
    reported: bool
    role: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is drawn or left out together: one edge, or an event node with its spokes (``event`` is the fact's id)."""

    lines: tuple[Line, ...]
    facts: tuple[str, ...]
    event: str = ""

    @property
    def nodes(self) -> frozenset[str]:
        ends = {end for line in self.lines for end in (line.source, line.target)}
        return frozenset(ends | ({self.event} if self.event else set()))


def measure_prominence(account: Account) -> dict[str, int]:
    """In how many facts each entity takes part, as participant or as speaker: its degree in the bipartite graph."""
    counts = Counter({entity.id: 0 for entity in account.entities})
    for fact in account.facts:
        counts.update({p.node for p in (*fact.participants, *fact.sources)})
    return dict(counts)


def find_units(account: Account) -> tuple[Unit, ...]:
    """All that can be drawn, in the order of the texts."""
    pairs: dict[tuple[str, str, Standing, bool, bool], list[str]] = defaultdict(list)
    events: list[Unit] = []
    for fact in account.facts:
        if spokes := _spokes(fact):
            events.append(Unit(tuple(_spoke(fact, p) for p in spokes), (fact.id,), fact.id))
        elif not _only_introduces(fact):
            for agent in fact.agents:
                for patient in fact.patients:
                    said = bool(fact.sources) and fact.standing != "unreal"
                    tie = fact.group == "relation"
                    pairs[agent.node, patient.node, fact.standing, said, tie].append(fact.id)
    edges = [
        Unit((Line(source, target, tuple(facts), standing, reported),), tuple(facts))
        for (source, target, standing, reported, _), facts in pairs.items()
    ]
    return (*edges, *events)


def find_events(account: Account) -> tuple[Unit, ...]:
    """Every fact as an event node, with all its participants around it."""
    entities = {entity.id for entity in account.entities}
    units = ((fact, [p for p in fact.participants if p.node in entities]) for fact in account.facts)
    return tuple(
        Unit(tuple(_spoke(fact, p) for p in participants), (fact.id,), fact.id)
        for fact, participants in units
        if participants
    )


def choose_essential(account: Account, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units that tell most, few enough to be read at a glance: main actors acting on each other come first.

    Greedy; a unit that brings a named actor into the picture gains over one more edge between the same few, and what
    stands early in the article over what stands late, as news are written. A lasting tie (a function, a membership)
    is drawn only to bring somebody in.
    """
    entities = {entity.id: entity for entity in account.entities}
    ties = {fact.id for fact in account.facts if fact.group == "relation"}
    left = [(score, unit) for score, unit in _rank(account, units) if len(unit.nodes - {unit.event}) > 1][:CANDIDATES]
    chosen: list[Unit] = []
    nodes: set[str] = set()
    count = 0
    while left and count < ESSENTIAL_LINES:
        score, unit = max(left, key=lambda pair: pair[0] + _novelty(pair[1], nodes, entities))
        left.remove((score, unit))
        if ties.issuperset(unit.facts) and unit.nodes <= nodes:
            continue
        if len(nodes | unit.nodes) <= ESSENTIAL_NODES and count + len(unit.lines) <= ESSENTIAL_LINES:
            chosen.append(unit)
            nodes |= unit.nodes
            count += len(unit.lines)
    return tuple(chosen)


def choose_readable(account: Account, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """All units when they have at most ``READABLE_NODES`` nodes, else the best of ``FALLBACK_NODES``; in order."""
    if len({node for unit in units for node in unit.nodes}) <= READABLE_NODES:
        return tuple(units)
    nodes: set[str] = set()
    chosen: set[Unit] = set()
    for _, unit in _rank(account, units):
        if len(nodes | unit.nodes) <= FALLBACK_NODES:
            chosen.add(unit)
            nodes |= unit.nodes
    return tuple(unit for unit in units if unit in chosen)


def _rank(account: Account, units: Iterable[Unit]) -> list[tuple[float, Unit]]:
    """The best first; of equals the earlier."""
    prominence = measure_prominence(account)
    entities = {entity.id: entity for entity in account.entities}
    facts = {fact.id: fact for fact in account.facts}
    last = max((fact.start for fact in account.facts), default=0) + 1
    scores = [
        (max(_score(facts[f], prominence, entities) + 6 * (1 - facts[f].start / last) for f in unit.facts), unit)
        for unit in units
    ]
    return sorted(scores, key=lambda pair: -pair[0])


def _novelty(unit: Unit, nodes: set[str], entities: Mapping[str, Entity]) -> float:
    return 4.0 * any(n not in nodes and n in entities and entities[n].named for n in unit.nodes)


def _only_introduces(fact: Fact) -> bool:
    return bool(fact.content) and not fact.patients


def _spokes(fact: Fact) -> list[Participant]:
    """The participants of a fact that is drawn as a node, none when it is drawn as edges or not at all."""
    extra = [p for p in fact.others if p.role in SPOKES]
    if _only_introduces(fact) or (fact.agents and fact.patients and not extra):
        return []
    return [*fact.agents, *fact.patients, *extra]


def _spoke(fact: Fact, participant: Participant) -> Line:
    source, target = (participant.node, fact.id) if participant.role == "agent" else (fact.id, participant.node)
    return Line(source, target, (fact.id,), fact.standing, bool(fact.sources), participant.role)


def _score(fact: Fact, prominence: Mapping[str, int], entities: Mapping[str, Entity]) -> float:
    ends = {p.node for p in (*fact.agents, *fact.patients, *fact.others) if p.node in entities}
    best = sorted(ends, key=lambda n: (-prominence[n], n))[:2]
    score = sum(min(prominence[n], 8) / 2 + 4 * entities[n].named for n in best)
    score -= {"relation": 20, "state": 8, "other": 4}.get(fact.group, 0)
    return score + {"asserted": 4.0, "reported": 3.0, "denied": 3.0, "unreal": -2.0}[fact.status]
