"""The dated facts in the order of time, as a pandas table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from kg.document import Document
from kg.facts import Argument, Entity, Fact, Facts
from kg.graph.records import phrase
from kg.rdf.fillers import Bounds, find_days

COLUMNS = (
    "start", "end", "grain", "time", "value", "fact", "type", "status", "modality", "attributed_to", "article",
    "published", "evidence", "id",
)  # fmt: skip
_GRAINS = (
    ("minute", re.compile(r"\d{4}-\d\d-\d\dT.*")),
    ("day", re.compile(r"\d{4}-\d\d-\d\d")),
    ("week", re.compile(r"\d{4}-W\d\d")),
    ("month", re.compile(r"\d{4}-\d\d")),
    ("year", re.compile(r"\d{4}")),
)


def make_timeline(documents: Sequence[Document], statements: Sequence[Facts]) -> pd.DataFrame:
    """One row a time of a fact whose days are known, sorted by them; ``start`` or ``end`` is NaT where it is open."""
    rows = [row for document, facts in zip(documents, statements, strict=True) for row in _rows(document, facts)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    for name in ("start", "end", "published"):
        table[name] = pd.to_datetime(table[name])
    return table.sort_values(["start", "end", "article", "id"], kind="stable", na_position="first", ignore_index=True)


def grain_of(value: str) -> str:
    """How fine an ISO 8601 value is: ``minute``, ``day``, ``week``, ``month``, ``year``, else ``interval``."""
    return next((grain for grain, form in _GRAINS if form.fullmatch(value)), "interval")


def _rows(document: Document, facts: Facts) -> Iterator[dict[str, Any]]:
    entities = {entity.id: entity for entity in facts.entities}
    for fact in facts.facts:
        for argument in fact.arguments:
            days = find_days(argument)
            if days != (None, None):
                yield _describe(document, fact, argument, days, entities)


def _describe(
    document: Document, fact: Fact, argument: Argument, days: Bounds, entities: Mapping[str, Entity]
) -> dict[str, Any]:
    span = fact.provenance.evidence
    sides = (", ".join(phrase(node, entities) for node in nodes) for nodes in (fact.agents, fact.patients))
    agents, patients = sides
    return {
        "start": days[0],
        "end": days[1],
        "grain": grain_of(str(argument.value)),
        "time": argument.node.text,
        "value": argument.value,
        "fact": " – ".join(part for part in (agents, fact.predicate, patients) if part),
        "type": fact.type,
        "status": fact.status,
        "modality": fact.modality,
        "attributed_to": "; ".join(phrase(a.source, entities) for a in fact.attributions),
        "article": document.name,
        "published": document.metadata.published,
        "evidence": document.text[span.start_char : span.end_char],
        "id": fact.id,
    }
