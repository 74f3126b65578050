"""What holds for every view: no request, no complaint, hostile text shown and never run, the same bytes each time."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from kg.errors import ConfigError
from kg.graph import Graph
from kg.views import VIEWS, render_view
from tests.views.conftest import HOSTILE, OpenPage


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("dark", [False, True])
def test_opens_without_a_request_or_complaint(name: str, dark: bool, seed_graph: Graph, open_page: OpenPage) -> None:
    page = open_page(render_view(name, seed_graph.to_store()), dark=dark).page
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    assert page.locator("body").inner_text().strip()


@pytest.mark.parametrize("name", VIEWS)
def test_hostile_text_is_shown_and_never_run(name: str, hostile_graph: Graph, open_page: OpenPage) -> None:
    html = render_view(name, hostile_graph.to_store())
    page = open_page(html).page
    assert page.evaluate("window.hit") is None
    assert page.locator("img, iframe, object, embed").count() == 0
    assert all(not (href or "").startswith("javascript:")
               for href in page.eval_on_selector_all("a", "links => links.map((link) => link.getAttribute('href'))"))


@pytest.mark.parametrize("name", ["claims", "article", "timeline"])
def test_hostile_names_read_as_they_are_written(name: str, hostile_graph: Graph, open_page: OpenPage) -> None:
    text = open_page(render_view(name, hostile_graph.to_store())).page.locator("#content").text_content() or ""
    assert [hostile for hostile in HOSTILE if hostile not in text] == []


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_no_serious_violation(name: str, dark: bool, seed_graph: Graph, open_page: OpenPage) -> None:
    page = open_page(render_view(name, seed_graph.to_store()), dark=dark).page
    for button in page.locator("#tools-toggle").all():
        button.click()
    found = Axe().run(page).response["violations"]
    serious = [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found
               if v["impact"] in ("serious", "critical")]
    assert serious == []


@pytest.mark.parametrize("name", VIEWS)
def test_the_same_quads_give_the_same_bytes(name: str, seed_graph: Graph) -> None:
    assert render_view(name, seed_graph.to_store()) == render_view(name, seed_graph.to_store())


@pytest.mark.parametrize("name", VIEWS)
def test_the_policy_lets_no_other_script_run(name: str, seed_graph: Graph, open_page: OpenPage) -> None:
    html = render_view(name, seed_graph.to_store()).replace("</body>", "<script>window.hit = 1</script></body>")
    opened = open_page(html)
    assert opened.page.evaluate("window.hit") is None
    assert any("Content Security Policy" in text for text in opened.complaints)
    opened.complaints.clear()


@pytest.mark.parametrize("name", VIEWS)
def test_a_store_with_nothing_in_it_gives_a_page(name: str, open_page: OpenPage) -> None:
    page = open_page(render_view(name, Graph((), ()).to_store())).page
    reason = "ne nomment aucun lieu" if name == "map" else "Aucun fait n’a été relevé."
    assert reason in page.locator("main").inner_text()


def test_unknown_view_is_named() -> None:
    with pytest.raises(ConfigError, match=r"'reseau'.*network"):
        render_view("reseau", Graph((), ()).to_store())


def test_hostile_names_are_hostile() -> None:
    assert any("</script>" in name for name in HOSTILE)
    assert max(map(len, HOSTILE)) > 5000
