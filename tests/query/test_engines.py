"""The Turtle that kg writes answers every named query the same in pyoxigraph, rdflib and Virtuoso."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import httpx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, RdfFormat, Store

from kg.graph import Graph
from kg.query import answer, bind, load_queries
from kg.rdf.vocabulary import NAMESPACES
from tests.servers import VIRTUOSO, run_virtuoso

GRAPH = "https://kg.example/loaded"
Rows = list[tuple[str, ...]]
PREFIXES = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in NAMESPACES.items())


@pytest.fixture(scope="module")
def turtle(sample_graph: Graph) -> str:
    return sample_graph.to_turtle()


@pytest.fixture(scope="module")
def ours(turtle: str) -> Store:
    store = Store()
    store.load(turtle, format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def in_rdflib(turtle: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle, format="turtle")


@pytest.fixture(scope="module")
def in_virtuoso(turtle: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if shutil.which(VIRTUOSO) is None:
        pytest.skip("needs Virtuoso (Debian: apt-get install virtuoso-opensource-7-bin)")
    with run_virtuoso(tmp_path_factory.mktemp("virtuoso") / "database") as address:
        loaded = httpx.put(
            f"{address}/sparql-graph-crud-auth",
            params={"graph-uri": GRAPH},
            content=turtle.encode("utf-8"),
            headers={"Content-Type": "text/turtle"},
            auth=httpx.DigestAuth("dba", "dba"),
            timeout=60,
            trust_env=False,
        )
        assert loaded.is_success, loaded.text
        yield f"{address}/sparql"


@pytest.fixture(params=load_queries())
def asked(request: pytest.FixtureRequest, ours: Store) -> tuple[str, Rows]:
    """A named query as every engine reads it, and what pyoxigraph answers."""
    query = load_queries()[request.param]
    text = bind(query, query.example, ours)
    results = answer(ours, text)
    if isinstance(results, QueryTriples):
        rows: Rows = sorted((_text(t.subject), _text(t.predicate), _text(t.object)) for t in results)
    else:
        assert isinstance(results, QuerySolutions)
        rows = [tuple(map(_text, solution)) for solution in results]
    assert rows
    return PREFIXES + text, rows


def test_rdflib(asked: tuple[str, Rows], in_rdflib: rdflib.Graph) -> None:
    text, expected = asked
    results = in_rdflib.query(text)
    rows = [tuple("" if term is None else str(term) for term in row) for row in results]  # type: ignore[union-attr]
    assert (sorted(rows) if results.type == "CONSTRUCT" else rows) == expected


def test_virtuoso(asked: tuple[str, Rows], in_virtuoso: str) -> None:
    text, expected = asked
    data = {"query": text, "default-graph-uri": GRAPH}
    construct = "CONSTRUCT" in text
    accept = "application/n-triples" if construct else "application/sparql-results+json"
    response = httpx.post(in_virtuoso, data=data, headers={"Accept": accept}, timeout=60, trust_env=False)
    assert response.status_code == 200, response.text
    if construct:
        graph = rdflib.Graph().parse(data=response.text, format="nt")
        assert sorted(tuple(map(str, triple)) for triple in graph) == expected
    else:
        found = response.json()
        names = found["head"]["vars"]
        rows = [tuple(row.get(n, {}).get("value", "") for n in names) for row in found["results"]["bindings"]]
        assert sorted(rows) == sorted(expected)


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
