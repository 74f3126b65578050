"""Nobody stops the others, and whatever is sent, the server says what was wrong with it."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from urllib.parse import urlsplit

import httpx
import pytest

from tests.server.running import TIMEOUT

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOSTILE_VALUES = (
    "OTAN> } . ?s ?p ?o . { <https://x.example/",
    'OTAN" } #',
    "https://x.example/> ?p ?o . <x:y",
    "$target",
    "' OR '1'='1",
    "\u202eNATO",
    "a" * 5000,
)


def send(address: str, request: bytes) -> int:
    """Status of what the server answers to bytes that no client would send."""
    host = urlsplit(address)
    with socket.create_connection((host.hostname or "", host.port or 0), timeout=30) as connection:
        connection.sendall(request)
        response = http.client.HTTPResponse(connection)
        response.begin()
        return response.status


def test_a_runaway_query_is_cut_and_others_are_answered(address: str) -> None:
    cut: list[httpx.Response] = []

    def run_away() -> None:
        cut.append(httpx.get(f"{address}/sparql", params={"query": CROSS}, timeout=60, trust_env=False))

    threads = [threading.Thread(target=run_away) for _ in range(2)]
    for thread in threads:
        thread.start()
    answered, start = 0, time.monotonic()
    while time.monotonic() - start < TIMEOUT / 2:
        response = httpx.get(f"{address}/sparql", params={"query": "ASK { ?s a kg:Fact }"}, timeout=60, trust_env=False)
        answered += response.json()["boolean"]
    for thread in threads:
        thread.join()
    assert answered > 0
    assert [response.status_code for response in cut] == [503, 503]
    assert all("No answer in 2 s" in response.text for response in cut)


def test_too_large_an_answer_is_refused_and_never_cut_off(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"})
    assert response.status_code in (413, 503)
    assert response.text.startswith(("The answer is larger", "No answer in"))


def test_too_much_memory_is_refused(client: httpx.Client) -> None:
    """Joining three copies of everything before it can sort needs gigabytes; the time may be over before."""
    query = "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } } }"
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 503
    assert client.get("/sparql", params={"query": "ASK { ?s a kg:Fact }"}).json()["boolean"]


@pytest.mark.parametrize("value", HOSTILE_VALUES)
@pytest.mark.parametrize("name", ["actor", "target", "status"])
def test_injection_through_parameters(name: str, value: str, client: httpx.Client) -> None:
    assert client.get("/query/who-did-what", params={name: value}).status_code == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/query/absent", 400),
        ("/query/timeline", 400),
        ("/query/timeline?actor=OTAN&actor=France", 400),
        ("/query/timeline?actor=%ff", 400),
        ("/query/..%2f..%2fetc", 404),
        ("/static/..%2f..%2fpyproject.toml", 404),
        ("/static/../settings.py", 404),
        ("/static/settings.py", 404),
        ("/view/absent", 404),
        ("/view/..%2fnetwork", 404),
        ("/entity/absent", 404),
        ("/entity/%ff%fe", 400),
        ("/entity/%00", 404),
        ("/entity/%3Cscript%3E", 404),
        ("/entity/a b", 404),
        ("/../../etc/passwd", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
        ("//etc/passwd", 404),
        ("/entity/OTAN?format=exe", 400),
        ("/sparql?query=%ff", 400),
        ("/sparql?query=", 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("/sparql?query=%00", 400),
        ("/sparql?query=ASK%20%7B%20SERVICE%20%3Chttp://127.0.0.1:1/%3E%20%7B%7D%20%7D", 400),
        ("/sparql?query=ASK%20FROM%20%3Cfile:///etc/passwd%3E%20%7B%7D", 400),
        ("/sparql?" + "a&" * 2000 + "query=ASK%7B%7D", 400),
        ("/graphs?graph=%ff", 400),
        ("/graphs?graph=file:///etc/passwd", 404),
    ],
)
def test_bad_addresses(path: str, status: int, address: str) -> None:
    request = f"GET {path.replace(' ', '%20')} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert send(address, request.encode("latin-1")) == status


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GET /sparql HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400),
        (b"GET /sparql HTTP/1.1\r\n\r\n", 400),
        (b"NONSENSE\r\n\r\n", 400),
        (b"\x00\xff\xfe\r\n\r\n", 400),
        (b"GET /sparql?query=\xc3\xa9 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 66_000, 400),
        (b"GET /sparql?query=" + b"a" * 66_000, 400),
        (b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        (b"BREW /sparql HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        (b"DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
    ],
)
def test_bad_requests(request_bytes: bytes, status: int, address: str) -> None:
    assert send(address, request_bytes) == status


@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_ten_megabytes(kind: str, client: httpx.Client) -> None:
    content = b"query=" + b"%20" * 3_500_000 if "form" in kind else b" " * 10_000_000
    assert client.post("/sparql", content=content, headers={"Content-Type": kind}).status_code == 413


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        ("ASK " + "{" * 20_000 + "}" * 20_000, {400}),
        ("ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }", {400}),
        ("ASK { ?s ?p " + "[ ?p " * 20_000 + "1" + "]" * 20_000 + " }", {400}),
        ("ASK { ?s " + "^" * 50_000 + "kg:a ?o }", {400}),
        ("ASK { " + "?s ?p ?o . " * 20_000 + "}", {400}),
        ("SELECT * { FILTER(regex('" + "a" * 30_000 + "', '(a+)+$')) }", {200}),
        ("ASK { ?s ?p '\ud800' }".encode("utf-8", "surrogatepass").decode("latin-1"), {200, 400}),
    ],
    ids=["braces", "brackets", "nodes", "paths", "triples", "regex", "surrogate"],
)
def test_monstrous_queries_never_break_the_server(query: str, statuses: set[int], client: httpx.Client) -> None:
    response = client.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"})
    assert response.status_code in statuses, response.text
    assert client.get("/sparql", params={"query": "ASK { ?s a kg:Fact }"}).json()["boolean"]


def test_no_other_site_may_ask(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "ASK { }"}, headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in response.headers
    assert client.options("/sparql", headers={"Origin": "https://evil.example"}).status_code == 405
