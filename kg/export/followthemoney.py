"""Entities of followthemoney (https://followthemoney.tech), the model of OpenSanctions and Aleph, as JSON Lines.

Actors and things become entities, an asserted or reported fact between two of them becomes an ``UnknownLink`` with
its predicate as ``role``, its status, its date, its words and its article as proof. What an article denies or imagines
is left out: a link in such a database reads as a fact.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from kg.export.attributes import clean_text
from kg.views.account import Account, Article, Entity, Fact, Participant

SCHEMATA = {
    "Person": "Person",
    "Organization": "Organization",
    "Country": "PublicBody",
    "Group": "LegalEntity",
    "Place": "Address",
    "Facility": "Address",
}
"""Entity type → schema; everything else is an Asset, which is what the model has for things without a will."""
OTHER = "Asset"
WIKIDATA = "http://www.wikidata.org/entity/"
LINKED = ("asserted", "reported")


def write_followthemoney(account: Account) -> bytes:
    """Articles, entities and links, in the order of the account."""
    objects = (
        *map(_article, account.articles),
        *map(_entity, account.entities),
        *(link for fact in account.facts if fact.status in LINKED for link in _links(fact, account)),
    )
    lines = (json.dumps(thing, ensure_ascii=False, sort_keys=True) + "\n" for thing in objects)
    return "".join(lines).encode("utf-8")


def make_id(*parts: str) -> str:
    """An id in the form that the model likes: the SHA-1 of what identifies the thing."""
    return "kg-" + hashlib.sha1("\x1f".join(parts).encode("utf-8"), usedforsecurity=False).hexdigest()


def _article(article: Article) -> dict[str, Any]:
    return _make(
        "Article",
        make_id(article.id),
        title=[article.title],
        fileName=[article.name],
        publishedAt=[article.published],
        publisher=[article.publisher],
        sourceUrl=[article.url],
    )


def _entity(entity: Entity) -> dict[str, Any]:
    schema = SCHEMATA.get(entity.type, OTHER)
    country = [entity.country.lower()] if len(entity.country) == 2 else []
    wikidata = [iri.removeprefix(WIKIDATA) for iri in entity.same_as if iri.startswith(WIKIDATA)]
    full = {"full": [entity.name]} if schema == "Address" else {}
    return _make(
        schema,
        make_id(entity.id),
        name=[entity.name],
        alias=list(entity.names),
        country=country,
        wikidataId=wikidata,
        **full,
    )


def _links(fact: Fact, account: Account) -> Iterator[dict[str, Any]]:
    articles = {article.id: article for article in account.articles}
    for agent in fact.agents:
        for patient in fact.patients:
            yield _link(fact, agent, patient, articles.get(fact.quotation.article))


def _link(fact: Fact, agent: Participant, patient: Participant, article: Article | None) -> dict[str, Any]:
    sources = ", ".join(source.text for source in fact.sources)
    return _make(
        "UnknownLink",
        make_id(fact.id, agent.node, patient.node),
        subject=[make_id(agent.node)],
        object=[make_id(patient.node)],
        role=[fact.predicate],
        status=[f"{fact.status}: {sources}" if sources else fact.status],
        startDate=[fact.earliest] if fact.earliest != fact.latest else [],
        endDate=[fact.latest] if fact.earliest != fact.latest else [],
        date=[fact.earliest] if fact.earliest == fact.latest else [],
        summary=[fact.quotation.text],
        recordId=[fact.id],
        proof=[make_id(fact.quotation.article)],
        publisher=[article.publisher] if article else [],
        sourceUrl=[article.url] if article else [],
    )


def _make(schema: str, identifier: str, **properties: list[str]) -> dict[str, Any]:
    kept = {name: [_clean(value) for value in values if value] for name, values in properties.items()}
    return {"id": identifier, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _clean(value: str) -> str:
    """The model has no line breaks in a value."""
    return " ".join(clean_text(value).split())
