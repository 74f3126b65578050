"""Mentions → events, the best told first; what stays in doubt stays apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.gazetteer import fold
from kg.identity.events.evidence import MARGIN, RULED_OUT, Evidence, weigh
from kg.identity.events.mentions import DEATHS, Days, EventMention, drop_status, kind_of
from kg.identity.ledger import Entry, make_id
from kg.iris import event_iri

_WIDEST_BLOCK = 200
_MOST_MONTHS = 3
_VAGUE = frozenset({"Country", "Group"})
_ORDER = {"same": 0, "undecided": 1, "not same": 2}

Key = tuple[str, str]
"""A mention: document and IRI of the fact."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event that several mentions tell of, called after the first of them; ``mentions`` are keys, sorted."""

    iri: str
    label: str
    mentions: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Events:
    """Events of two mentions or more, and the ledger of all judgements."""

    events: tuple[Event, ...]
    entries: tuple[Entry, ...]


def resolve_events(mentions: Iterable[EventMention], ledger: Sequence[Entry] = (), lang: str = "fr") -> Events:
    """Put mentions of one event together; overrides of the ``ledger`` hold, and the order of mentions does not matter.

    Mentions are compared where they share a month and a telling participant or place, with at most 200 events each.
    """
    every = {m.key: m for m in sorted(mentions, key=lambda m: m.key) if kind_of(m.type) is not None}
    resolver = _Resolver(every, ledger, lang)
    clusters = resolver.run()
    return Events(_name_events(clusters), _make_entries(resolver.decisions, ledger))


@dataclass(slots=True)
class _Cluster:
    members: list[EventMention]
    apart: set[Key] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Decision:
    left: EventMention
    right: EventMention
    evidence: Evidence
    judgement: str


class _Resolver:
    def __init__(self, every: dict[Key, EventMention], ledger: Sequence[Entry], lang: str) -> None:
        self.every, self.ledger, self.lang = every, ledger, lang
        self.decisions: list[_Decision] = []
        self.clusters: list[_Cluster] = []
        self._blocks: dict[tuple[str, ...], list[_Cluster]] = defaultdict(list)

    def run(self) -> list[_Cluster]:
        for unit in self._units():
            if not self._join(unit):
                self.clusters.append(unit)
                self._index(unit, unit)
        return self.clusters

    def _units(self) -> list[_Cluster]:
        """Mentions that a reader says are one event together, the others alone; the best told first."""
        together: dict[Key, Key] = {key: key for key in self.every}

        def find(key: Key) -> Key:
            while together[key] != key:
                key = together[key]
            return key

        apart: dict[Key, set[Key]] = defaultdict(set)
        for entry in self.ledger:
            key, other = (entry.documents[0], entry.entity), (entry.other_document, entry.other_entity)
            if key not in together or other not in together or not entry.override:
                continue
            if entry.override == "same":
                low, high = sorted((find(key), find(other)))
                together[high] = low
            else:
                apart[key].add(other)
                apart[other].add(key)
        units: dict[Key, list[EventMention]] = defaultdict(list)
        for key, mention in self.every.items():
            units[find(key)].append(mention)
        found = [
            _Cluster(sorted(members, key=_by_detail), {x for m in members for x in apart.get(m.key, ())})
            for members in units.values()
        ]
        return sorted(found, key=lambda u: (-len(u.members), _by_detail(u.members[0])))

    def _join(self, unit: _Cluster) -> bool:
        """Put a unit to the event that is clearly the likeliest; False when there is none or it stays in doubt."""
        weighed = [x for c in self._candidates(unit) if (x := self._weigh(unit, c)) is not None]
        weighed.sort(key=lambda x: (-x[0].score, x[1].members[0].key))
        likely = [x for x in weighed if x[0].judgement != "not same"]
        if not likely:
            if near := [x for x in weighed if _is_near(unit.members[0], x[2])]:
                self._decide(unit, near[0], "not same")
            return False
        best, cluster, _ = likely[0]
        same = [x for x in likely if x[0].judgement == "same"]
        if best.judgement == "same" and (len(same) < 2 or best.score - same[1][0].score >= MARGIN):
            self._decide(unit, likely[0], "same")
            cluster.members.extend(unit.members)
            cluster.apart |= unit.apart
            self._index(cluster, unit)
            return True
        self._decide(unit, likely[0], "undecided")
        return False

    def _weigh(self, unit: _Cluster, cluster: _Cluster) -> tuple[Evidence, _Cluster, EventMention] | None:
        """The evidence of the two mentions that are most alike; one contradiction between any two rules all out."""
        if any(m.key in cluster.apart for m in unit.members) or any(m.key in unit.apart for m in cluster.members):
            return None
        found = [
            (weigh(m, n, self.lang), n)
            for m in unit.members
            for n in cluster.members
            if kind_of(m.type) == kind_of(n.type)
        ]
        if not found:
            return None
        against = next((x for x in found if x[0].score <= RULED_OUT), None)
        evidence, other = against or max(found, key=lambda x: (x[0].judgement == "same", x[0].score))
        return evidence, cluster, other

    def _decide(self, unit: _Cluster, found: tuple[Evidence, _Cluster, EventMention], judgement: str) -> None:
        evidence, _, other = found
        self.decisions.extend(_Decision(m, other, evidence, judgement) for m in unit.members)

    def _candidates(self, unit: _Cluster) -> list[_Cluster]:
        found = [c for key in _keys_of(unit.members) for c in self._blocks.get(key, ())]
        return list({id(c): c for c in found}.values())

    def _index(self, cluster: _Cluster, new: _Cluster) -> None:
        for key in _keys_of(new.members):
            block = self._blocks[key]
            if len(block) < _WIDEST_BLOCK and all(c is not cluster for c in block):
                block.append(cluster)


