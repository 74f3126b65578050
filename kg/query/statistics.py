"""How much a store holds of what, counted by the queries of ``counts/``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from kg.query.answer import answer
from kg.query.rendering import rows_of

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of what is stored; pairs of name and number, most first.

    ``reported``, ``negative`` and ``unresolved`` are shares of all facts, 0 to 1: said by somebody and not by the
    article, denied, and with an agent or patient that names no known entity. ``actors`` are name, partners and facts of
    those with most partners in facts asserted or reported.
    """

    articles: int
    entities: int
    facts: int
    statuses: Counts
    entity_types: Counts
    fact_types: Counts
    relations: Counts
    actors: tuple[tuple[str, int, int], ...]
    reported: float
    negative: float
    unresolved: float


def measure(store: Store) -> Statistics:
    """Count everything; a triple that stands in two graphs counts once."""
    statuses, entity_types = _pairs(store, "totals"), _pairs(store, "entity-types")
    facts = sum(number for _, number in statuses)

    def share(number: int) -> float:
        return round(number / facts, 4) if facts else 0.0

    return Statistics(
        articles=_number(store, "articles"),
        entities=sum(number for _, number in entity_types),
        facts=facts,
        statuses=statuses,
        entity_types=entity_types,
        fact_types=_pairs(store, "fact-types"),
        relations=_pairs(store, "relations"),
        actors=tuple((name, int(partners), int(own)) for name, partners, own in _rows(store, "actors")),
        reported=share(dict(statuses).get("reported", 0)),
        negative=share(_number(store, "negative")),
        unresolved=share(_number(store, "unresolved")),
    )


def _pairs(store: Store, name: str) -> Counts:
    return tuple((label, int(number)) for label, number in _rows(store, name))


def _number(store: Store, name: str) -> int:
    return int(_rows(store, name)[0][0])


def _rows(store: Store, name: str) -> list[tuple[str, ...]]:
    text = (Path(__file__).parent / "counts" / f"{name}.rq").read_text("utf-8")
    results = answer(store, text)
    assert isinstance(results, QuerySolutions)
    return list(rows_of(results))
