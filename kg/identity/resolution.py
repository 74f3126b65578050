"""Occurrences → actors, in the order of how much the articles say of them; what stays in doubt stays apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.identity.evidence import MARGIN, Evidence, Telling, weigh
from kg.identity.ledger import Entry, make_id
from kg.identity.occurrences import Occurrence
from kg.identity.profiles import PLACES, Profile, block_keys
from kg.iris import slug

_FREQUENT = 0.1
_FEW = 5
_WIDEST_BLOCK = 200
_ORDER = {"same": 0, "undecided": 1, "not same": 2}

Key = tuple[str, str]
"""An occurrence: document and entity IRI."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the corpus: the fullest of its names first, and every occurrence as (document, entity IRI)."""

    iri: str
    type: str
    name: str
    names: tuple[str, ...]
    same_as: tuple[str, ...]
    occurrences: tuple[Key, ...]


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """``entity`` means ``actor``: in ``document``, or in every article when that is None."""

    entity: str
    actor: str
    document: str | None


@dataclass(frozen=True, slots=True)
class Identities:
    """Actors by IRI, the links that say so, and the ledger."""

    actors: tuple[Actor, ...]
    links: tuple[Link, ...]
    entries: tuple[Entry, ...]
    _by_key: dict[Key, str] = field(repr=False, compare=False)

    def actor_of(self, document: str, entity: str) -> str:
        """The IRI of the actor; the entity's own for what no occurrence was given of."""
        return self._by_key.get((document, entity), entity)


def resolve_identities(occurrences: Iterable[Occurrence], ledger: Sequence[Entry] = (), lang: str = "fr") -> Identities:
    """Put occurrences together; overrides of the ``ledger`` hold. See ``kg.identity`` for what comes back.

    Blocks of one name are compared with at most 200 actors, the best known first.
    """
    every = {o.key: o for o in sorted(occurrences)}
    resolver = _Resolver(every, ledger, lang)
    profiles = resolver.run()
    by_key, actors = _name_actors(profiles)
    entries = _make_entries(resolver.decisions, ledger, every)
    return Identities(actors, _make_links(by_key), entries, by_key)


@dataclass(slots=True)
class _Decision:
    left: tuple[Occurrence, ...]
    right: Occurrence
    evidence: Evidence
    judgement: str