def _is_near(a: EventMention, b: EventMention) -> bool:
    """Whether people might take two mentions that are not of one event for such: one type, and an actor in common."""
    x, y = ({p.node for p in (*m.agents, *m.patients) if p.node and p.type not in _VAGUE} for m in (a, b))
    return a.type == b.type and bool(x & y)


def _keys_of(members: Iterable[EventMention]) -> dict[tuple[str, ...], None]:
    return dict.fromkeys(key for m in members for key in block_keys(m))


def block_keys(mention: EventMention) -> Iterator[tuple[str, ...]]:
    """Under what a mention may be compared with others: its kind with who or where, and the month."""
    kind = kind_of(mention.type)
    assert kind is not None
    who = [p.node for p in (*mention.agents, *mention.patients) if p.node and p.type not in _VAGUE]
    where = [p.node or fold(p.name).partition(" ")[0] for p in mention.places if p.type != "Country"]
    if not where:
        where = [p.node for p in mention.setting if p.type in {"Place", "Facility"}]
    for month in _months(mention.days or mention.supposed):
        for name in (*who, *where):
            yield kind, name, month
    if mention.type in DEATHS:
        for person in mention.patients:
            if person.node:
                yield kind, person.node


def _months(days: Days | None) -> list[str]:
    """The months of a stretch of days; of a long one the first and the last."""
    first, last = days if days is not None else (None, None)
    if first is None or last is None:
        return [f"{day:%Y-%m}" for day in (first, last) if day is not None]
    numbers = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    kept = list(numbers) if len(numbers) <= _MOST_MONTHS else [numbers[0], numbers[-1]]
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in kept]


def _by_detail(m: EventMention) -> tuple[bool, bool, int, str, Key]:
    """The best told first: with its day, with its place, with most named participants, then the earliest."""
    named = sum(bool(p.node) for p in (*m.agents, *m.patients))
    return not m.is_dated, not m.places, -named, m.published or "9", m.key


def _by_date(m: EventMention) -> tuple[str, Key]:
    return m.published or "9", m.key


def _name_events(clusters: Iterable[_Cluster]) -> tuple[Event, ...]:
    events = []
    for cluster in clusters:
        if len(cluster.members) > 1:
            first = min(cluster.members, key=_by_date)
            best = min(cluster.members, key=lambda m: (not m.real, *_by_detail(m)))
            keys = tuple(sorted(m.key for m in cluster.members))
            events.append(Event(event_iri(first.fact), drop_status(best.label), keys))
    return tuple(sorted(events, key=lambda e: e.iri))


def _make_entries(decisions: Iterable[_Decision], ledger: Sequence[Entry]) -> tuple[Entry, ...]:
    """One line for each mention that was put to an event, or nearly; lines with an override stay as the reader left
    them."""
    kept = [e for e in ledger if e.override]
    settled = {(e.entity, e.other_entity) for e in kept} | {(e.other_entity, e.entity) for e in kept}
    found = {}
    for d in decisions:
        if (d.left.fact, d.right.fact) in settled:
            continue
        documents = (d.left.document,)
        entry = Entry(
            make_id(d.left.fact, documents, d.right.fact, d.right.document),
            d.judgement,
            "",
            d.left.label,
            d.left.fact,
            documents,
            d.right.label,
            d.right.fact,
            d.right.document,
            d.evidence.score,
            "; ".join(d.evidence.reasons),
        )
        found[entry.id] = entry
    ordered = sorted(found.values(), key=lambda e: (_ORDER[e.judgement], e.documents, e.entity, e.other_entity))
    return (*kept, *ordered)
