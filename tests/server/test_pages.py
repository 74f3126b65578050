"""Pages: for asking, for each IRI, and the views; in a browser that notes what they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
import rdflib
from playwright.sync_api import Browser, Page
from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.vocabulary import term
from kg.server.application import read_path
from kg.server.pages import address as address_of
from kg.server.pages import render_resource
from kg.views.table import VIEWS

OTAN = "https://kg.example/entity/OTAN"


@pytest.fixture(scope="module")
def page(address: str, browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert not [text for text in complaints if "400" not in text and "favicon" not in text]


def test_ask_in_the_browser(page: Page, address: str) -> None:
    page.goto(address)
    page.click("#run")
    page.wait_for_selector("#answer table")
    assert "Jens Stoltenberg – rencontrer – Volodymyr Zelensky" in page.inner_text("#answer")
    page.click(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.type("SELEC ?x")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#status:has-text('did you mean SELECT')")
    page.select_option("#name", "who-said")
    page.fill("#parameters input[name=actor]", "OTAN")
    page.click("#named button")
    page.wait_for_selector("#answer table")
    assert "la Russie avait frappé le port d’Odessa" in page.inner_text("#answer")


def test_links_lead_from_fact_to_entity(page: Page, address: str) -> None:
    page.goto(f"{address}/fact/seed/tuer-21f051a9")
    page.click("text=entity:Viktor_Sokolov")
    assert page.url == f"{address}/entity/Viktor_Sokolov"
    assert page.inner_text("h1") == "Viktor Sokolov"
    page.click("text=fact:seed/tuer-21f051a9 >> nth=0")
    assert page.inner_text("h1").startswith("Ukraine – tuer – Viktor Sokolov")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml;q=0.5, text/turtle;q=0.4", "application/rdf+xml"),
    ],
)
def test_an_entity_in_the_wanted_format(accept: str, kind: str, client: httpx.Client) -> None:
    response = client.get("/entity/OTAN", headers={"Accept": accept})
    assert response.headers["content-type"].startswith(kind)
    assert response.headers["vary"] == "Accept"
    if kind != "text/html":
        graph = rdflib.Graph().parse(data=response.text, format={"application/ld+json": "json-ld"}.get(kind, kind))
        assert (rdflib.URIRef(OTAN), rdflib.SKOS.prefLabel, rdflib.Literal("OTAN", lang="fr")) in graph


@pytest.mark.parametrize(
    "path", ["article/seed", "entity/communique/port_d_Odessa", "entity/seed/alliés_occidentaux_de_l_Ukraine"]
)
def test_every_iri_has_its_page(path: str, client: httpx.Client) -> None:
    assert client.get("/" + quote(path), headers={"Accept": "text/html"}).status_code == 200


@pytest.mark.parametrize("name", VIEWS)
def test_views(name: str, client: httpx.Client) -> None:
    response = client.get(f"/view/{name}")
    assert response.status_code == 200
    assert "Content-Security-Policy" in response.text


def test_hostile_values_are_text() -> None:
    node = NamedNode(OTAN)
    values = (
        NamedNode("javascript:alert(1)"),
        NamedNode("data:text/html,x"),
        Literal("</h1><script>alert(1)</script>"),
    )
    text = render_resource(OTAN, [Quad(node, term("rdfs:label"), value) for value in values], ())
    assert "<script>" not in text
    assert 'href="javascript' not in text
    assert 'href="data:' not in text


@pytest.mark.parametrize("name", ["a%22b", "é", "a%2Fb", "seed/b"])
def test_addresses_lead_back(name: str) -> None:
    """What a page links to is what the server reads as that IRI."""
    iri = f"https://kg.example/entity/{name}"
    assert "https://kg.example/" + read_path(address_of(iri).encode("ascii")) == iri
