"""SPARQL 1.1 Protocol, case by case.

The manifest of the W3C's own suite gives these cases names alone, without requests or answers; they are written from
the specification (https://www.w3.org/TR/sparql11-protocol/, sections 2.1 and 3) and bear the suite's names.
"""

from __future__ import annotations

import json
from urllib.parse import quote

import httpx
import pytest
import rdflib
from pyoxigraph import QueryResultsFormat, parse_query_results

ASK = "ASK { ?s a kg:Fact }"
SELECT = "SELECT DISTINCT ?s { ?s a kg:Person } ORDER BY ?s"
CONSTRUCT = "CONSTRUCT { ?s a kg:Person } WHERE { ?s a kg:Person }"
SEED, OTHER = (f"https://kg.example/article/{name}" for name in ("seed", "communique"))
FACTS = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a kg:Fact }"
IN_GRAPHS = "SELECT (COUNT(DISTINCT ?f) AS ?n) { GRAPH ?g { ?f a kg:Fact } }"
DIRECT = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def number(response: httpx.Response) -> int:
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def query_get(client: httpx.Client) -> bool:
    return bool(client.get("/sparql", params={"query": ASK}).json()["boolean"])


def query_post_form(client: httpx.Client) -> bool:
    return bool(client.post("/sparql", data={"query": ASK}).json()["boolean"])


def query_post_direct(client: httpx.Client) -> bool:
    headers = {"Content-Type": "application/sparql-query; charset=utf-8"}
    return bool(client.post("/sparql", content=ASK, headers=headers).json()["boolean"])


def query_head(client: httpx.Client) -> bool:
    response = client.head("/sparql", params={"query": ASK})
    return (response.status_code, response.content) == (200, b"")


def query_dataset_default_graph_get(client: httpx.Client) -> bool:
    return number(client.get("/sparql", params={"query": FACTS, "default-graph-uri": SEED})) == 8


def query_dataset_default_graph_post_form(client: httpx.Client) -> bool:
    return number(client.post("/sparql", data={"query": FACTS, "default-graph-uri": SEED})) == 8


def query_dataset_default_graph_post_direct(client: httpx.Client) -> bool:
    parameters = {"default-graph-uri": OTHER}
    return number(client.post("/sparql", params=parameters, content=FACTS, headers=DIRECT)) == 7


def query_dataset_default_graphs_get(client: httpx.Client) -> bool:
    return number(client.get("/sparql", params={"query": FACTS, "default-graph-uri": [SEED, OTHER]})) == 15


def query_dataset_default_graphs_post(client: httpx.Client) -> bool:
    return number(client.post("/sparql", data={"query": FACTS, "default-graph-uri": [SEED, OTHER]})) == 15


def query_dataset_named_graphs_get(client: httpx.Client) -> bool:
    return number(client.get("/sparql", params={"query": IN_GRAPHS, "named-graph-uri": [SEED, OTHER]})) == 15


def query_dataset_named_graphs_post(client: httpx.Client) -> bool:
    return number(client.post("/sparql", data={"query": IN_GRAPHS, "named-graph-uri": OTHER})) == 7


def query_dataset_named_graphs_alone_leave_the_default_graph_empty(client: httpx.Client) -> bool:
    return number(client.get("/sparql", params={"query": FACTS, "named-graph-uri": SEED})) == 0


def query_dataset_default_graph_alone_leaves_no_named_ones(client: httpx.Client) -> bool:
    return number(client.get("/sparql", params={"query": IN_GRAPHS, "default-graph-uri": SEED})) == 0


def query_dataset_full(client: httpx.Client) -> bool:
    query = "SELECT (COUNT(DISTINCT ?f) AS ?n) { { ?f a kg:Attack } UNION { GRAPH ?g { ?f a kg:Meet } } }"
    parameters = {"query": query, "default-graph-uri": OTHER, "named-graph-uri": SEED}
    return number(client.get("/sparql", params=parameters)) == 3


def query_multiple_dataset(client: httpx.Client) -> bool:
    """The dataset of the protocol wins over that of the query."""
    query = FACTS.replace("{", f"FROM <{SEED}> {{")
    return number(client.get("/sparql", params={"query": query, "default-graph-uri": OTHER})) == 7


def query_from_in_the_query(client: httpx.Client) -> bool:
    return number(client.get("/sparql", params={"query": FACTS.replace("{", f"FROM <{SEED}> {{")})) == 8


def query_content_type_select(client: httpx.Client) -> bool:
    found = client.get("/sparql", params={"query": SELECT}).headers["content-type"]
    return found.startswith("application/sparql-results+json")


def query_content_type_ask(client: httpx.Client) -> bool:
    response = client.get("/sparql", params={"query": ASK}, headers={"Accept": "application/sparql-results+xml"})
    return response.headers["content-type"].startswith("application/sparql-results+xml")


def query_content_type_describe(client: httpx.Client) -> bool:
    response = client.get(
        "/sparql", params={"query": "DESCRIBE entity:OTAN"}, headers={"Accept": "application/rdf+xml"}
    )
    return len(rdflib.Graph().parse(data=response.content, format="xml")) > 3


