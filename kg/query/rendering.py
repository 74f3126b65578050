"""Answers as text: tables for people, the W3C's result formats for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)

from kg.errors import ConfigError
from kg.query.answer import ANSWER_FORMATS, Results
from kg.rdf.serialization import serialize_quads, sort_quads
from kg.rdf.vocabulary import NAMESPACES

RESULT_FORMATS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "csv": QueryResultsFormat.CSV,
        "tsv": QueryResultsFormat.TSV,
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
    }
)
"""SELECT and ASK: https://www.w3.org/TR/sparql11-results-json/ and its siblings."""
_NAMESPACES = sorted(NAMESPACES.items(), key=lambda pair: -len(pair[1]))


def render(results: Results, kind: str) -> str:
    """``results`` as ``csv``, ``tsv``, ``json`` or ``xml`` of SELECT and ASK; ``ttl``, ``nt`` or ``json`` (JSON-LD) of
    CONSTRUCT and DESCRIBE, sorted. Raises ConfigError when the format does not fit the kind of query."""
    if kind not in ANSWER_FORMATS:
        raise ConfigError(f"--format {kind!r}: unknown; choose one of {', '.join(ANSWER_FORMATS)}.")
    if isinstance(results, QueryTriples):
        return _render_triples(results, kind)
    if isinstance(results, QueryBoolean) and kind in ("table", "csv", "tsv"):
        return f"{str(bool(results)).lower()}\n"
    if kind not in RESULT_FORMATS:
        fitting = ", ".join(("table", *RESULT_FORMATS))
        raise ConfigError(f"--format {kind!r}: SELECT and ASK give {fitting}; write CONSTRUCT for RDF.")
    data = results.serialize(format=RESULT_FORMATS[kind])
    assert data is not None
    return data.decode("utf-8").replace("\r\n", "\n").rstrip("\n") + "\n"


def rows_of(solutions: QuerySolutions) -> Iterator[tuple[str, ...]]:
    """The solutions as texts for people: values without datatype, IRIs with their prefix."""
    for solution in solutions:
        yield tuple(_show(solution[variable]) for variable in solutions.variables)


def shorten(iri: str) -> str:
    """``https://kg.example/entity/OTAN`` → ``entity:OTAN``."""
    return next((f"{p}:{iri[len(n) :]}" for p, n in _NAMESPACES if iri.startswith(n)), iri)


def _show(node: object) -> str:
    if node is None:
        return ""
    if isinstance(node, NamedNode):
        return shorten(node.value)
    return node.value if isinstance(node, Literal) else str(node)


def _render_triples(results: QueryTriples, kind: str) -> str:
    quads = sort_quads(Quad(t.subject, t.predicate, t.object) for t in results)
    if kind in ("csv", "tsv", "xml"):
        raise ConfigError(f"--format {kind!r}: CONSTRUCT and DESCRIBE give ttl, nt or json; write SELECT for a table.")
    if kind == "nt":
        data = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
        assert data is not None
        return data.decode("utf-8")
    return serialize_quads(quads, "jsonld" if kind == "json" else "ttl")
