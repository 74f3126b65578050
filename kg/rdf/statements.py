"""Statements: triples whose terms are text, as N-Triples writes them (https://www.w3.org/TR/n-triples/).

Articles are written as text from the start: objects of a library would be made only to be written at once, which
takes several times as long. What a term looks like is left to the library, which refuses what is no IRI.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.rdf.vocabulary import term

Statement = tuple[str, str, str]
"""Subject, predicate, object."""

_REMEMBERED = 1 << 14


@lru_cache(_REMEMBERED)
def resource(iri: str) -> str:
    """``<iri>``. Raises ValueError for what is no IRI."""
    return str(NamedNode(iri))


@cache
def named(curie: str) -> str:
    """``kg:agent`` in full. Raises SchemaError for an unknown prefix."""
    return str(term(curie))


@lru_cache(_REMEMBERED)
def literal(words: str, language: str | None = None) -> str:
    """``words`` in quotation marks, with what N-Triples escapes escaped."""
    return str(Literal(words, language=language))


@lru_cache(_REMEMBERED)
def typed_literal(form: str, datatype: str) -> str:
    """The literal that ``form`` writes; ``datatype`` is abbreviated (``xsd:date``)."""
    return str(Literal(form, datatype=term(datatype)))


def literal_value(written: str) -> str:
    """The words of a literal."""
    if "\\" not in written:
        return written[1 : written.rindex('"')]
    (triple,) = parse(f"<x:s> <x:p> {written} .", format=RdfFormat.N_TRIPLES)
    assert isinstance(triple, Quad)
    assert isinstance(triple.object, Literal)
    return triple.object.value


TYPE = named("rdf:type")


def sort_statements(statements: Iterable[Statement]) -> list[Statement]:
    """Without doubles, by subject, predicate (``rdf:type`` first), object."""
    about: dict[str, list[Statement]] = {}
    for statement in set(statements):
        about.setdefault(statement[0], []).append(statement)
    return [statement for subject in sorted(about, key=_bare) for statement in sorted(about[subject], key=_order)]


def write_statements(statements: Iterable[Statement], graph: str) -> str:
    """Lines of N-Quads, all in ``graph``, a resource."""
    end = f" {graph} .\n"
    return "".join([f"{subject} {predicate} {object_}{end}" for subject, predicate, object_ in statements])


def to_statements(quads: Iterable[Quad]) -> Iterator[Statement]:
    """The triples of ``quads``."""
    for quad in quads:
        yield str(quad.subject), str(quad.predicate), str(quad.object)


def _bare(iri: str) -> str:
    """Without the bracket at its end, so that ``<a>`` stands before ``<a.b>``."""
    return iri[:-1]


def _order(statement: Statement) -> tuple[str, str]:
    """The place of a statement among those about its subject."""
    _, predicate, object_ = statement
    return "" if predicate == TYPE else _bare(predicate), object_
