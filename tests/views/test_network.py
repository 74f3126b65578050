"""The network page, driven in a real browser as a reader drives it."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import networkx as nx
import pytest
from playwright.sync_api import Page
from pyoxigraph import RdfFormat, Store

from kg.graph import Graph
from kg.views import network
from kg.views.account import Account, Article, Entity, Fact, Participant, Quotation
from kg.views.bending import curve_point
from kg.views.reading import read_account
from kg.views.selection import FALLBACK_NODES, find_units
from tests.views.conftest import HOSTILE, OpenPage


@pytest.fixture(scope="module")
def seed_network(seed_graph: Graph) -> network.Network:
    return network.data(read_account(seed_graph.to_store()))


@pytest.fixture
def page(seed_network: network.Network, open_page: OpenPage) -> Page:
    opened: Page = open_page(network.render(seed_network)).page
    return opened


def names(page: Page) -> set[str]:
    """Names of the nodes on the canvas."""
    labels = page.evaluate("kg.network.body.data.nodes.get().map((node) => node.label)")
    return {label.replace("\n", " ") for label in labels}


def edges(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("""() => {
      const label = (id) => kg.network.body.data.nodes.get(id).label.replace("\\n", " ");
      return kg.network.body.data.edges.get().map(
        (e) => ({...e, label: e.label.replace("\\n", " "), from: label(e.from), to: label(e.to), ids: [e.from, e.to]}));
    }""")
    return found


def edge(page: Page, source: str, target: str, words: str) -> dict[str, Any]:
    (found,) = [e for e in edges(page) if (e["from"], e["to"]) == (source, target) and words in e["label"]]
    return found


def click_edge(page: Page, found: dict[str, Any]) -> None:
    (x0, y0), (x1, y1) = (page.evaluate("(id) => { const p = kg.network.getPosition(id); return [p.x, p.y]; }", node)
                          for node in found["ids"])
    x, y = curve_point((x0, y0), (x1, y1), found["smooth"]["roundness"], 0.5)
    click_canvas(page, x, y)


def click_canvas(page: Page, x: float, y: float) -> None:
    at = page.evaluate("([x, y]) => kg.network.canvasToDOM({x, y})", [x, y])
    box = page.locator("#mynetwork").bounding_box()
    assert box
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])


def test_canvas_is_painted(page: Page) -> None:
    painted = page.evaluate("""() => {
      const canvas = document.querySelector("#mynetwork canvas");
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let count = 0;
      for (let i = 3; i < pixels.length; i += 4) count += pixels[i] > 0;
      return count / (canvas.width * canvas.height);
    }""")
    assert painted > 0.02
    assert {"Ukraine", "Jens Stoltenberg", "Volodymyr Zelensky", "OTAN"} <= names(page)


def test_everything_drawn_is_on_the_canvas(page: Page) -> None:
    box = page.locator("#mynetwork").bounding_box()
    assert box
    for at in page.evaluate("Object.values(kg.network.getPositions()).map((p) => kg.network.canvasToDOM(p))"):
        assert 0 <= at["x"] <= box["width"]
        assert 0 <= at["y"] <= box["height"]


def test_standing_shows_on_the_edges(page: Page) -> None:
    assert edge(page, "Jens Stoltenberg", "Volodymyr Zelensky", "rencontrer")["dashes"] is False
    assert edge(page, "Ukraine", "Viktor Sokolov", "tuer")["dashes"] == [9, 5]
    denied = edge(page, "OTAN", "Ukraine", "inviter")
    assert denied["label"].startswith("✗")
    asserted = edge(page, "Russie", "alliés occidentaux de l’Ukraine", "accuser")
    assert denied["color"]["color"] != asserted["color"]["color"]
    assert edge(page, "Ukraine", "OTAN", "rejoindre")["label"] == "rejoindre (voulu)"


def test_recipient_hangs_on_the_event(page: Page) -> None:
    assert {e["label"] for e in edges(page) if (e["from"], e["to"]) == ("fournir", "Ukraine")} == {"à"}
    spokes = {(e["from"], e["to"]) for e in edges(page)}
    assert {("France", "fournir"), ("Royaume-Uni", "fournir"), ("fournir", "Missiles Storm Shadow")} <= spokes


def test_click_on_an_edge_shows_the_words_that_prove_it(page: Page) -> None:
    click_edge(page, edge(page, "Ukraine", "Viktor Sokolov", "tuer"))
    card = page.locator("#card .fact")
    assert card.locator(".exact").inner_text() == "avoir tué le commandant de la flotte, l’amiral Viktor Sokolov"
    assert set(card.locator("mark").all_inner_texts()) == {"tué", "Viktor Sokolov"}
    text = card.inner_text()
    assert "rapporté" in text
    assert "Selon\nUkraine" in text
    assert "Associated Press, 2023-09-28" in text


def test_click_on_a_node_shows_names_and_facts(page: Page) -> None:
    at = page.evaluate("kg.network.getPosition('https://kg.example/entity/Jens_Stoltenberg')")
    click_canvas(page, at["x"], at["y"])
    card = page.locator("#card .entity")
    assert card.locator("h2").inner_text() == "Jens Stoltenberg"
    assert "secrétaire général de l’OTAN" in card.locator(".names").inner_text()
    assert card.locator(".facts li").count() == 2
    assert "https://kg.example/entity/Jens_Stoltenberg" in card.inner_text()


def test_keyboard_alone_reaches_a_quotation(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("stoltenberg")
    page.keyboard.press("Enter")
    assert page.locator("#card h2").inner_text() == "Jens Stoltenberg"
    page.locator("#card .facts button").first.focus()
    page.keyboard.press("Enter")
    assert "rencontré" in page.locator("#card mark").all_inner_texts()
    page.keyboard.press("Escape")
    assert page.locator("#card h3").first.inner_text() == "Acteurs principaux"


def test_keys_move_the_canvas(page: Page) -> None:
    page.focus(".vis-network")
    where = "kg.network.getViewPosition().x"
    before = page.evaluate(where)
    page.keyboard.down("ArrowRight")
    wait_until(lambda: page.evaluate(where) > before)
    page.keyboard.up("ArrowRight")


def test_search_ignores_accents_and_says_when_nothing_is_found(page: Page) -> None:
    page.fill("#search", "secretaire general")
    page.keyboard.press("Enter")
    assert page.locator("#card h2").inner_text() == "Jens Stoltenberg"
    page.fill("#search", "personne de tel")
    page.keyboard.press("Enter")
    assert "Aucun acteur" in page.locator("#card").inner_text()


def test_filters_take_edges_and_table_rows_away(page: Page) -> None:
    page.click("[data-filter=reported]")
    assert not [e for e in edges(page) if e["dashes"] == [9, 5]]
    page.click("[data-filter=Country]")
    assert "Ukraine" not in names(page)
    page.click("#table-toggle")
    table = page.locator("#table").inner_text()
    assert "rencontrer" in table
    assert "Viktor Sokolov" not in table
    page.click("[data-filter=Country]")
    page.click("[data-filter=reported]")
    assert "Viktor Sokolov" in page.locator("#table").inner_text()


def test_table_opens_the_quotation(page: Page) -> None:
    page.click("#table-toggle")
    page.locator("#table tr", has_text="accuser").get_by_role("button").click()
    assert page.locator("#card .exact").inner_text() == "La Russie accuse les alliés occidentaux de l’Ukraine"


def test_interface_in_english(page: Page) -> None:
    page.click("#language")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Main actors" in page.locator("#card").inner_text()
    assert edge(page, "Ukraine", "OTAN", "rejoindre")["label"] == "rejoindre (intended)"


def test_hostile_names_stand_as_text_in_the_cards(hostile_graph: Graph, open_page: OpenPage) -> None:
    page = open_page(network.render(network.data(read_account(hostile_graph.to_store())))).page
    for i, name in enumerate(HOSTILE):
        page.evaluate("(name) => { document.getElementById('search').value = name; }", name)
        page.locator("#search").press("Enter")
        assert page.locator("#card h2").text_content() == name
        page.locator("#card .facts button").nth(min(i, 1)).click()
        assert page.locator("#card .exact").count() == 1
    page.click("#table-toggle")
    page.evaluate("kg.network.body.emitter.emit('click', {nodes: [], edges: []})")
    assert page.evaluate("window.hit") is None
    assert page.locator("img, a[href*=evil]").count() == 0


def test_hostile_names_stand_as_text_in_what_hovers(hostile_graph: Graph, open_page: OpenPage) -> None:
    page = open_page(network.render(network.data(read_account(hostile_graph.to_store())))).page
    seen = set()
    for node in page.evaluate("kg.network.body.data.nodes.getIds()"):
        at = page.evaluate("(id) => kg.network.canvasToDOM(kg.network.getPosition(id))", node)
        x, y = at["x"], at["y"]
        box = page.locator("#mynetwork").bounding_box()
        assert box
        page.mouse.move(box["x"] + x - 3, box["y"] + y)
        page.mouse.move(box["x"] + x, box["y"] + y)
        wait_until(lambda: page.locator(".vis-tooltip:visible").count() == 1)
        seen.add(page.locator(".vis-tooltip").text_content())
        page.mouse.move(box["x"] + 2, box["y"] + 2)
        wait_until(lambda: page.locator(".vis-tooltip:visible").count() == 0)
    assert {name for name in HOSTILE if len(name) < 300} <= seen
    assert page.evaluate("window.hit") is None
    assert page.locator("img, .vis-tooltip a").count() == 0


def test_small_screen_keeps_the_canvas(seed_network: network.Network, open_page: OpenPage) -> None:
    page = open_page(network.render(seed_network), width=390, height=844).page
    box = page.locator("#mynetwork").bounding_box()
    assert box
    assert box["height"] > 250
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


MEETINGS = """() => {
  const context = document.querySelector("#mynetwork canvas").getContext("2d"), body = kg.network.body;
  const box = (what, x, y, w, h) => ({ what, left: x - w, right: x + w, top: y - h, bottom: y + h });
  const nodes = body.nodeIndices.map((id) => body.nodes[id])
    .map((n) => box(n.options.label, n.x, n.y, n.shape.width / 2, n.shape.height / 2));
  const edges = body.edgeIndices.map((id) => body.edges[id]);
  const labels = edges.filter((edge) => edge.options.label).map((edge) => {
    const { left, top, width, height } = edge.labelModule.size;
    return box(edge.options.label, left + width / 2, top + height / 2, width / 2, height / 2);
  });
  const heads = edges.filter((edge) => edge.options.arrows.to.enabled).map((edge) => {
    const style = { width: edge.options.width, toArrowScale: 0.7, toArrowType: "arrow" };
    const { point, length, angle } = edge.edgeType.getArrowData(
      context, "to", edge.edgeType.getViaNode(), false, false, style);
    const [x, y] = [Math.cos(angle) * length / 2, Math.sin(angle) * length / 2];
    return box(`→ ${edge.to.options.label}`, point.x - x, point.y - y,
      Math.abs(x) + 0.6 * Math.abs(y), Math.abs(y) + 0.6 * Math.abs(x));
  });
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const others = [...nodes, ...heads];
  return labels.flatMap((label, i) => [...labels.slice(i + 1), ...others].filter((other) => meet(label, other))
    .map((other) => `${label.what} / ${other.what}`));
}"""


def test_labels_cover_no_label_no_name_and_no_arrowhead(page: Page) -> None:
    assert page.evaluate(MEETINGS) == []


def test_long_labels_are_wrapped_as_the_layout_expects(
    seed_graph: Graph, seed_network: network.Network, page: Page
) -> None:
    facts = {fact.id: fact for fact in read_account(seed_graph.to_store()).facts}
    page.click("#level-full")
    drawn = dict(page.evaluate("kg.network.body.data.edges.get().map((edge) => [edge.id, edge.label])"))
    assert drawn == {edge.id: network.label_of(edge.line, facts) for edge in seed_network.edges}
    assert max(len(line) for label in drawn.values() for line in label.split("\n")) <= network.LABEL_WIDTH


def test_an_empty_canvas_says_why(page: Page) -> None:
    assert page.locator("#empty").is_hidden()
    for status in ("asserted", "reported", "denied", "unreal"):
        page.click(f"[data-filter={status}]")
    assert page.locator("#empty").inner_text() == "Aucun fait visible : allégez les filtres."
    page.click("[data-filter=denied]")
    assert page.locator("#empty").is_hidden()


def wait_until(true: Callable[[], bool], seconds: float = 5) -> None:
    """The page's policy forbids ``wait_for_function``, which evaluates text."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def tools(page: Page) -> Page:
    page.click("#tools-toggle")
    return page


