"""The page of links."""

from __future__ import annotations

from kg.views import Entry, render_index
from tests.views.conftest import HOSTILE, OpenPage


def test_links_are_relative_and_hostile_names_are_text(open_page: OpenPage) -> None:
    entries = [Entry(name, name, (("Réseau", f"{name[:20]}.html"),)) for name in HOSTILE]
    page = open_page(render_index(entries)).page
    assert page.locator("h2").all_text_contents() == list(HOSTILE)
    links = page.eval_on_selector_all("a", "all => all.map((a) => a.getAttribute('href'))")
    assert len(links) == len(HOSTILE)
    assert all(link.startswith("./") and ":" not in link and "<" not in link for link in links)
    assert page.locator("img, script").count() == 0
