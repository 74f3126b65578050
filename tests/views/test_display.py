"""Views inside a notebook."""

from __future__ import annotations

from pathlib import Path

from conftest import OpenPage

from kg.graph import Graph
from kg.views import show


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


def test_terminal_reads_a_summary(seed_graph: Graph) -> None:
    assert repr(show("timeline", seed_graph)).startswith("<timeline view of <Graph of 1 articles")


def test_save_writes_the_page(seed_graph: Graph, tmp_path: Path) -> None:
    page = show("claims", seed_graph)
    assert page.save(tmp_path / "claims.html").read_text("utf-8") == page.html
