"""Places on the map."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import Graph
from kg.views import map as map_view
from kg.views.positions import find_position, load_world
from kg.views.reading import read_account
from tests.views.conftest import OpenPage


def test_only_places_with_a_position_are_shown(located_graph: Graph) -> None:
    spots = map_view.data(read_account(located_graph.to_store())).spots
    assert [spot.entity.rsplit("/", 1)[-1] for spot in spots] == ["Ukraine", "France"]
    assert len(spots[1].facts) == 1


def test_places_without_a_position_are_named_and_none_is_guessed(
    seed_graph: Graph, located_graph: Graph, open_page: OpenPage
) -> None:
    found = map_view.data(read_account(located_graph.to_store()))
    assert [place.rsplit("/", 1)[-1] for place in found.unplaced] == ["Royaume-Uni", "Russie"]
    page = open_page(map_view.render(found)).page
    assert page.locator("#empty").is_hidden()
    assert "Sans position connue" in page.locator("#card").inner_text()
    page = open_page(map_view.render(map_view.data(read_account(seed_graph.to_store())))).page
    assert page.locator("#empty").inner_text().startswith("Rien à placer sur la carte : aucun des lieux nommés")
    page.locator("#card .row", has_text="Royaume-Uni").click()
    assert page.locator("#card h2").inner_text() == "Royaume-Uni"
    page = open_page(map_view.render(map_view.data(read_account(Graph((), ()).to_store())))).page
    assert "ne nomment aucun lieu" in page.locator("#empty").inner_text()


def test_names_on_the_map_do_not_cover_each_other(located_graph: Graph, open_page: OpenPage) -> None:
    page = open_page(map_view.render(map_view.data(read_account(located_graph.to_store())))).page
    assert {"Ukraine", "France", "Pologne", "Allemagne"} <= set(page.locator("#map text:visible").all_text_contents())
    boxes = page.evaluate("""() => [...document.querySelectorAll("#map text, #map circle")]
      .filter((item) => item.style.display !== "none").map((item) => item.getBoundingClientRect())
      .map(({ left, top, right, bottom }) => [left, top + 2, right, bottom - 2])""")
    assert len(boxes) > 12
    for i, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:i]:
            assert min(right, other[2]) - max(left, other[0]) <= 1 or min(bottom, other[3]) - max(top, other[1]) <= 1
    page.click("#language")
    assert "Poland" in page.locator("#map text:visible").all_text_contents()


def test_positions_come_from_identifiers() -> None:
    assert find_position(["https://sws.geonames.org/2988507/"]) == pytest.approx((2.35, 48.85), abs=0.1)
    longitude, latitude = find_position(["http://www.wikidata.org/entity/Q159"]) or (0, 0)
    assert 40 < longitude < 180
    assert 50 < latitude < 70
    assert find_position(["http://www.wikidata.org/entity/Q1"]) is None


def test_points_and_outlines_share_one_projection() -> None:
    x, y = map_view.project(*load_world()["points"]["Q142"])
    outline = next(o["d"] for o in load_world()["outlines"] if o["id"] == "Q142")
    texts = [ring.strip("M").split("L") for ring in outline.split("Z") if ring]
    rings = [[tuple(map(float, pair.split(","))) for pair in text] for text in texts]
    assert any(_contains(ring, x, y) for ring in rings)


def _contains(ring: list[tuple[float, ...]], x: float, y: float) -> bool:
    inside = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


def test_click_opens_the_place_and_zoom_keeps_it(located_graph: Graph, open_page: OpenPage) -> None:
    page = open_page(map_view.render(map_view.data(read_account(located_graph.to_store())))).page
    page.locator("[data-entity$=Ukraine] circle").click()
    assert page.locator("#card h2").inner_text() == "Ukraine"
    wide = page.evaluate("document.getElementById('map').viewBox.baseVal.width")
    page.click("#closer")
    assert page.evaluate("document.getElementById('map').viewBox.baseVal.width") < wide
    page.click("#fit")
    assert page.evaluate("document.getElementById('map').viewBox.baseVal.width") == pytest.approx(wide)


def test_a_place_whose_name_finds_no_room_is_approached_when_it_is_opened(
    located_graph: Graph, open_page: OpenPage
) -> None:
    found = map_view.data(read_account(located_graph.to_store()))
    one = found.spots[0]
    crowd = [replace(one, entity=entity.id, x=one.x + i / 5) for i, entity in enumerate(found.account.entities[:7])]
    page = open_page(map_view.render(replace(found, spots=tuple(crowd)))).page
    hidden = page.locator(".spot text:not(:visible)")
    assert hidden.count() > 1
    name = hidden.first.text_content() or ""
    page.locator("#card .row", has_text=name).first.click()
    assert name in page.locator(".spot text:visible").all_text_contents()
