"""The network page, driven in a real browser as a reader drives it."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import HOSTILE, OpenPage
from playwright.sync_api import Page

from kg.graph import Graph
from kg.views import network
from kg.views.placement import curve_point


@pytest.fixture(scope="module")
def seed_network(seed_graph: Graph) -> network.Network:
    return network.data(seed_graph.to_store())


@pytest.fixture
def page(seed_network: network.Network, open_page: OpenPage) -> Page:
    return open_page(network.render(seed_network)).page


def names(page: Page) -> set[str]:
    """Names of the nodes on the canvas."""
    labels = page.evaluate("kg.network.body.data.nodes.get().map((node) => node.label)")
    return {label.replace("\n", " ") for label in labels}


def edges(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("""() => {
      const label = (id) => kg.network.body.data.nodes.get(id).label.replace("\\n", " ");
      return kg.network.body.data.edges.get().map(
        (e) => ({...e, from: label(e.from), to: label(e.to), ids: [e.from, e.to]}));
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
    page = open_page(network.render(network.data(hostile_graph.to_store()))).page
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


def test_small_screen_keeps_the_canvas(seed_network: network.Network, open_page: OpenPage) -> None:
    page = open_page(network.render(seed_network), width=390, height=844).page
    box = page.locator("#mynetwork").bounding_box()
    assert box
    assert box["height"] > 250
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_labels_do_not_cover_each_other(page: Page) -> None:
    boxes = page.evaluate("""() => Object.values(kg.network.body.edges).filter((edge) => edge.options.label)
      .map((edge) => { const s = edge.labelModule.size; return [s.left, s.top, s.width, s.height]; })""")
    for i, (left, top, width, height) in enumerate(boxes):
        for other_left, other_top, other_width, other_height in boxes[:i]:
            across = min(left + width, other_left + other_width) - max(left, other_left)
            down = min(top + height, other_top + other_height) - max(top, other_top)
            assert across <= 0 or down <= 0
