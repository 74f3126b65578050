"""The page of links."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from kg.views import VIEWS, Entry, render_index
from kg.views.index import read_index
from tests.views.conftest import HOSTILE, OpenPage

ENTRIES = (
    Entry("Ukraine, OTAN", "", 2, 120, tuple((view, f"views/all/{view}.html") for view in VIEWS)),
    Entry("Ukraine", "seed", 1, 97, (("network", "seed.html"),)),
)


def test_links_are_relative_and_hostile_names_are_text(open_page: OpenPage) -> None:
    entries = [Entry(name, name, 1, 3, (("network", f"{name[:20]}.html"),)) for name in HOSTILE]
    page = open_page(render_index(entries)).page
    assert sorted(page.locator("h2").all_text_contents()) == sorted(HOSTILE)
    links = page.eval_on_selector_all("a", "all => all.map((a) => a.getAttribute('href'))")
    assert len(links) == len(HOSTILE)
    assert all(link.startswith("./") and ":" not in link and "<" not in link for link in links)
    assert page.locator("img, main script").count() == 0
    assert page.evaluate("window.hit") is None


def test_both_languages_and_the_pages_get_it(open_page: OpenPage) -> None:
    page = open_page(render_index(ENTRIES)).page
    assert "2 articles ensemble · 120 faits" in page.locator("main").inner_text()
    page.click("#language")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "2 articles together · 120 facts" in page.locator("main").inner_text()
    assert page.locator("a").all_text_contents()[:3] == ["Network", "Events", "Who says what"]
    assert page.locator("a").last.get_attribute("href") == "./seed.html#lang=en"
    page.click("#language")
    assert page.locator("a").last.get_attribute("href") == "./seed.html"


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_no_serious_violation(dark: bool, open_page: OpenPage) -> None:
    found = Axe().run(open_page(render_index(ENTRIES), dark=dark).page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_the_index_remembers_what_it_links_while_it_is_there(tmp_path: Path) -> None:
    index = tmp_path / "index.html"
    index.write_text(render_index(ENTRIES), "utf-8")
    assert read_index(index) == ()
    (tmp_path / "seed.html").write_text("")
    assert read_index(index) == ENTRIES[1:]


@pytest.mark.parametrize("links", [[["network", "../seed.html"]], [["network", "/etc/hostname"]], [["network"]],
                                   [["unknown", "seed.html"]], 3])  # fmt: skip
def test_an_index_that_is_not_ours_is_not_believed(links: object, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path.parent):
        (folder / "seed.html").write_text("")
    index = tmp_path / "index.html"
    index.write_text(render_index(ENTRIES).replace('[["network","seed.html"]]', str(links).replace("'", '"')), "utf-8")
    assert read_index(index) == ()
    index.write_text("<html>another page</html>")
    assert read_index(index) == ()
    assert read_index(tmp_path / "absent.html") == ()
