"""What one article knows of one entity, as far as it helps to tell who that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts import Entity, Fact, Facts, Node
from kg.gazetteer import country_of_adjective, load_gazetteer


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One named entity of one article.

    ``names`` are proper names, the fullest first; ``roles`` are the titles and descriptions that the article gives
    ("ministre français de la Défense"); ``country`` is an ISO 3166 code; ``origins`` are codes of the countries in the
    roles; ``companions`` are the IRIs of named entities that share a fact with this one, ``neighbours`` those of
    the other named entities of the article; ``deeds`` are events with their day in which it takes part
    ("Arrest on 2024-06-07"), where anybody has looked.
    """

    document: str
    entity: str
    type: str
    names: tuple[str, ...]
    same_as: tuple[str, ...] = ()
    country: str | None = None
    roles: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.document, self.entity


def gather_occurrences(document: str, facts: Facts, lang: str = "fr") -> tuple[Occurrence, ...]:
    """The named entities of an article; common-noun entities live inside their article and are left out."""
    named = {e.id: e for e in facts.entities if e.named}
    companions: dict[str, set[str]] = defaultdict(set)
    titles: dict[str, set[str]] = defaultdict(set)
    for fact in facts.facts:
        present = {n.entity for n in _participants(fact) if n.entity is not None and n.entity in named}
        for entity in present:
            companions[entity] |= present - {entity}
        for node in fact.agents:
            if node.entity in named:
                titles[node.entity].update(a.node.text for a in fact.arguments if a.role == "title")
    return tuple(
        _occurrence(document, entity, titles[i], companions[i], set(named) - {i}, lang) for i, entity in named.items()
    )


def _participants(fact: Fact) -> Iterator[Node]:
    yield from fact.agents
    yield from fact.patients
    yield from (a.node for a in fact.arguments)
    yield from (a.source for a in fact.attributions)


def _occurrence(
    document: str, entity: Entity, titles: set[str], companions: set[str], others: set[str], lang: str
) -> Occurrence:
    proper = {m.text for m in entity.mentions if m.kind == "name"} | {entity.name}
    names = [entity.name, *(n for n in entity.names if n in proper and n != entity.name)]
    roles = sorted({n for n in entity.names if n not in proper} | titles) if entity.type != "Country" else []
    return Occurrence(
        document,
        entity.id,
        entity.type,
        tuple(names),
        entity.same_as,
        entity.country,
        tuple(roles),
        find_origins(roles, lang),
        tuple(sorted(companions)),
        tuple(sorted(others - companions)),
    )


def find_origins(roles: list[str], lang: str) -> tuple[str, ...]:
    """ISO codes of the countries that titles name, by adjective or name: "président de la République française"."""
    gazetteer = load_gazetteer(lang)
    codes: set[str | None] = set()
    for role in roles:
        found = {country_of_adjective(word, lang) for word in role.replace("-", " ").split()}
        codes.update(c.country for name in found if name for c in gazetteer.lookup(name)[:1])
        codes.update(
            m.candidates[0].country
            for m in gazetteer.find(role)
            if m.candidates[0].type == "Country" and m.candidates[0].certain
        )
    return tuple(sorted(c for c in codes if c))
