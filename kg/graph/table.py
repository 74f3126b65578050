"""Facts and query results as pandas tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from kg.document import Document
from kg.facts import Entity, Fact, Facts, Node, Quantity
from kg.graph.records import phrase
from kg.rdf.fillers import find_time_bounds
from kg.rdf.serialization import serialize_quads
from kg.schema import load_schema

SLOTS = frozenset({"agent", "patient", "content"})
"""Roles of the sheet that have columns of their own."""


def make_table(documents: Sequence[Document], statements: Sequence[Facts]) -> pd.DataFrame:
    """One row a pair of agent and patient. Columns without a value hold "" (dates: NaT, amounts: NaN)."""
    roles = [role for role in load_schema().roles if role not in SLOTS]
    columns = [
        "document",
        "id",
        "type",
        "predicate",
        "subject",
        "object",
        *roles,
        "amount",
        "unit",
        "earliest",
        "latest",
        "polarity",
        "modality",
        "status",
        "attributed_to",
        "evidence",
        "start",
        "end",
    ]
    rows = [row for document, facts in zip(documents, statements, strict=True) for row in _rows(document, facts, roles)]
    table = pd.DataFrame(rows, columns=columns)
    for name in ("earliest", "latest"):
        table[name] = pd.to_datetime(table[name])
    table["amount"] = table["amount"].astype(float)
    return table


def make_entity_table(entities: Sequence[Entity]) -> pd.DataFrame:
    """One row an entity; several names and identifiers are joined with "; "."""
    columns = ["id", "type", "name", "names", "named", "country", "same_as"]
    rows = [
        (e.id, e.type, e.name, "; ".join(e.names), e.named, e.country or "", "; ".join(e.same_as)) for e in entities
    ]
    return pd.DataFrame(rows, columns=columns)


def make_answer(results: QuerySolutions | QueryBoolean | QueryTriples) -> pd.DataFrame | bool | str:
    """SELECT as a table of texts, None where a variable has no value; ASK as a truth value; CONSTRUCT as Turtle."""
    if isinstance(results, QueryBoolean):
        return bool(results)
    if isinstance(results, QueryTriples):
        return serialize_quads((Quad(t.subject, t.predicate, t.object) for t in results), "ttl")
    names = [variable.value for variable in results.variables]
    rows = [[_text(solution[name]) for name in names] for solution in results]
    return pd.DataFrame(rows, columns=names)


def _rows(document: Document, facts: Facts, roles: Sequence[str]) -> Iterator[dict[str, Any]]:
    entities = {entity.id: entity for entity in facts.entities}
    for fact in facts.facts:
        shared = {**_describe(document, fact, entities), **_fillers(fact, roles, entities)}
        for agent, patient in fact.pairs():
            yield {**shared, "subject": _name(agent, entities), "object": _name(patient, entities)}


def _describe(document: Document, fact: Fact, entities: Mapping[str, Entity]) -> dict[str, Any]:
    span = fact.provenance.evidence
    bounds = find_time_bounds(fact)
    amount = next((a.value for a in fact.arguments if isinstance(a.value, Quantity)), None)
    return {
        "document": document.name,
        "id": fact.id,
        "type": fact.type,
        "predicate": fact.predicate,
        "amount": amount.number if amount else None,
        "unit": amount.unit if amount else "",
        "earliest": bounds[0],
        "latest": bounds[1],
        "polarity": fact.polarity,
        "modality": fact.modality,
        "status": fact.status,
        "attributed_to": "; ".join(phrase(a.source, entities) for a in fact.attributions),
        "evidence": document.text[span.start_char : span.end_char],
        "start": span.start_char,
        "end": span.end_char,
    }


def _fillers(fact: Fact, roles: Sequence[str], entities: Mapping[str, Entity]) -> dict[str, str]:
    return {role: "; ".join(phrase(a.node, entities) for a in fact.arguments if a.role == role) for role in roles}


def _name(node: Node | None, entities: Mapping[str, Entity]) -> str:
    return "" if node is None else phrase(node, entities)


def _text(term: object) -> str | None:
    if isinstance(term, NamedNode | Literal):
        return term.value
    return None if term is None else str(term)
