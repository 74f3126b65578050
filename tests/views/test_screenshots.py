"""Pages as they look, kept in ``output/screenshots/`` to be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import Graph
from kg.iris import article_iri
from kg.views import VIEWS
from kg.views.reading import read_account
from tests.views.conftest import OpenPage

FOLDER = Path(__file__).parents[2] / "output" / "screenshots"


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_nothing_sticks_out(name: str, width: int, height: int, seed_graph: Graph, open_page: OpenPage) -> None:
    texts = {article_iri(document.name): document.text for document in seed_graph.documents}
    html = VIEWS[name].render(read_account(seed_graph.to_store(), texts), {view: f"{view}.html" for view in VIEWS})
    page = open_page(html, width=width, height=height).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    stage = page.locator("main").bounding_box()
    assert stage
    assert stage["height"] > 0.35 * height
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture = page.screenshot(path=FOLDER / f"{name}-{width}.png")
    assert tuple(int.from_bytes(picture[i:i + 4], "big") for i in (16, 20)) == (width, height)