def download(page: Page, kind: str) -> bytes:
    with page.expect_download() as waiting:
        page.click(f"#export-{kind}")
    return Path(waiting.value.path()).read_bytes()


def test_export_png_is_the_canvas_on_its_ground(page: Page) -> None:
    content = download(tools(page), "png")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(content[i:i + 4], "big") for i in (16, 20))
    assert width > 800
    assert height > 500


def test_export_svg_has_every_node_and_edge(page: Page) -> None:
    root = ElementTree.fromstring(download(tools(page), "svg"))
    texts = {"".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Jens Stoltenberg", "rencontrer", "✗ inviter", "rejoindre (voulu)"} <= texts
    paths = [p for p in root.iter("{http://www.w3.org/2000/svg}path") if p.get("fill") == "none"]
    assert len(paths) == len(edges(page))


def test_export_graphml_is_read_by_networkx(page: Page) -> None:
    graph = nx.read_graphml(io.BytesIO(download(tools(page), "graphml")), force_multigraph=True)
    stoltenberg, zelensky = (f"https://kg.example/entity/{name}" for name in ("Jens_Stoltenberg", "Volodymyr_Zelensky"))
    (met,) = graph.get_edge_data(stoltenberg, zelensky).values()
    assert (met["label"], met["status"]) == ("rencontrer", "asserted")
    assert met["evidence"].startswith("Jens Stoltenberg rencontré")


def test_export_turtle_holds_what_is_visible_and_keeps_said_apart(page: Page, seed_graph: Graph) -> None:
    store = Store()
    store.load(download(tools(page), "ttl"), RdfFormat.TURTLE)
    whole = Store()
    whole.load(seed_graph.to_turtle().encode(), RdfFormat.TURTLE)
    assert {quad.triple for quad in store} <= {quad.triple for quad in whole}
    entity = "PREFIX e: <https://kg.example/entity/> PREFIX kg: <https://kg.example/ontology#> "
    entity += "PREFIX said: <https://kg.example/said#> ASK "
    assert store.query(entity + "{ e:Jens_Stoltenberg kg:meets e:Volodymyr_Zelensky }")
    assert store.query(entity + "{ e:Ukraine said:kills e:Viktor_Sokolov }")
    assert not store.query(entity + "{ e:Ukraine kg:kills|kg:joins|said:joins ?x }")


def test_double_click_keeps_the_neighbourhood(page: Page) -> None:
    at = page.evaluate("""() => { const p = kg.network.canvasToDOM(
      kg.network.getPosition("https://kg.example/entity/Jens_Stoltenberg")); return [p.x, p.y]; }""")
    box = page.locator("#mynetwork").bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + at[0], box["y"] + at[1])
    wait_until(lambda: names(page) == {"Jens Stoltenberg", "Volodymyr Zelensky"})
    tools(page).click("#unfocus")
    assert "Ukraine" in names(page)


