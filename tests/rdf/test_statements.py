"""Statements: the library's own N-Quads, byte for byte, whatever the text says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.rdf.serialization import sort_quads
from kg.rdf.statements import (
    TYPE,
    literal,
    literal_value,
    named,
    resource,
    sort_statements,
    to_statements,
    typed_literal,
    write_statements,
)
from kg.rdf.vocabulary import RDF_TYPE, term

GRAPH = "https://kg.example/article/a"
IRIS = [f"https://kg.example/x{end}" for end in ("", ".b", "-b", "b", "/b", "é", ".b.c")]
WORDS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(st.sampled_from(IRIS), st.sampled_from(IRIS), WORDS)))
def test_same_bytes_as_the_library_in_the_same_order(rows: list[tuple[str, str, str]]) -> None:
    graph = NamedNode(GRAPH)
    quads = [Quad(NamedNode(s), NamedNode(p), Literal(words, language="fr"), graph) for s, p, words in rows]
    quads += [Quad(NamedNode(s), RDF_TYPE, NamedNode(p), graph) for s, p, _ in rows]
    statements = [(resource(s), resource(p), literal(words, "fr")) for s, p, words in rows]
    statements += [(resource(s), TYPE, resource(p)) for s, p, _ in rows]
    lines = write_statements(sort_statements(statements), resource(GRAPH))
    assert lines.encode() == (serialize(sort_quads(quads), format=RdfFormat.N_QUADS) or b"")
    assert set(to_statements(quads)) == set(statements)


@given(WORDS)
def test_words_of_a_literal_are_read_back(words: str) -> None:
    assert literal_value(literal(words)) == literal_value(literal(words, "fr")) == words
    assert literal_value(typed_literal(words, "xsd:anyURI")) == words


def test_terms_are_those_of_the_vocabulary() -> None:
    assert named("kg:agent") == str(term("kg:agent"))
    assert typed_literal("3", "xsd:integer") == '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'


@pytest.mark.parametrize("hostile", ["https://x.example/> <https://y.example/", 'https://x.example/"', "no iri", ""])
def test_what_is_no_iri_is_refused(hostile: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        resource(hostile)
