"""Clusters of phrases → entities with stable ids, types, names and, where certain, what they are in the world."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Sequence

from kg.facts import Entity, Mention, Node, Span
from kg.gazetteer import Candidate, Gazetteer, fold
from kg.iris import entity_iri
from kg.resolve.clusters import Clusters
from kg.resolve.names import candidate_of
from kg.resolve.phrases import Phrase

_NAMED_KINDS = frozenset({"name", "adjective"})
LISTED = frozenset({"Person", "Group", "Organization", "Place", "Facility", "Product", "Work", "Event"})
"""Types of common nouns that an index of the article lists even when no fact uses them."""


def make_entities(
    clusters: Clusters, nodes: Sequence[Node], document: str, gazetteer: Gazetteer, lang: str
) -> tuple[tuple[Entity, ...], dict[Span, str | None]]:
    """The entities of a document, by first mention, and the IRI of each node's span (None for an unresolved
    pronoun)."""
    wanted = {n.span: n for n in nodes}
    _join_listed(clusters, wanted)
    places = {p.text for p in clusters.phrases if p.kind == "name" and not p.canonical}
    countries = _countries(clusters.phrases, gazetteer)
    entities: list[Entity] = []
    iris: dict[int, str] = {}
    used: Counter[str] = Counter()
    for root in clusters.roots():
        phrases = clusters.of(root)
        named = any(p.kind in _NAMED_KINDS or p.canonical for p in phrases)
        if not named and not _is_used(phrases, wanted) and not any(p.type in LISTED for p in phrases):
            continue
        shown = [p for p in phrases if p.kind != "pronoun"]
        shown = [p for p in shown if not (p.canonical and p.kind == "name" and p.text in places)] or shown
        if not shown:
            continue
        entity = _entity(shown, named, document, gazetteer, clusters.type(root), used, countries)
        entities.append(entity)
        iris[root] = entity.id
    by_span: dict[Span, str | None] = {}
    for i, phrase in enumerate(clusters.phrases):
        if phrase.span in wanted and (phrase.span not in by_span or by_span[phrase.span] is None):
            by_span[phrase.span] = iris.get(clusters.find(i))
    return tuple(entities), by_span


def _is_used(phrases: Sequence[Phrase], wanted: Container[Span]) -> bool:
    return any(p.span in wanted or p.kind == "people" for p in phrases)


def _join_listed(clusters: Clusters, wanted: Container[Span]) -> None:
    """Common-noun phrases that no fact uses are one entry of the index when their words are the same; they go with the
    only thing of these words that facts use."""
    used: dict[str, set[int]] = defaultdict(set)
    listed: dict[str, list[int]] = defaultdict(list)
    for root in clusters.roots():
        phrases = clusters.of(root)
        words = {fold(p.text) for p in phrases if p.kind != "pronoun"}
        if clusters.is_named(root) or _is_used(phrases, wanted):
            for text in words:
                used[text].add(root)
        elif len(words) == 1:
            listed[words.pop()].append(root)
    for text, roots in listed.items():
        first = next(iter(used[text])) if len(used[text]) == 1 else roots[0]
        for root in roots:
            clusters.merge(first, root)


def _entity(
    phrases: list[Phrase],
    named: bool,
    document: str,
    gazetteer: Gazetteer,
    type_: str,
    used: Counter[str],
    countries: frozenset[str],
) -> Entity:
    names = [p.text for p in phrases if p.kind == "name" and not p.canonical]
    canonical = next((p.canonical for p in phrases if p.canonical), "")
    if canonical and not names:
        known = next((c for c in gazetteer.lookup(canonical) if c.name == canonical), None)
        type_ = known.type if known is not None else "Place"
    else:
        known = candidate_of([*names, *([canonical] if canonical else [])], type_, gazetteer, countries)
        if known is not None and {type_, known.type} <= {"Place", "Country", "Facility"}:
            type_ = known.type
    everything = list(dict.fromkeys(p.text for p in phrases))
    if named:
        name = _fullest(names) if names else canonical
        identity = known.name if known is not None else name
        iri = entity_iri(identity)
    else:
        name = max(everything, key=lambda t: (len(t.split()), len(t)))
        iri = entity_iri(name, document)
    used[iri] += 1
    if used[iri] > 1:
        iri = entity_iri(f"{name} {used[iri]}", None if named else document)
    ordered = (name, *(t for t in everything if t != name))
    mentions = tuple(Mention(p.text, p.span, type_, "name" if p.kind == "name" else "nominal") for p in phrases)
    return Entity(
        iri, type_, name, ordered, mentions, _country(known), known.same_as if known is not None else (), named
    )


def _countries(phrases: Sequence[Phrase], gazetteer: Gazetteer) -> frozenset[str]:
    """Codes of the countries that the article names."""
    names = {p.canonical or p.text for p in phrases if p.canonical or p.type == "Country" and p.kind == "name"}
    linked = (gazetteer.link(name) for name in sorted(names))
    return frozenset(c.country for c in linked if c is not None and c.country is not None and c.type == "Country")


def _country(known: Candidate | None) -> str | None:
    return known.country if known is not None else None


def _fullest(names: list[str]) -> str:
    """The name with the most words, the most used one among equals, the first among those; acronyms only for want of
    others."""
    counts = Counter(names)
    return max(dict.fromkeys(names), key=lambda n: (len(fold(n).split()), not n.isupper(), counts[n]))
