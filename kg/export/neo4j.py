"""CSV files for ``neo4j-admin database import full``.

Header fields as in https://neo4j.com/docs/operations-manual/current/import/: ``:ID``, ``:LABEL``, ``:START_ID``,
``:END_ID``, ``:TYPE``, ``:int``, ``:string[]`` with ";" between.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from kg.views.account import Account, Fact

ENTITIES = ("id:ID", "name", "names:string[]", "same_as:string[]", "country", ":LABEL")
ARTICLES = ("id:ID", "name", "title", "published", "publisher", "url", ":LABEL")
FACTS = (
    "id:ID", "predicate", "polarity", "modality", "status", "earliest", "latest", "quote", "start:int", "end:int",
    ":LABEL",
)  # fmt: skip
ROLES = (":START_ID", "text", "value", ":END_ID", ":TYPE")
LINKS = (":START_ID", ":END_ID", ":TYPE")

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def write_neo4j(account: Account) -> dict[str, bytes]:
    """Five files by name: entities, articles and facts as nodes, roles of entities in facts, and other links.

    Denied and unreal facts are nodes too, with their ``status``; what fills a role and is no entity (a title, an
    amount) is a node with the label ``Value``.
    """
    known = {entity.id for entity in account.entities} | {article.id for article in account.articles}
    known |= {fact.id for fact in account.facts}
    roles = [row for fact in account.facts for row in _roles(fact)]
    values = dict.fromkeys((row[3], row[1]) for row in roles if row[3] not in known)
    entities = [
        (e.id, e.name, ";".join(_part(name) for name in e.names), ";".join(e.same_as), e.country, f"Entity;{e.type}")
        for e in account.entities
    ]
    entities += [(iri, text, "", "", "", "Value") for iri, text in values]
    return {
        "entities.csv": _write(ENTITIES, entities),
        "articles.csv": _write(
            ARTICLES, [(a.id, a.name, a.title, a.published, a.publisher, a.url, "Article") for a in account.articles]
        ),
        "facts.csv": _write(FACTS, map(_fact, account.facts)),
        "roles.csv": _write(ROLES, roles),
        "links.csv": _write(LINKS, (row for fact in account.facts for row in _links(fact, known))),
    }


def _fact(fact: Fact) -> Sequence[object]:
    quote = fact.quotation
    return (
        fact.id, fact.predicate, fact.polarity, fact.modality, fact.status, fact.earliest, fact.latest, quote.text,
        quote.start, quote.end, f"Fact;{fact.type}",
    )  # fmt: skip


def _roles(fact: Fact) -> Iterable[tuple[str, str, str, str, str]]:
    for part in fact.participants:
        yield fact.id, part.text, part.value, part.node, _CAPITAL.sub("_", part.role).upper()
    for source in fact.sources:
        yield fact.id, source.text, source.value, source.node, "ATTRIBUTED_TO"


def _links(fact: Fact, known: set[str]) -> Iterable[tuple[str, str, str]]:
    yield fact.id, fact.quotation.article, "DERIVED_FROM"
    for content in fact.content:
        if content in known:
            yield fact.id, content, "CONTENT"


def _part(name: str) -> str:
    return name.replace(";", ",")


def _write(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One line a record: line breaks inside of values become spaces, for the importer reads line by line."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([" ".join(str(cell).split()) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8")
