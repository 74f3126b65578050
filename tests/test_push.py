"""What is stored arrives at servers that others wrote, also over a connection that breaks in the middle."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pyoxigraph as ox
import pytest

from kg.errors import ConfigError, InputError, StoreError
from kg.push import PROTOCOLS, push
from kg.store import open_store
from kg.store.corpus import remove_articles
from tests.servers import VIRTUOSO, Proxy, run_kg, run_oxigraph, run_virtuoso
from tests.store.handmade import put

PLACES = {"graph-store": "/store", "update": "/update"}
ALL = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o FILTER(STRSTARTS(STR(?g), 'https://kg.example/')) } }"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Five articles of three quads."""
    put(tmp_path / "store", {f"article-{n}": ("Anne", f'Bruno « {n} » \\ "x"\n') for n in range(5)})
    return tmp_path / "store"


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with run_oxigraph(tmp_path_factory.mktemp("server") / "data") as url:
        yield url


@pytest.fixture
def server(oxigraph: str) -> str:
    """The server, emptied."""
    ask_update(oxigraph, "DROP ALL")
    return oxigraph


def ask_update(url: str, update: str) -> None:
    with urlopen(f"{url}/update", urlencode({"update": update}).encode()):
        pass


def read_server(url: str) -> set[tuple[str, ...]]:
    with urlopen(f"{url}/sparql?{urlencode({'query': ALL, 'format': 'application/sparql-results+json'})}") as response:
        rows = json.load(response)["results"]["bindings"]
    return {tuple(row[name]["value"] for name in "gspo") for row in rows}


def read_local(folder: Path) -> set[tuple[str, ...]]:
    parts = ((q.graph_name, q.subject, q.predicate, q.object) for q in open_store(folder))
    return {tuple(part.value for part in quad if isinstance(part, (ox.NamedNode, ox.Literal))) for quad in parts}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_server_holds_what_the_store_holds(store: Path, server: str, protocol: str) -> None:
    to = server + PLACES[protocol]
    assert push(store, to, protocol).sent == 5
    assert read_oxigraph(server) == read_local(store)
    pushed = push(store, to, protocol)
    assert (pushed.sent, pushed.unchanged, pushed.removed) == (0, 5, 0)
    put(store, {"article-1": ("Chloé", "David"), "article-9": ("Anne", "Zoé")})
    remove_articles(store, ["article-0"])
    pushed = push(store, to, protocol)
    assert (pushed.sent, pushed.unchanged, pushed.removed) == (2, 3, 1)
    assert read_oxigraph(server) == read_local(store)


def read_oxigraph(url: str) -> set[tuple[str, ...]]:
    with urlopen(f"{url}/query?{urlencode({'query': ALL})}") as response:
        text = response.read()
    parsed = ox.parse_query_results(text, format=ox.QueryResultsFormat.XML) if text.startswith(b"<") else None
    rows = parsed if parsed is not None else ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    assert isinstance(rows, ox.QuerySolutions)
    return {tuple(row[name].value for name in "gspo") for row in rows}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_broken_connection(store: Path, server: str, protocol: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.push.PAUSE", 0.01)
    monkeypatch.setattr("kg.push.QUADS_A_REQUEST", 3)
    proxy = Proxy(int(server.rpartition(":")[2]), allowed=2)
    to = f"http://127.0.0.1:{proxy.port}{PLACES[protocol]}"
    with pytest.raises(StoreError, match="run the same command again"):
        push(store, to, protocol)
    assert len({graph for graph, *_ in read_oxigraph(server)}) == 2
    proxy.allowed = 1000
    pushed = push(store, to, protocol)
    assert (pushed.sent, pushed.unchanged) == (3, 2)
    assert read_oxigraph(server) == read_local(store)
    proxy.close()


def test_file(store: Path, server: str, tmp_path: Path) -> None:
    (tmp_path / "all.nq").write_bytes(ox.serialize(open_store(store), format=ox.RdfFormat.N_QUADS) or b"")
    assert push(tmp_path / "all.nq", f"{server}/store").sent == 5
    assert read_oxigraph(server) == read_local(store)
    (tmp_path / "a.ttl").write_text("<https://kg.example/a> a <https://kg.example/b> .", "utf-8")
    with pytest.raises(InputError, match="no named graphs"):
        push(tmp_path / "a.ttl", f"{server}/store")


@pytest.mark.skipif(shutil.which(VIRTUOSO) is None, reason="needs Debian's virtuoso-opensource-7")
def test_virtuoso_with_digest_authentication(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with run_virtuoso(tmp_path / "virtuoso") as url:
        to = f"{url}/sparql-graph-crud-auth"
        monkeypatch.setenv("KG_PUSH_USER", "dba")
        monkeypatch.setenv("KG_PUSH_PASSWORD", "wrong")
        with pytest.raises(StoreError, match="401"):
            push(store, to)
        monkeypatch.setenv("KG_PUSH_PASSWORD", "dba")
        assert push(store, to).sent == 5
        assert read_server(url) == read_local(store)
        remove_articles(store, ["article-3"])
        assert push(store, to).removed == 1
        assert read_server(url) == read_local(store)


def test_kg_serve_with_a_token(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty.nq").write_text("", "utf-8")
    with run_kg(tmp_path / "empty.nq", "open-sesame-forty-thieves") as url:
        monkeypatch.setenv("KG_PUSH_TOKEN", "wrong")
        with pytest.raises(StoreError, match=r"the server says 40[13]"):
            push(store, f"{url}/graphs")
        monkeypatch.setenv("KG_PUSH_TOKEN", "open-sesame-forty-thieves")
        assert push(store, f"{url}/graphs").sent == 5
        assert read_server(url) == read_local(store)


def test_refusals(store: Path, server: str) -> None:
    with pytest.raises(StoreError, match="the server says 4"):
        push(store, f"{server}/nowhere")
    for to, message in (
        ("localhost:7878", "no address of a server"),
        ("http://anne:secret@localhost/", "KG_PUSH_USER"),
    ):
        with pytest.raises(ConfigError, match=message) as caught:
            push(store, to)
        assert "secret" not in str(caught.value)
    with pytest.raises(ConfigError, match="choose one of graph-store, update"):
        push(store, server, "gopher")