def test_depth_widens_the_neighbourhood(page: Page) -> None:
    page.goto(page.url + "#focus=https%3A%2F%2Fkg.example%2Fentity%2FFrance")
    page.reload()
    assert names(page) == {"France", "fournir", "Royaume-Uni", "Ukraine", "Missiles Storm Shadow"}
    tools(page).select_option("#depth", "2")
    assert {"Viktor Sokolov", "OTAN"} <= names(page)


def test_leaves_can_be_hidden(page: Page) -> None:
    tools(page).click("#leaves")
    assert "Viktor Sokolov" not in names(page)
    assert {"Ukraine", "OTAN"} <= names(page)


def test_dates_and_fields_filter(page: Page) -> None:
    tools(page).fill("#from", "2023-09-28")
    page.locator("#from").dispatch_event("change")
    assert names(page) == {"Jens Stoltenberg", "Volodymyr Zelensky"}
    page.fill("#from", "")
    page.locator("#from").dispatch_event("change")
    page.select_option("#group", "conflict")
    assert names(page) == {"Ukraine", "Viktor Sokolov"}


def test_the_address_holds_the_state(page: Page) -> None:
    page.click("#level-full")
    page.click("[data-filter=denied]")
    tools(page).select_option("#color", "community")
    address = page.url
    assert re.search(r"#.*level=full.*off=denied.*color=community", unquote(address))
    page.goto("about:blank")
    page.goto(address)
    assert page.locator("#level-full").get_attribute("aria-pressed") == "true"
    assert page.locator("[data-filter=denied]").get_attribute("aria-pressed") == "false"
    assert not [e for e in edges(page) if e["label"].startswith("✗")]


