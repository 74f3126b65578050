"""A real browser that keeps a record of what a page asks for and complains about, and graphs to show in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from kg.document import Document, make_document
from kg.facts import Attribution, Entity, Fact, Facts, Node, Provenance, Span
from kg.graph import Graph
from kg.iris import digest, entity_iri, fact_iri

HOSTILE = (
    "<script>window.hit = 1</script>",
    "</script><script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    '"onmouseover="window.hit=1" <a href="https://evil.example/">href</a>',
    "javascript:window.hit=1",
    "<b>gras</b> &amp; <!-- commentaire -->",
    "{{ 7 * 7 }} ${window.hit=1} $& `",
    "\u202eodnanreF\u202c שלום",
    "👩‍🚀 équipage 🚀",
    "Très long " + "nom " * 1249 + "fin",
)


@dataclass
class Opened:
    """A page in the browser, with every request and every complaint since it was opened."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def check(self) -> None:
        asked = {url.split("#")[0] for url in self.requests} - {"about:blank", "about:srcdoc"}
        assert len(asked) == 1, asked
        assert asked.pop().startswith("file:")
        assert not self.complaints


OpenPage = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens HTML from a file. When the test ends, no page may have asked for anything else or complained."""
    opened: list[Opened] = []

    def open_html(html: str, width: int = 1280, height: int = 800, dark: bool = False) -> Opened:
        path = tmp_path / f"page{len(opened)}.html"
        path.write_text(html, encoding="utf-8")
        page = browser.new_page(viewport=ViewportSize(width=width, height=height),
                                color_scheme="dark" if dark else "light", accept_downloads=True)
        one = Opened(page)
        page.on("request", lambda request: None if request.url.startswith(("data:", "blob:")) else
                one.requests.append(request.url))
        page.on("console", lambda message: one.complaints.append(message.text)
                if message.type in ("error", "warning") and "GL Driver Message" not in message.text else None)
        page.on("pageerror", lambda error: one.complaints.append(str(error)))
        page.on("dialog", lambda dialog: one.complaints.append(f"dialog: {dialog.message}"))
        page.goto(path.as_uri())
        opened.append(one)
        return one

    yield open_html
    for one in opened:
        one.check()
        one.page.close()


@pytest.fixture(scope="session")
def seed_graph(seed: Document, seed_facts: Facts) -> Graph:
    return Graph((seed,), (seed_facts,))


@pytest.fixture(scope="session")
def hostile_graph() -> Graph:
    """Every name of ``HOSTILE`` accuses the next one, in an article made of them."""
    text = "\n\n".join(f"Alpha accuse {name} de tout." for name in HOSTILE)
    document = make_document("hostile", text)
    nodes = []
    for name in HOSTILE:
        start = document.text.index(name)
        nodes.append(Node(name, Span(start, start + len(name)), start, entity_iri(name)))
    facts = tuple(_accuse(document, a, b, nodes[0]) for a, b in zip(nodes, nodes[1:] + nodes[:1], strict=True))
    entities = tuple(Entity(n.entity or "", "Person", n.text, (n.text, n.text + " alias"), named=True) for n in nodes)
    return Graph((document,), (Facts("hostile", entities, facts),))


def _accuse(document: Document, agent: Node, patient: Node, speaker: Node) -> Fact:
    start = document.text.rindex("Alpha", 0, agent.span.start_char)
    evidence = Span(start, min(agent.span.end_char + 9, len(document.text)))
    cue = Span(start + 6, start + 12)
    return Fact(fact_iri("hostile", "accuser", digest(agent.text)), "Accuse", "accuser<img src=x onerror=alert(1)>",
                (agent,), (patient,), Provenance(evidence, cue, "clauses", "active"),
                attributions=(Attribution(speaker, cue),))


@pytest.fixture(scope="session")
def contested_graph() -> Graph:
    """Alpha says that Beta struck Gamma; Delta says that it did not."""
    document = make_document("contested", "Selon Alpha, Beta a frappé Gamma. Selon Delta, Beta n’a pas frappé Gamma.")
    names = {}
    for name in ("Alpha", "Beta", "Gamma", "Delta"):
        start = document.text.index(name)
        names[name] = Node(name, Span(start, start + len(name)), start, entity_iri(name))
    facts = []
    for speaker, start, end, polarity in (("Alpha", 0, 33, "positive"), ("Delta", 34, 73, "negative")):
        cue = Span(document.text.index("frappé", start), document.text.index("frappé", start) + 6)
        facts.append(Fact(
            fact_iri("contested", "frapper", digest(speaker)), "Attack", "frapper", (names["Beta"],), (names["Gamma"],),
            Provenance(Span(start, end), cue, "clauses", "active"), attributions=(Attribution(names[speaker], cue),),
            polarity="positive" if polarity == "positive" else "negative"))
    entities = tuple(Entity(n.entity or "", "Organization", n.text, (n.text,), named=True) for n in names.values())
    return Graph((document,), (Facts("contested", entities, tuple(facts)),))


SAME_AS = {"Ukraine": "http://www.wikidata.org/entity/Q212", "France": "http://www.wikidata.org/entity/Q142"}


@pytest.fixture(scope="session")
def located_graph(seed_graph: Graph) -> Graph:
    (facts,) = seed_graph.statements
    entities = tuple(replace(e, same_as=(SAME_AS[e.name],)) if e.name in SAME_AS else e for e in facts.entities)
    return Graph(seed_graph.documents, (replace(facts, entities=entities),))
