"""What is stored goes to a SPARQL server, a graph an article, and goes on where a broken connection stopped it.

Two protocols, which every common server speaks one of: the SPARQL 1.1 Graph Store HTTP Protocol
(https://www.w3.org/TR/sparql11-http-rdf-update/), where a PUT replaces one graph, and SPARQL 1.1 Update
(https://www.w3.org/TR/sparql11-update/), where one request drops and inserts several. Either may
be repeated.

User and password, or a token, come from the environment alone (``KG_PUSH_USER`` and ``KG_PUSH_PASSWORD``, or
``KG_PUSH_TOKEN``): a command line is seen by everybody on the machine.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from types import MappingProxyType
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    OpenerDirector,
    Request,
    build_opener,
)

from pyoxigraph import NamedNode, RdfFormat, Store, Triple, serialize

from kg.errors import ConfigError, InputError, StoreError
from kg.store import open_store

__all__ = ["PROTOCOLS", "Pushed", "push"]

QUADS_A_REQUEST = 5_000
ATTEMPTS = 4
PAUSE = 0.5
"""Seconds before a request is tried again; each time twice as long."""

SECONDS_A_REQUEST = 120
STATE = "pushed.sqlite"


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: graphs sent, graphs that the server had already, graphs taken away."""

    sent: int
    unchanged: int
    removed: int


@dataclass(frozen=True, slots=True)
class Graph:
    """A named graph to send: its triples as N-Triples, and how many."""

    iri: str
    data: bytes
    size: int

    @property
    def key(self) -> str:
        """Digest of its content."""
        return hashlib.sha256(self.data).hexdigest()