def test_a_hostile_address_changes_nothing(page: Page) -> None:
    page.goto(page.url + "#level=<img src=x onerror=alert(1)>&focus=javascript:alert(1)&from=x&off=__proto__&lang=%00")
    page.reload()
    assert "Ukraine" in names(page)
    assert page.locator("#from").input_value() == ""


def test_physics_is_off_until_asked_for(page: Page) -> None:
    where = "JSON.stringify(kg.network.getPositions())"
    before = page.evaluate(where)
    page.wait_for_timeout(300)
    assert page.evaluate(where) == before
    tools(page).click("#physics")
    wait_until(lambda: page.evaluate(where) != before)
    page.click("#physics")
    assert page.evaluate(where) == before


@pytest.fixture(scope="module")
def crowd() -> network.Network:
    """400 pairs in a chain, too many to read as a whole: the last is far from the main actors."""
    entities = tuple(Entity(f"https://kg.example/entity/A{i:03}", f"Acteur {i:03}", "Person", named=True)
                     for i in range(401))
    facts = tuple(
        Fact(f"https://kg.example/fact/c/{i:03}", "Meet", "contact", "rencontrer", "positive", "actual", "asserted",
             Quotation("c", f"{a.name} rencontre {b.name}.", 40 * i, 40 * i + 33),
             (Participant("agent", a.id, a.name),), (Participant("patient", b.id, b.name),))
        for i, (a, b) in enumerate(pairwise(entities)))
    account = Account((Article("c", "c"),), entities, facts)
    return network.arrange(account, find_units(account), "network")


def test_a_crowd_opens_on_the_main_actors(crowd: network.Network, open_page: OpenPage) -> None:
    page = open_page(network.render(crowd)).page
    assert len(names(page)) <= 24
    assert 50 < len(crowd.levels["full"].positions) <= FALLBACK_NODES


def test_search_reaches_who_is_not_laid_out(crowd: network.Network, open_page: OpenPage) -> None:
    page = open_page(network.render(crowd)).page
    page.fill("#search", "acteur 390")
    page.keyboard.press("Enter")
    assert names(page) == {"Acteur 389", "Acteur 390", "Acteur 391"}
    assert page.locator("#card h2").inner_text() == "Acteur 390"
    where = page.evaluate("Object.values(kg.network.getPositions()).map((p) => [p.x, p.y])")
    assert len({tuple(map(round, at)) for at in where}) == 3
    page.reload()
    assert page.evaluate("Object.values(kg.network.getPositions()).map((p) => [p.x, p.y])") == where
    page.click("#tools-toggle")
    page.click("#unfocus")
    assert "Acteur 390" not in names(page)
