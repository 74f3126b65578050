"""Store → Account: the stored quads, asked for by the queries of ``queries/``, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import cast

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store

from kg.iris import ENTITY, ONTOLOGY
from kg.schema import load_schema
from kg.views.account import Account, Article, Entity, Fact, Participant, Quotation, Status
from kg.views.selection import SPOKES

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SCHEMA = "https://schema.org/"
TIME = "http://www.w3.org/2006/time#"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
NOT_ROLES = frozenset(
    {
        "attributedTo", "content", "cue", "extractor", "rule", "repair", "roleRule", "defaultPlace", "earliest",
        "latest", "sameEvent",
    }
)  # fmt: skip
ENTITY_ROLES = SPOKES | {"agent", "patient"}
"""What fills these is drawn; what is no ``kg:Entity`` in the store cannot be."""

Properties = Mapping[str, list[tuple[str, str, bool]]]
Details = Mapping[str, Mapping[str, str]]


def read_account(store: Store, texts: Mapping[str, str] = MappingProxyType({})) -> Account:
    """All articles, entities and facts of ``store``, whatever graphs they stand in, in the order of the texts.

    ``texts`` are the texts of articles by their IRIs, where the caller has them.
    """
    articles = sorted((_article(row, texts) for row in _ask(store, "articles")), key=lambda a: a.id)
    properties = _read_properties(store)
    details = _read_details(store)
    names = _read_names(store)
    facts: dict[str, Fact] = {}
    for row in _ask(store, "facts"):
        fact = _fact(row, properties.get(_text(row, "fact"), {}), details, names)
        best = facts.get(fact.id)
        if best is None or _place(fact) < _place(best):
            facts[fact.id] = fact
    types: dict[str, str] = {}
    for row in _ask(store, "entities"):
        kind = _text(row, "type").removeprefix(ONTOLOGY) or "Entity"
        types[_text(row, "entity")] = min(kind, types.get(_text(row, "entity"), kind))
    return Account(
        tuple(articles),
        tuple(_entity(i, types[i], names.get(i, {})) for i in sorted(types)),
        tuple(sorted(facts.values(), key=_place)),
    )


@cache
def _query(name: str) -> str:
    return (resources.files("kg.views") / "queries" / f"{name}.rq").read_text("utf-8")


def _ask(store: Store, name: str) -> Iterator[QuerySolution]:
    return iter(cast(QuerySolutions, store.query(_query(name), use_default_graph_as_union=True)))


def _text(row: QuerySolution, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, (NamedNode, Literal)) else ""


def _article(row: QuerySolution, texts: Mapping[str, str]) -> Article:
    name = _text(row, "name") or _text(row, "article").rsplit("/", 1)[-1]
    return Article(
        _text(row, "article"),
        name,
        _text(row, "title"),
        _text(row, "published"),
        _text(row, "publisher"),
        _text(row, "url"),
        texts.get(_text(row, "article"), ""),
    )


def _read_properties(store: Store) -> dict[str, dict[str, list[tuple[str, str, bool]]]]:
    """fact → property (local name) → (value, its label, whether it is an entity), sorted."""
    table: dict[str, dict[str, list[tuple[str, str, bool]]]] = defaultdict(lambda: defaultdict(list))
    for row in _ask(store, "properties"):
        name = _text(row, "property").removeprefix(ONTOLOGY)
        entry = (_text(row, "value"), _text(row, "label"), row["kind"] is not None)
        table[_text(row, "fact")][name].append(entry)
    return {fact: {name: sorted(set(entries)) for name, entries in own.items()} for fact, own in table.items()}


def _read_details(store: Store) -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _ask(store, "details"):
        table[_text(row, "node")][_text(row, "property")] = _text(row, "value")
    return dict(table)


def _read_names(store: Store) -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in _ask(store, "names"):
        local = _text(row, "property").rsplit("#", 1)[-1]
        table[_text(row, "entity")][local].append(_text(row, "value"))
    return {entity: {k: sorted(v) for k, v in own.items()} for entity, own in table.items()}


def _entity(iri: str, kind: str, names: Mapping[str, list[str]]) -> Entity:
    own = iri.removeprefix(ENTITY)
    preferred = names.get("prefLabel", [own.rsplit("/", 1)[-1].replace("_", " ")])
    point = (float(names["long"][0]), float(names["lat"][0])) if {"lat", "long"} <= set(names) else None
    return Entity(
        iri,
        preferred[0],
        kind,
        tuple(sorted({*preferred, *names.get("altLabel", [])} - {preferred[0]})),
        tuple(names.get("sameAs", ())),
        iri.startswith(ENTITY) and "/" not in own,
        "".join(names.get("country", [])[:1]),
        point,
    )


def _fact(
    row: QuerySolution, properties: Properties, details: Details, names: Mapping[str, Mapping[str, list[str]]]
) -> Fact:
    kinds = [v.removeprefix(ONTOLOGY) for v, _, _ in properties.get(RDF_TYPE, ())]
    kind = min((k for k in kinds if k != "Fact"), default="Other")
    known_type = load_schema().event_types.get(kind)
    roles = [
        _participant(role, value, label, details)
        for role, entries in sorted(properties.items())
        if "/" not in role and role not in NOT_ROLES
        for value, label, is_entity in entries
        if is_entity or role not in ENTITY_ROLES
    ]
    sources = tuple(
        _participant("source", value, label, details)
        for value, label, is_entity in properties.get("attributedTo", ())
        if is_entity
    )
    cues = [v for v, _, _ in properties.get("cue", ())]
    known = [
        *cues,
        *(
            n
            for p in (*roles, *sources)
            for own in (names.get(p.node, {}),)
            for n in (p.text, *own.get("altLabel", ()))
        ),
    ]
    return Fact(
        id=_text(row, "fact"),
        type=kind,
        group=known_type.group if known_type else "other",
        predicate=_text(row, "lemma"),
        polarity=_local(row, "polarity"),
        modality=_local(row, "modality"),
        status=cast(Status, _local(row, "status")),
        quotation=_quotation(row, known),
        agents=tuple(p for p in roles if p.role == "agent"),
        patients=tuple(p for p in roles if p.role == "patient"),
        others=tuple(p for p in roles if p.role not in ("agent", "patient")),
        sources=sources,
        content=tuple(v for v, _, _ in properties.get("content", ())),
        earliest=_day(properties, "earliest"),
        latest=_day(properties, "latest"),
    )


def _day(properties: Properties, name: str) -> str:
    return next((value for value, _, _ in properties.get(name, ())), "")


def _participant(role: str, value: str, label: str, details: Details) -> Participant:
    own = details.get(value)
    if own is None:
        return Participant(role, value, label or value)
    text = own.get("http://www.w3.org/2000/01/rdf-schema#label", "")
    return Participant(role, value, text, _moment(own) or _amount(own))


def _moment(own: Mapping[str, str]) -> str:
    for form in ("inXSDDate", "inXSDgYearMonth", "inXSDgYear"):
        if TIME + form in own:
            return own[TIME + form]
    return own.get("http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "")


def _amount(own: Mapping[str, str]) -> str:
    unit = own.get(SCHEMA + "currency") or own.get(SCHEMA + "unitText", "")
    number = own.get(SCHEMA + "value", "")
    return f"{number.removesuffix('.0')} {unit}".strip()


def _quotation(row: QuerySolution, known: list[str]) -> Quotation:
    exact, start = _text(row, "exact"), int(_text(row, "start"))
    return Quotation(
        _text(row, "article"),
        exact,
        start,
        int(_text(row, "end")),
        _text(row, "prefix"),
        _text(row, "suffix"),
        _marks(exact, known),
    )


def _marks(quote: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    """Where the cue and the names of the participants stand in the quotation, disjoint, in its own characters."""
    taken: list[tuple[int, int]] = []
    for word in sorted(set(words) - {""}, key=lambda w: (-len(w), w)):
        start = quote.find(word)
        if start >= 0 and all(start >= b or start + len(word) <= a for a, b in taken):
            taken.append((start, start + len(word)))
    return tuple(sorted(taken))


def _local(row: QuerySolution, name: str) -> str:
    return _text(row, name).removeprefix(ONTOLOGY)


def _place(fact: Fact) -> tuple[str, int, int, str]:
    return fact.quotation.article, fact.start, fact.quotation.end, fact.id
