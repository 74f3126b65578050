"""Places on the map."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import Graph
from kg.views import map as map_view
from kg.views.positions import find_position, load_world
from kg.views.reading import read_account
from tests.views.conftest import OpenPage

SAME_AS = {"Ukraine": "http://www.wikidata.org/entity/Q212", "France": "http://www.wikidata.org/entity/Q142"}


@pytest.fixture(scope="module")
def located_graph(seed_graph: Graph) -> Graph:
    (facts,) = seed_graph.statements
    entities = tuple(replace(e, same_as=(SAME_AS[e.name],)) if e.name in SAME_AS else e for e in facts.entities)
    return Graph(seed_graph.documents, (replace(facts, entities=entities),))


def test_only_places_with_a_position_are_shown(located_graph: Graph) -> None:
    spots = map_view.data(read_account(located_graph.to_store())).spots
    assert [spot.entity.rsplit("/", 1)[-1] for spot in spots] == ["Ukraine", "France"]
    assert len(spots[1].facts) == 1


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