class _Resolver:
    def __init__(self, every: dict[Key, Occurrence], ledger: Sequence[Entry], lang: str):
        self.every, self.ledger, self.lang = every, ledger, lang
        self.decisions: list[_Decision] = []
        self.profiles: list[Profile] = []
        self._blocks: dict[str, list[Profile]] = defaultdict(list)
        self._by_identifier: dict[str, Profile] = {}
        self._telling = _measure_telling(every.values())

    def run(self) -> list[Profile]:
        waiting = [unit for unit in self._units() if not self._place(unit, final=False)]
        alone = [unit for unit in waiting if not self._place(unit, final=True)]
        for unit in alone:
            self._place_again(unit)
        return self.profiles

    def _units(self) -> list[Profile]:
        """Occurrences that a reader says are the same together, the others alone; the best known first."""
        parent = {key: key for key in self.every}

        def find(key: Key) -> Key:
            while parent[key] != key:
                key = parent[key]
            return key

        apart: dict[Key, set[Key]] = defaultdict(set)
        for entry in self.ledger:
            other = (entry.other_document, entry.other_entity)
            for document in entry.documents:
                key = (document, entry.entity)
                if key not in parent or other not in parent:
                    continue
                if entry.override == "same":
                    low, high = sorted((find(key), find(other)))
                    parent[high] = low
                elif entry.override:
                    apart[key].add(other)
        units: dict[Key, list[Occurrence]] = defaultdict(list)
        for key, occurrence in self.every.items():
            units[find(key)].append(occurrence)
        found = []
        for members in units.values():
            unit = Profile.of(sorted(members, key=_by_knowledge), self.lang)
            unit.apart = {x for o in members for x in apart.get(o.key, ())}
            found.append(unit)
        return sorted(found, key=lambda u: (-len(u.members), _by_knowledge(u.anchor)))

    def _place(self, unit: Profile, final: bool) -> bool:
        """Put a unit to its actor; False when that is in doubt: it waits, or at last becomes an actor of its own."""
        weighed = self._weigh(unit)
        likely = [x for x in weighed if x[0].judgement != "not same"]
        if likely and self._join(unit, weighed, likely):
            return True
        if not likely:
            self._decide(unit, weighed, "not same")
            self._open(unit)
            return True
        if final:
            evidence, profile = likely[0]
            more = (f"also like {likely[1][1].anchor.names[0]}",) if evidence.judgement == "same" else ()
            self._decide(unit, [(Evidence(evidence.score, (*evidence.reasons, *more), True), profile)], "undecided")
            self._open(unit)
        return False

    def _place_again(self, unit: Profile) -> None:
        """Join an actor that stayed in doubt to one that has become known well enough since."""
        weighed = [x for x in self._weigh(unit) if x[1] is not unit]
        likely = [x for x in weighed if x[0].judgement != "not same"]
        if likely and self._join(unit, weighed, likely):
            self.profiles.remove(unit)
            for key in dict.fromkeys(block_keys(unit)):
                self._blocks[key] = [p for p in self._blocks[key] if p is not unit]
            members = {o.key for o in unit.members}
            self.decisions = [
                d for d in self.decisions if d.judgement != "undecided" or not members & {o.key for o in d.left}
            ]

    def _weigh(self, unit: Profile) -> list[tuple[Evidence, Profile]]:
        weighed = [(e, p) for p in self._candidates(unit) if (e := weigh(unit, p, self._telling)) is not None]
        return sorted(weighed, key=lambda x: -x[0].score)

    def _join(
        self, unit: Profile, weighed: list[tuple[Evidence, Profile]], likely: list[tuple[Evidence, Profile]]
    ) -> bool:
        """Put a unit to the actor that is clearly the likeliest, if it is likely enough."""
        best, profile = likely[0]
        if best.judgement != "same" or len(likely) > 1 and best.score - likely[1][0].score < MARGIN:
            return False
        self._decide(unit, [x for x in weighed if x[0].judgement == "not same"], "not same")
        self._decide(unit, likely[:1], "same")
        profile.take(unit)
        self._index(profile, unit)
        return True

    def _decide(self, unit: Profile, weighed: list[tuple[Evidence, Profile]], judgement: str) -> None:
        left = tuple(unit.members)
        self.decisions.extend(_Decision(left, p.anchor, e, judgement) for e, p in weighed)

    def _candidates(self, unit: Profile) -> list[Profile]:
        found = [self._by_identifier[x] for x in sorted(unit.same_as) if x in self._by_identifier]
        if found:
            return found[:1]
        for key in dict.fromkeys(block_keys(unit)):
            found.extend(self._blocks.get(key, ()))
        return list({id(p): p for p in found}.values())

    def _open(self, unit: Profile) -> None:
        self.profiles.append(unit)
        self._index(unit, unit)

    def _index(self, profile: Profile, new: Profile) -> None:
        for key in dict.fromkeys(block_keys(new)):
            block = self._blocks[key]
            if len(block) < _WIDEST_BLOCK and all(p is not profile for p in block):
                block.append(profile)
        for identifier in new.same_as:
            self._by_identifier.setdefault(identifier, profile)


def _by_knowledge(o: Occurrence) -> tuple[bool, int, int, Key]:
    """The best known first: identifiers, full names, titles and company."""
    longest = max(len(n.split()) for n in o.names)
    return (not o.same_as, -min(longest, 2), -(3 * len(o.roles) + 3 * len(o.origins) + len(o.companions)), o.key)


