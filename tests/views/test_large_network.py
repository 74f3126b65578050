"""The whole of a large network, in WebGL, driven as a reader drives it."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pyoxigraph import RdfFormat, Store

from kg.views import network
from kg.views.account import Account, Article, Entity, Fact, Participant, Quotation
from kg.views.selection import READABLE_NODES, find_units
from tests.views.conftest import HOSTILE, OpenPage
from tests.views.crowds import make_crowd

ACTORS, FACTS = 200, 420


@pytest.fixture(scope="module")
def crowd_page() -> str:
    account = make_crowd(ACTORS, FACTS, circle=50)
    return network.render(network.arrange(account, find_units(account), "network"))


@pytest.fixture
def page(crowd_page: str, open_page: OpenPage) -> Page:
    page: Page = open_page(crowd_page).page
    page.click("#level-full")
    return page


def drawn(page: Page) -> list[str]:
    found: list[str] = page.evaluate("kgMap.graph().nodes()")
    return found


def discs(page: Page) -> list[str]:
    return [node for node in drawn(page) if node.startswith("disc ")]


def click_map(page: Page, x: float, y: float, twice: bool = False) -> None:
    box = page.locator("#mymap").bounding_box()
    assert box
    page.wait_for_timeout(100)
    page.mouse.move(box["x"] + x - 2, box["y"] + y)
    page.mouse.move(box["x"] + x, box["y"] + y)
    page.wait_for_timeout(100)
    (page.mouse.dblclick if twice else page.mouse.click)(box["x"] + x, box["y"] + y)
    page.wait_for_timeout(400)


def click_node(page: Page, node: str, twice: bool = False) -> None:
    at = page.evaluate("(id) => kgMap.sigma().graphToViewport(kgMap.graph().getNodeAttributes(id))", node)
    click_map(page, at["x"], at["y"], twice)


def test_small_networks_have_no_map() -> None:
    account = make_crowd(40, 80)
    small = network.arrange(account, find_units(account), "network")
    assert small.territory is None
    assert "kgSigma=" not in network.render(small)


def test_the_page_opens_on_the_main_actors(crowd_page: str, open_page: OpenPage) -> None:
    page = open_page(crowd_page).page
    assert page.locator("#mynetwork").is_visible()
    assert page.locator("#mymap").is_hidden()
    page.click("#level-full")
    assert page.locator("#mymap").is_visible()
    assert page.locator("#mynetwork").is_hidden()


def test_communities_are_rolled_up_and_open_on_click(page: Page) -> None:
    closed = discs(page)
    assert closed == drawn(page)
    assert 3 <= len(closed) <= READABLE_NODES
    click_node(page, closed[0])
    assert len(discs(page)) == len(closed) - 1
    assert len(drawn(page)) > len(closed) + 10
    page.click("#tools-toggle")
    page.click("#unroll")
    assert drawn(page) == closed
    page.click("#unroll")
    assert len(drawn(page)) == ACTORS
    assert page.evaluate("kgMap.graph().size") == page.evaluate("kg.data.edges.length")


def test_lines_show_how_facts_stand(page: Page) -> None:
    page.goto(f"{page.url}&open=all")
    page.reload()
    types = page.evaluate("""kgMap.graph().mapEdges((id, item) => {
      const [line] = item.lines;
      return [line.standing, line.reported, item.type];
    })""")
    assert {kind for standing, _, kind in types if standing == "unreal"} == {"dotted"}
    assert {kind for standing, reported, kind in types if standing != "unreal" and reported} == {"dashed"}
    assert {kind for standing, reported, kind in types if standing != "unreal" and not reported} == {"solid"}


def test_search_opens_the_community_and_a_click_the_node(page: Page) -> None:
    page.fill("#search", "acteur 60")
    page.keyboard.press("Enter")
    assert page.locator("#card h2").inner_text() == "Acteur 60"
    node = "https://kg.example/entity/A60"
    assert node in drawn(page)
    page.keyboard.press("Escape")
    click_node(page, node)
    assert page.locator("#card h2").inner_text() == "Acteur 60"


def test_click_on_a_line_between_communities_shows_its_facts(page: Page) -> None:
    edge = page.evaluate("""() => {
      const map = kgMap.sigma(), graph = kgMap.graph(), at = (id) => map.graphToViewport(graph.getNodeAttributes(id));
      const far = (x, y) => graph.nodes().every((id) => Math.hypot(at(id).x - x, at(id).y - y) > 30);
      const off = (id, x, y) => {
        const [a, b] = graph.extremities(id).map(at), length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
        const t = Math.min(Math.max(((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / length, 0), 1);
        return Math.hypot(a.x + t * (b.x - a.x) - x, a.y + t * (b.y - a.y) - y) > 12;
      };
      for (const id of graph.edges()) {
        const ends = graph.extremities(id), [a, b] = ends.map(at), x = (a.x + b.x) / 2, y = (a.y + b.y) / 2;
        const both = graph.edges(...ends);
        const others = graph.edges().filter((edge) => !both.includes(edge));
        if (x > 20 && y > 20 && x < 900 && y < 600 && far(x, y) && others.every((edge) => off(edge, x, y)))
          return { x, y, facts: both.flatMap((e) => graph.getEdgeAttribute(e, "lines").flatMap((line) => line.facts)) };
      }
    }""")
    assert edge
    click_map(page, edge["x"], edge["y"])
    cards = page.eval_on_selector_all("#card .fact", "all => all.map((card) => card.dataset.fact)")
    assert len(cards) == min(len(edge["facts"]), 20)
    assert set(cards) <= set(edge["facts"])
    assert all("a décidé de" in text for text in page.locator("#card .exact").all_inner_texts())


def test_double_click_leaves_the_neighbourhood(page: Page) -> None:
    page.fill("#search", "acteur 60")
    page.keyboard.press("Enter")
    click_node(page, "https://kg.example/entity/A60", twice=True)
    assert page.locator("#mynetwork").is_visible()
    names = page.evaluate("kg.network.body.data.nodes.get().map((node) => node.label)")
    assert "Acteur 60" in names
    assert len(names) < READABLE_NODES
    page.click("#tools-toggle")
    page.click("#unfocus")
    assert page.locator("#mymap").is_visible()


def test_filters_and_address_hold_for_the_map(page: Page) -> None:
    page.click("#tools-toggle")
    page.click("#unroll")
    page.click("[data-filter=Organization]")
    people = drawn(page)
    assert 0 < len(people) < ACTORS
    page.select_option("#source", "https://kg.example/article/a3")
    shown = page.evaluate("kgMap.graph().mapEdges((id, item) => item.lines).flat().flatMap((line) => line.facts)")
    assert shown
    assert page.evaluate("(ids) => ids.some((id) => kg.facts.get(id).quotation.article.endsWith('/a3'))", shown)
    before = drawn(page)
    page.reload()
    assert drawn(page) == before


def test_the_table_stands_beside_and_grows(page: Page) -> None:
    page.click("#table-toggle")
    assert page.locator("#mymap").is_visible()
    assert page.locator("#table tbody tr").count() == 100
    page.click("#table .more")
    assert page.locator("#table tbody tr").count() == 200
    page.locator("#table tbody tr").nth(150).get_by_role("button").click()
    assert page.locator("#card .exact").count() == 1


def test_keys_move_the_map(page: Page) -> None:
    page.focus("#mymap")
    state = "kgMap.sigma().getCamera().getState()"
    before = page.evaluate(state)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    after = page.evaluate(state)
    assert after["x"] > before["x"]
    assert after["ratio"] < before["ratio"]


def download(page: Page, kind: str) -> bytes:
    with page.expect_download() as waiting:
        page.click(f"#export-{kind}")
    return Path(waiting.value.path()).read_bytes()


def test_exports_are_files_that_others_read(page: Page) -> None:
    page.click("#tools-toggle")
    content = download(page, "png")
    assert content.startswith(b"\x89PNG")
    assert len(content) > 8000, "an empty canvas is smaller"
    svg = "{http://www.w3.org/2000/svg}"
    root = ElementTree.fromstring(download(page, "svg"))
    assert len(list(root.iter(f"{svg}circle"))) == len(drawn(page))
    assert len([p for p in root.iter(f"{svg}path") if p.get("fill") == "none"]) == page.evaluate("kgMap.graph().size")
    graph = nx.read_graphml(io.BytesIO(download(page, "graphml")), force_multigraph=True)
    assert (len(graph), graph.size()) == (ACTORS, FACTS)
    store = Store()
    store.load(download(page, "ttl"), RdfFormat.TURTLE)
    assert store.query("ASK { ?fact a <https://kg.example/ontology#Fact> }")


def test_axe_finds_no_serious_violation(page: Page) -> None:
    page.click("#tools-toggle")
    page.click("#table-toggle")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_hostile_names_are_text(open_page: OpenPage) -> None:
    people = tuple(Entity(f"https://kg.example/entity/H{i}", HOSTILE[i % len(HOSTILE)], "Person", named=True)
                   for i in range(170))
    facts = tuple(Fact(f"https://kg.example/fact/h/{i}", "Meet", "contact", HOSTILE[i % 4], "positive", "actual",
                       "asserted", Quotation("h", HOSTILE[i % len(HOSTILE)], i, i + 1),
                       (Participant("agent", a.id, a.name),), (Participant("patient", people[0].id, people[0].name),))
                  for i, a in enumerate(people[1:]))
    account = Account((Article("h", HOSTILE[1]),), people, facts)
    page = open_page(network.render(network.arrange(account, find_units(account), "network"))).page
    page.goto(f"{page.url}#level=full&open=all")
    page.reload()
    assert len(drawn(page)) == 170
    click_node(page, people[0].id)
    assert page.locator("#card h2").text_content() == HOSTILE[0]
    assert page.evaluate("window.hit") is None
    assert page.locator("img").count() == 0


def test_without_webgl_the_table_holds_everything(crowd_page: str, open_page: OpenPage) -> None:
    opened = open_page("<!DOCTYPE html><title>leer</title>")
    opened.page.add_init_script("""const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return /webgl/.test(kind) ? null : real.call(this, kind, ...more);
      };""")
    path = Path(opened.page.url.removeprefix("file://"))
    path.write_text(crowd_page, "utf-8")
    opened.page.reload()
    assert "WebGL" in opened.page.locator("#card").inner_text()
    opened.page.click("#level-full")
    assert opened.page.evaluate("kg.network.body.data.nodes.length") > 40
