"""SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/), reading and writing."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
import rdflib

from kg.store import open_store
from tests.server.running import DATA

SEED = "https://kg.example/article/seed"
NEW = "https://kg.example/article/new"
TURTLE = '<https://kg.example/entity/A> <https://kg.example/ontology#knows> "x"@fr , "y" .'


def test_one_graph_and_all(client: httpx.Client) -> None:
    store = open_store(DATA / "sample.trig")
    seed = client.get("/graphs", params={"graph": SEED}, headers={"Accept": "application/n-triples"})
    assert seed.status_code == 200
    assert len(set(seed.text.splitlines())) == sum(quad.graph_name.value == SEED for quad in store)
    everything = client.get("/graphs?default", headers={"Accept": "text/turtle"})
    assert len(rdflib.Graph().parse(data=everything.text)) == len({quad.triple for quad in store})
    assert client.head("/graphs", params={"graph": SEED}).status_code == 200


def test_reading_errors(client: httpx.Client) -> None:
    assert client.get("/graphs", params={"graph": NEW}).status_code == 404
    assert client.get("/graphs").status_code == 400
    assert client.get(f"/graphs?default&graph={SEED}").status_code == 400
    assert client.get("/graphs", params={"graph": "no iri"}).status_code == 400
    assert client.get("/graphs?default", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_it_only_reads_unless_told(method: str, client: httpx.Client) -> None:
    headers = {"Content-Type": "text/turtle", "Authorization": "Bearer 0123456789abcdef-token"}
    response = client.request(method, "/graphs", params={"graph": NEW}, content=TURTLE, headers=headers)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", "Basic 0123456789abcdef-token", "Bearer é"])
def test_writing_needs_the_token(authorization: str, writable: tuple[str, Path]) -> None:
    address, path = writable
    before = path.read_bytes()
    headers = {"Content-Type": "text/turtle", "Authorization": authorization.encode()}
    url = f"{address}/graphs"
    response = httpx.put(url, params={"graph": NEW}, content=TURTLE, headers=headers, trust_env=False)  # type: ignore[arg-type]
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
    assert path.read_bytes() == before


def test_a_graph_is_put_extended_and_deleted(writable: tuple[str, Path]) -> None:
    address, path = writable
    before = path.read_bytes()
    headers = {"Authorization": "Bearer 0123456789abcdef-token"}
    with httpx.Client(base_url=address, headers=headers, timeout=30, trust_env=False) as client:

        def send(method: str, content: str = "", kind: str = "text/turtle", graph: str = NEW) -> int:
            given = {"Content-Type": kind} if method != "DELETE" else {}
            return client.request(
                method, "/graphs", params={"graph": graph}, content=content, headers=given
            ).status_code

        def lines() -> int:
            found = client.get("/graphs", params={"graph": NEW}, headers={"Accept": "application/n-triples"})
            return len(found.text.splitlines()) if found.status_code == 200 else -found.status_code

        assert send("PUT", TURTLE) == 201
        assert lines() == 2
        assert send("POST", '<https://a.example/b> <https://a.example/c> "d" .', "application/n-triples") == 204
        assert lines() == 3
        assert client.get("/sparql", params={"query": 'ASK { ?s ?p "d" }'}).json()["boolean"] is True
        assert b"<https://a.example/b>" in path.read_bytes()
        assert send("PUT", TURTLE) == 204
        assert lines() == 2
        assert send("PUT", "<a> <b> .") == 400
        assert send("PUT", TURTLE, "image/png") == 415
        assert send("PUT", TURTLE, graph="no iri") == 400
        assert lines() == 2
        assert client.put("/graphs?default", content=TURTLE, headers={"Content-Type": "text/turtle"}).status_code == 403
        assert send("DELETE") == 204
        assert send("DELETE") == 404
        assert lines() == -404
    assert path.read_bytes() == before