class Endpoint:
    """A server, and what it takes to talk to it. Raises ConfigError for an address that is none."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigError(f"--to {url}: no address of a server; write http://… or https://….")
        if parts.username or parts.password:
            raise ConfigError(
                "--to: leave user and password out of the address; set KG_PUSH_USER and KG_PUSH_PASSWORD."
            )
        self.url = url
        self._token = os.environ.get("KG_PUSH_TOKEN")
        self._opener = _make_opener(url)

    def send(self, method: str, data: bytes | None = None, kind: str = "", **parameters: str) -> None:
        """One request, tried again when the connection breaks. Raises StoreError when the server refuses it."""
        url = f"{self.url}{'&' if '?' in self.url else '?'}{urlencode(parameters)}" if parameters else self.url
        for attempt in range(ATTEMPTS):
            request = Request(url, data, {"Content-Type": kind} if kind else {}, method=method)
            if self._token:
                request.add_unredirected_header("Authorization", f"Bearer {self._token}")
            try:
                with self._opener.open(request, timeout=SECONDS_A_REQUEST) as response:
                    response.read()
                return
            except HTTPError as error:
                with error:
                    if method == "DELETE" and error.code == 404:
                        return
                    if error.code < 500 or attempt + 1 == ATTEMPTS:
                        said = " ".join(error.read(300).decode("utf-8", "replace").split())
                        raise StoreError(
                            f"{self.url}: the server says {error.code} {error.reason} ({said})."
                        ) from error
            except (URLError, OSError, HTTPException) as error:
                if attempt + 1 == ATTEMPTS:
                    reason = getattr(error, "reason", error)
                    raise StoreError(
                        f"{self.url}: no connection ({reason}); run the same command again: it goes on from here."
                    ) from error
            time.sleep(PAUSE * 2**attempt)


def _make_opener(url: str) -> OpenerDirector:
    user, password = os.environ.get("KG_PUSH_USER"), os.environ.get("KG_PUSH_PASSWORD")
    if not user or password is None:
        return build_opener()
    known = HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, url, user, password)
    return build_opener(HTTPDigestAuthHandler(known), HTTPBasicAuthHandler(known))


def _put_graphs(endpoint: Endpoint, graphs: list[Graph]) -> None:
    for graph in graphs:
        endpoint.send("PUT", graph.data, "application/n-triples", graph=graph.iri)


def _update_graphs(endpoint: Endpoint, graphs: list[Graph]) -> None:
    update = ";\n".join(
        f"DROP SILENT GRAPH <{graph.iri}>;\nINSERT DATA {{ GRAPH <{graph.iri}> {{\n{graph.data.decode('utf-8')}}} }}"
        for graph in graphs
    )
    endpoint.send("POST", update.encode("utf-8"), "application/sparql-update")


def _delete_graph(endpoint: Endpoint, iri: str) -> None:
    endpoint.send("DELETE", graph=iri)


def _drop_graph(endpoint: Endpoint, iri: str) -> None:
    endpoint.send("POST", f"DROP SILENT GRAPH <{iri}>".encode(), "application/sparql-update")


@dataclass(frozen=True, slots=True)
class Protocol:
    """How graphs are sent, and how one is taken away."""

    put: Callable[[Endpoint, list[Graph]], None]
    remove: Callable[[Endpoint, str], None]


PROTOCOLS: Mapping[str, Protocol] = MappingProxyType(
    {"graph-store": Protocol(_put_graphs, _delete_graph), "update": Protocol(_update_graphs, _drop_graph)}
)
"""Name → protocol."""


def push(source: str | Path, to: str, protocol: str = "graph-store") -> Pushed:
    """Send every named graph of ``source`` (a store, a file or a folder of RDF) to the server at ``to``.

    From a store only what changed since the last push to that address is sent, and what is gone is taken away; which
    graphs the server has stands in ``pushed.sqlite`` in the store. From a file everything is sent. Raises ConfigError
    for an unknown protocol or address; StoreError when the server refuses, or the connection stays broken: then the
    same call goes on.
    """
    if protocol not in PROTOCOLS:
        raise ConfigError(f"--protocol {protocol}: unknown; choose one of {', '.join(PROTOCOLS)}.")
    endpoint, how = Endpoint(to), PROTOCOLS[protocol]
    store = open_store(source)
    if next(store.named_graphs(), None) is None and len(store):
        raise InputError(f"{source}: has no named graphs to send; give TriG, N-Quads or a store.")
    folder = Path(source)
    with closing(_open_state(folder if (folder / "manifest.sqlite").is_file() else None)) as state:
        sent = unchanged = 0
        for batch in _batches(_changed(store, state, to)):
            if isinstance(batch, int):
                unchanged += batch
                continue
            how.put(endpoint, batch)
            state.executemany("INSERT OR REPLACE INTO pushed VALUES (?, ?, ?)", [(to, g.iri, g.key) for g in batch])
            state.commit()
            sent += len(batch)
        removed = 0
        for (iri,) in state.execute("SELECT graph FROM pushed WHERE endpoint = ? ORDER BY graph", (to,)).fetchall():
            if not store.contains_named_graph(NamedNode(iri)):
                how.remove(endpoint, iri)
                state.execute("DELETE FROM pushed WHERE endpoint = ? AND graph = ?", (to, iri))
                state.commit()
                removed += 1
    return Pushed(sent, unchanged, removed)


def _open_state(folder: Path | None) -> sqlite3.Connection:
    """What was sent where, kept in the store ``folder``; without one, for this call alone."""
    try:
        state = sqlite3.connect(folder / STATE if folder else ":memory:", timeout=60)
        state.execute(
            "CREATE TABLE IF NOT EXISTS pushed (endpoint TEXT, graph TEXT, key TEXT, PRIMARY KEY (endpoint, graph))"
        )
    except sqlite3.Error as error:
        raise StoreError(f"{folder}: {STATE} cannot be written ({error}); mend that, or delete the file.") from error
    return state


def _changed(store: Store, state: sqlite3.Connection, to: str) -> Iterator[Graph | None]:
    """The graphs that the server lacks in this form; None for each that it has."""
    for name in sorted(store.named_graphs(), key=str):
        if not isinstance(name, NamedNode):
            continue
        triples = [quad.triple for quad in store.quads_for_pattern(None, None, None, name)]
        graph = Graph(name.value, _serialize(triples), len(triples))
        query = "SELECT 1 FROM pushed WHERE endpoint = ? AND graph = ? AND key = ?"
        yield None if state.execute(query, (to, graph.iri, graph.key)).fetchone() else graph


def _batches(graphs: Iterator[Graph | None]) -> Iterator[list[Graph] | int]:
    """Graphs to send in one go, and how many need not be sent."""
    waiting: list[Graph] = []
    for graph in graphs:
        if graph is None:
            yield 1
            continue
        waiting.append(graph)
        if sum(g.size for g in waiting) >= QUADS_A_REQUEST:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _serialize(triples: list[Triple]) -> bytes:
    lines = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert lines is not None
    return b"".join(sorted(lines.splitlines(keepends=True)))
