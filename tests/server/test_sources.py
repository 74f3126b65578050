"""``kg serve`` on a store of many articles, and with what follows from the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.query import ask, render
from kg.query.inference import INFERRED, REGIMES
from kg.store import open_store
from tests.server.running import DATA, run_server
from tests.store.handmade import put, put_sample

SEED = "https://kg.example/article/seed"
FACTS = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a kg:Fact }"


def get(address: str, path: str, accept: str = "*/*", **parameters: str) -> httpx.Response:
    headers = {"Accept": accept}
    return httpx.get(address + path, params=parameters or None, headers=headers, timeout=30, trust_env=False)


def count(address: str, query: str) -> int:
    (row,) = get(address, "/sparql", query=query).json()["results"]["bindings"]
    return int(row["n"]["value"])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "store"
    put_sample(folder)
    return folder


@pytest.fixture(scope="module")
def store_address(store: Path) -> Iterator[str]:
    with run_server(store) as found:
        yield found


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/query/who-said?actor=OTAN", "text/csv"),
        ("/query/balance?actor=France", "application/sparql-results+json"),
        ("/graphs?default", "text/turtle"),
        (f"/graphs?graph={SEED}", "application/n-triples"),
        ("/entity/OTAN", "application/ld+json"),
        ("/entity/OTAN", "text/html"),
        ("/view/claims", "text/html"),
    ],
)
def test_a_store_answers_as_its_files_do(path: str, accept: str, store_address: str, address: str) -> None:
    assert count(store_address, FACTS) == count(address, FACTS) == 15
    found = get(store_address, path, accept)
    assert (found.status_code, found.text) == (200, get(address, path, accept).text)


def test_a_store_is_not_written_to(store_address: str) -> None:
    graph = {"graph": "https://kg.example/article/new"}
    response = httpx.put(f"{store_address}/graphs", params=graph, content=b"", timeout=30, trust_env=False)
    assert response.status_code == 405


def test_what_is_built_meanwhile_shows(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    put(folder, {"un": ("Anne", "Bruno")})
    with run_server(folder) as address:
        meetings = "SELECT (COUNT(*) AS ?n) { ?a kg:meets ?b }"
        assert count(address, meetings) == 1
        put(folder, {"deux": ("Bruno", "Chloé", "David")})
        assert count(address, meetings) == 3


@pytest.mark.parametrize("regime", REGIMES)
def test_what_follows_is_in_a_graph_of_its_own(regime: str) -> None:
    with run_server(DATA / "sample.trig", "--infer", regime, "--timeout", "30") as address:
        assert count(address, FACTS) == 15
        supplies = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a kg:cooperationRelation ?b }"
        assert count(address, supplies) > 0
        inferred = {"named-graph-uri": INFERRED + regime}
        query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a kg:cooperationRelation ?b } }"
        response = get(address, "/sparql", query=query, **inferred)
        assert int(response.json()["results"]["bindings"][0]["n"]["value"]) > 0
        seed, followed = (get(address, "/graphs", graph=g).text for g in (SEED, INFERRED + regime))
        assert "cooperationRelation" not in seed
        assert "cooperationRelation" in followed
        named = get(address, "/query/who-supplies", "text/csv", recipient="Ukraine").text.splitlines()
        stated = ask(open_store(DATA / "sample.trig"), "who-supplies", {"recipient": "Ukraine"})
        assert named == render(stated, "csv").splitlines()
