"""Views inside a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import Graph
from kg.stored import StoredGraph
from kg.views import Page, show
from kg.views.display import LARGEST
from tests.views.conftest import HOSTILE, OpenPage


def test_frame_shows_the_page_and_is_apart(seed_graph: Graph, open_page: OpenPage) -> None:
    html = f"<!DOCTYPE html><title>n</title><script>var secret = 1</script>{show('network', seed_graph)._repr_html_()}"
    page = open_page(html).page
    frame = next(frame for frame in page.frames if frame != page.main_frame)
    frame.wait_for_selector("#card h3")
    assert frame.evaluate("kg.network.body.data.nodes.length") > 5
    reach = "(() => { try { return parent.secret; } catch (error) { return error.name; } })()"
    assert frame.evaluate(reach) == "SecurityError"
    frame.click("#level-full")
    assert frame.evaluate("window.origin") == "null"


@pytest.mark.parametrize(("name", "drawn"), [("map", ".spot circle[r]"), ("network", "#mynetwork canvas")])
def test_a_frame_that_gets_its_size_later_is_drawn_whole(
    name: str, drawn: str, located_graph: Graph, open_page: OpenPage
) -> None:
    """As JupyterLab does with what is below the visible part of a notebook."""
    html = show(name, located_graph)._repr_html_()
    page = open_page(f"<!DOCTYPE html><title>n</title><div id='cell' style='display: none'>{html}</div>").page
    page.evaluate("document.getElementById('cell').style.display = 'block'")
    frame = page.frames[1]
    frame.wait_for_selector(drawn)
    box = frame.locator(drawn).first.bounding_box()
    assert box
    assert 8 < box["width"] < 1280
    if name == "network":
        page.wait_for_timeout(200)
        for at in frame.evaluate("Object.values(kg.network.getPositions()).map((p) => kg.network.canvasToDOM(p))"):
            assert 0 <= at["x"] <= box["width"]
            assert 0 <= at["y"] <= box["height"]


def test_hostile_text_stays_in_the_frame(hostile_graph: Graph, open_page: OpenPage) -> None:
    opened = open_page(f"<!DOCTYPE html><title>n</title>{show('claims', hostile_graph)._repr_html_()}")
    frame = opened.page.frames[1]
    frame.wait_for_selector(".content h2")
    assert opened.page.evaluate("window.hit") is None
    assert frame.evaluate("window.hit") is None
    assert opened.page.locator("img").count() == 0


def test_a_graph_displays_itself(seed_graph: Graph) -> None:
    assert seed_graph._repr_html_() == show("network", seed_graph)._repr_html_()
    assert seed_graph.show("claims") == show("claims", seed_graph)


def test_a_stored_graph_displays_itself(seed_graph: Graph) -> None:
    stored = StoredGraph(seed_graph.to_store())
    assert stored._repr_html_() == stored.show("network")._repr_html_()
    assert stored.draw()._repr_png_() == seed_graph.draw()._repr_png_()


def test_terminal_reads_a_summary(seed_graph: Graph) -> None:
    assert repr(show("timeline", seed_graph)).startswith("<timeline view of <Graph of 1 articles")


def test_save_writes_the_page(seed_graph: Graph, tmp_path: Path) -> None:
    page = show("claims", seed_graph)
    assert page.save(tmp_path / "claims.html").read_text("utf-8") == page.html


def test_too_large_a_page_is_not_put_into_the_notebook() -> None:
    page = Page("x" * (LARGEST + 1), "<network view of <img src=x>>")
    assert page._repr_html_() == (
        "<p>&lt;network view of &lt;img src=x&gt;&gt;: 8 MB, too large for a notebook. Call .save('page.html').</p>"
    )


def test_entities_and_facts_show_as_escaped_tables(hostile_graph: Graph, open_page: OpenPage) -> None:
    html = "".join(entity._repr_html_() for entity in hostile_graph.entities)
    html += "".join(fact._repr_html_() for fact in hostile_graph.facts)
    html += hostile_graph.to_dataframe().to_html() + hostile_graph.to_dataframe("entities").to_html()
    page = open_page(f"<!DOCTYPE html><title>n</title>{html}").page
    assert page.evaluate("window.hit") is None
    assert page.locator("img, script, b:not(caption b), a").count() == 0
    assert [name for name in HOSTILE if name not in (page.text_content("body") or "")] == []


def test_a_picture_is_a_png(seed_graph: Graph) -> None:
    picture = seed_graph.draw()
    assert picture._repr_png_().startswith(b"\x89PNG")
    assert repr(picture).startswith("<network picture of")