def _measure_telling(occurrences: Iterable[Occurrence]) -> Telling:
    """Countries and places tell little, and so does what every tenth article names."""
    documents: dict[str, set[str]] = defaultdict(set)
    places: set[str] = set()
    every: set[str] = set()
    for o in occurrences:
        documents[o.entity].add(o.document)
        every.add(o.document)
        if o.type in PLACES:
            places.add(o.entity)

    def telling(entity: str) -> float:
        frequent = len(documents[entity]) > max(_FEW, _FREQUENT * len(every)) if entity in documents else False
        return (0.4 if entity in places else 1.0) * (0.4 if frequent else 1.0)

    return telling


def _name_actors(profiles: list[Profile]) -> tuple[dict[Key, str], tuple[Actor, ...]]:
    wanted: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        counts = Counter(o.entity for o in profile.members)
        wanted[min(counts, key=lambda iri: (-counts[iri], -len(iri), iri))].append(profile)
    by_key, actors = {}, []
    for iri in sorted(wanted):
        rivals = sorted(wanted[iri], key=lambda p: (-len(p.members), min(o.key for o in p.members)))
        for number, profile in enumerate(rivals):
            first = min(o.key for o in profile.members)
            own = iri if not number else f"{iri}~{slug(first[0])}"
            keys = tuple(sorted(o.key for o in profile.members))
            by_key.update(dict.fromkeys(keys, own))
            names = sorted(profile.names, key=lambda n: (-len(n.split()), n.isupper(), -profile.names[n], n))
            types = Counter(o.type for o in profile.members)
            type_ = min(types, key=lambda t: (-types[t], t))
            actors.append(Actor(own, type_, names[0], tuple(names), tuple(sorted(profile.same_as)), keys))
    return by_key, tuple(actors)


def _make_links(by_key: dict[Key, str]) -> tuple[Link, ...]:
    actors: dict[str, set[str]] = defaultdict(set)
    for (_, entity), actor in by_key.items():
        actors[entity].add(actor)
    links = set()
    for (document, entity), actor in by_key.items():
        if actor != entity:
            links.add(Link(entity, actor, document if len(actors[entity]) > 1 else None))
    return tuple(sorted(links, key=lambda x: (x.entity, x.actor, x.document or "")))


def _make_entries(
    decisions: Sequence[_Decision], ledger: Sequence[Entry], every: dict[Key, Occurrence]
) -> tuple[Entry, ...]:
    """One line for each entity, actor and judgement, with all its articles and its weakest reason.

    Lines with an override stay as the reader left them. What identifiers decide needs no line.
    """
    kept = [e for e in ledger if e.override]
    settled = {((d, e.entity), (e.other_document, e.other_entity)) for e in kept for d in e.documents}
    folded: dict[tuple[str, Key, str], list[tuple[Occurrence, Evidence]]] = defaultdict(list)
    for decision in decisions:
        if decision.evidence.reasons[0].startswith("same identifier"):
            continue
        for occurrence in decision.left:
            if (occurrence.key, decision.right.key) not in settled and occurrence.key != decision.right.key:
                folded[occurrence.entity, decision.right.key, decision.judgement].append(
                    (occurrence, decision.evidence)
                )
    found = []
    for (entity, (other_document, other), judgement), rows in folded.items():
        documents = tuple(sorted({o.document for o, _ in rows}))
        weakest = min((e for _, e in rows), key=lambda e: (e.score if judgement == "same" else -e.score, e.reasons))
        found.append(
            Entry(
                make_id(entity, documents, other, other_document),
                judgement,
                "",
                rows[0][0].names[0],
                entity,
                documents,
                every[other_document, other].names[0],
                other,
                other_document,
                weakest.score,
                "; ".join(weakest.reasons),
            )
        )
    found.sort(key=lambda e: (_ORDER[e.judgement], e.name, e.entity, e.other_entity, e.other_document, e.documents))
    return (*kept, *found)