def query_content_type_construct(client: httpx.Client) -> bool:
    response = client.get("/sparql", params={"query": CONSTRUCT})
    return response.headers["content-type"].startswith("text/turtle")


def query_service_description(client: httpx.Client) -> bool:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    return str(next(graph.objects(None, sd.endpoint))) == f"{client.base_url}/sparql".replace("//sparql", "/sparql")


def query_non_ascii(client: httpx.Client) -> bool:
    query = 'ASK { ?s rdfs:label "port d’Odessa"@fr }'
    got = client.get("/sparql", params={"query": query}).json()["boolean"]
    return bool(got and client.post("/sparql", content=query.encode(), headers=DIRECT).json()["boolean"])


def bad_query_method(client: httpx.Client) -> bool:
    return client.put("/sparql", params={"query": ASK}).status_code == 405


def bad_multiple_queries(client: httpx.Client) -> bool:
    return client.get("/sparql", params={"query": ["ASK { }", "SELECT * { }"]}).status_code == 400


def bad_no_query(client: httpx.Client) -> bool:
    return client.get("/sparql", params={"default-graph-uri": SEED}).status_code == 400


def bad_query_in_address_and_form(client: httpx.Client) -> bool:
    return client.post("/sparql", params={"query": ASK}, data={"default-graph-uri": SEED}).status_code == 400


def bad_query_wrong_media_type(client: httpx.Client) -> bool:
    return client.post("/sparql", content=ASK, headers={"Content-Type": "text/plain"}).status_code == 415


def bad_query_missing_form_type(client: httpx.Client) -> bool:
    return client.post("/sparql", content=f"query={quote(ASK)}".encode()).status_code == 415


def bad_query_missing_direct_type(client: httpx.Client) -> bool:
    return client.post("/sparql", content=ASK.encode()).status_code == 415


def bad_query_non_utf8(client: httpx.Client) -> bool:
    headers = {"Content-Type": "application/sparql-query; charset=utf-16"}
    direct = client.post("/sparql", content=ASK.encode("utf-16"), headers=headers).status_code
    return (direct, client.post("/sparql", content=b"ASK { ?s ?p '\xe9' }", headers=DIRECT).status_code) == (415, 400)


def bad_query_syntax(client: httpx.Client) -> bool:
    response = client.get("/sparql", params={"query": "ASK { ?s ?p }"})
    return response.status_code == 400 and "line 1, column" in response.text


def bad_default_graph(client: httpx.Client) -> bool:
    return client.get("/sparql", params={"query": ASK, "default-graph-uri": "not an iri"}).status_code == 400


def bad_update_post_form(client: httpx.Client) -> bool:
    return client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 403


def bad_update_post_direct(client: httpx.Client) -> bool:
    headers = {"Content-Type": "application/sparql-update"}
    return client.post("/sparql", content="CLEAR ALL", headers=headers).status_code == 403


def bad_update_as_query(client: httpx.Client) -> bool:
    return client.post("/sparql", data={"query": "CLEAR ALL"}).status_code == 400


def bad_accept(client: httpx.Client) -> bool:
    return client.get("/sparql", params={"query": ASK}, headers={"Accept": "image/png"}).status_code == 406


CASES = [value for name, value in sorted(globals().items()) if name.startswith(("query_", "bad_"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_protocol_case(case: object, client: httpx.Client, record_property: object) -> None:
    assert case(client)  # type: ignore[operator]


def test_pass_count(client: httpx.Client, capsys: pytest.CaptureFixture[str]) -> None:
    passed = sum(bool(case(client)) for case in CASES)
    with capsys.disabled():
        print(f"\nSPARQL 1.1 Protocol, cases written from the specification: {passed} of {len(CASES)}")  # noqa: T201
    assert passed == len(CASES)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", "json"),
        ("application/json;q=0.9, text/html;q=0.1", "json"),
        ("application/sparql-results+xml", "xml"),
        ("text/csv, */*;q=0.1", "csv"),
        ("text/tab-separated-values", "tsv"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "json"),
        ("text/csv;q=0, text/*", "tsv"),
    ],
)
def test_results_in_the_wanted_format(accept: str, kind: str, client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert response.status_code == 200
    if kind == "csv":
        rows = response.text.split("\r\n")[1:-1]
    elif kind == "json":
        rows = [row["s"]["value"] for row in json.loads(response.text)["results"]["bindings"]]
    else:
        formats = {"xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
        rows = [row["s"].value for row in parse_query_results(response.content, formats[kind])]  # type: ignore[union-attr]
    assert rows == [
        f"https://kg.example/entity/{n}" for n in ("Jens_Stoltenberg", "Viktor_Sokolov", "Volodymyr_Zelensky")
    ]


@pytest.mark.parametrize(
    ("accept", "reader"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_triples_in_the_wanted_format(accept: str, reader: str, client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
    assert response.headers["content-type"].startswith(accept)
    assert len(rdflib.Graph().parse(data=response.text, format=reader)) == 3
