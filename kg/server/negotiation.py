"""Content negotiation: RFC 9110, section 12.5.1, as far as media types go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pyoxigraph import QueryResultsFormat, RdfFormat

HTML = "text/html"
MOST_TYPES = 64

RESULT_TYPES: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "application/sparql-results+json": QueryResultsFormat.JSON,
        "application/sparql-results+xml": QueryResultsFormat.XML,
        "text/csv": QueryResultsFormat.CSV,
        "text/tab-separated-values": QueryResultsFormat.TSV,
        "application/json": QueryResultsFormat.JSON,
        "application/xml": QueryResultsFormat.XML,
        "text/xml": QueryResultsFormat.XML,
    }
)
"""SELECT and ASK; the first is what who does not care gets."""
GRAPH_TYPES: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "text/turtle": RdfFormat.TURTLE,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "text/plain": RdfFormat.N_TRIPLES,
        "application/json": RdfFormat.JSON_LD,
        "application/xml": RdfFormat.RDF_XML,
    }
)
"""CONSTRUCT, DESCRIBE, graphs and resources."""


def read_accept(header: str) -> tuple[str, ...]:
    """The media types of an Accept header, the best first; one that is not wanted (``q=0``) has "!" before it."""
    ranked = []
    for part in header.split(",")[:MOST_TYPES]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        pairs = (parameter.partition("=") for parameter in parameters)
        quality = next((_read_quality(value) for key, _, value in pairs if key.strip() == "q"), 1.0)
        if name:
            ranked.append((-quality, name.count("*"), name if quality else f"!{name}"))
    return tuple(name for _, _, name in sorted(ranked, key=lambda entry: entry[:2])) or ("*/*",)


def choose(accept: Iterable[str], offered: Iterable[str]) -> str | None:
    """The first of ``offered`` that the best of ``accept`` names; None when none does."""
    wishes = tuple(accept)
    offers = [offer for offer in offered if f"!{offer}" not in wishes]
    for wanted in wishes:
        prefix = wanted.removesuffix("*") if wanted.endswith("/*") else None
        for offer in offers:
            if wanted in (offer, "*/*") or (prefix is not None and offer.startswith(prefix)):
                return offer
    return None


def _read_quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
