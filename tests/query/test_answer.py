"""SPARQL of one's own: prefixes, graphs, what is refused, and what a wrong query is told."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, QuerySolutions, Store

from kg.errors import ConfigError
from kg.query import Results, answer, render
from kg.query.guard import read_tokens

SEED, OTHER = (NamedNode(f"https://kg.example/article/{name}") for name in ("seed", "communique"))
COUNT = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a kg:Fact }"


def first(results: Results) -> str:
    assert isinstance(results, QuerySolutions)
    return str(next(results)[0].value)


def test_default_graph_is_all_graphs_or_the_named_ones(sample_store: Store) -> None:
    assert first(answer(sample_store, COUNT)) == "15"
    assert first(answer(sample_store, COUNT, [SEED])) == "8"
    assert first(answer(sample_store, COUNT, [SEED, OTHER])) == "15"
    in_graphs = COUNT.replace("{", "{ GRAPH ?g {") + "}"
    assert first(answer(sample_store, in_graphs)) == "15"
    assert first(answer(sample_store, in_graphs, (), [OTHER])) == "7"
    assert first(answer(sample_store, COUNT, (), [OTHER])) == "0"
    assert first(answer(sample_store, COUNT.replace("{", "FROM article:seed {"))) == "8"


@pytest.mark.parametrize(
    ("query", "place", "hint"),
    [
        ("SELEC ?x { ?x a kg:Fact }", "line 1, column 1", "did you mean SELECT"),
        ("SELECT ?x\n{ ?x foo:bar 1 }", "line 2, column 6", "prefix 'foo:' is not known"),
        ("SELECT ?x {\n ?x a kg:Fact", "line 1, column 11", "no partner"),
        ("SELECT ?x { ?x a kg:Fact } }", "line 1, column 28", "no partner"),
        ('SELECT ?x {\n?x rdfs:label "OTAN }', "line 2, column 15", "quotation mark"),
        ("SELECT ?x { ?x a Fact }", "line 1, column 18", "needs its prefix"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?y ?z }", "line 1, column 1", "GROUP BY"),
        ("DELETE WHERE { ?x ?y ?z }", "line 1, column 1", "only reads"),
        ("# only a comment", "line 1", "is empty"),
        ("SELECT ?x { ?x a kg:Fact FILTER }", "line 1, column 33", "at or just before '}'"),
        ("SELECT ?x { ?x a kg:Fact . . }", "column", "at or just before"),
    ],
)
def test_wrong_queries_get_place_and_hint(query: str, place: str, hint: str, sample_store: Store) -> None:
    with pytest.raises(ConfigError) as caught:
        answer(sample_store, query)
    assert place in str(caught.value)
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { service silent ?x { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { # ' \nSerViCe <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { <a#'> ?p '''x'y''' . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "reads no files"),
        ("SELECT * FROM NAMED <\\u0066ile:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }", "reads no files"),
        ("PREFIX f: <FILE:///etc/> SELECT * FROM f:passwd { ?s ?p ?o }", "reads no files"),
        ("BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }", "reads no files"),
    ],
)
def test_what_leads_outside_is_refused(query: str, what: str, sample_store: Store) -> None:
    with pytest.raises(ConfigError, match=what):
        answer(sample_store, query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s rdfs:label 'SERVICE <http://x/>' }",
        'ASK { ?s rdfs:label """a "service" b""" } # SERVICE',
        "ASK { ?service ?p <https://x.example/service> , kg:service }",
        "ASK { ?s ?p <file:///etc/passwd> }",
    ],
)
def test_what_only_looks_so_is_answered(query: str, sample_store: Store) -> None:
    assert render(answer(sample_store, query), "csv") == "false\n"


def test_tokens_have_their_place() -> None:
    tokens = list(read_tokens("ASK {\n ?s kg:a\\/b 'x\\'y'@fr # no\n}"))
    assert [(t.text, t.line, t.column) for t in tokens] == [
        ("ASK", 1, 1),
        ("{", 1, 5),
        ("?s", 2, 2),
        ("kg:a\\/b", 2, 5),
        ("'x\\'y'", 2, 13),
        ("@fr", 2, 19),
        ("}", 3, 1),
    ]
