"""Facts by date."""

from __future__ import annotations

from kg.graph import Graph
from kg.views import timeline
from kg.views.reading import read_account
from tests.views.conftest import OpenPage


def test_dated_facts_stand_on_their_day(seed_graph: Graph) -> None:
    found = timeline.data(read_account(seed_graph.to_store()))
    (moment,) = found.moments
    assert (moment.earliest, moment.latest) == ("2023-09-28", "2023-09-28")
    assert moment.articles == ("https://kg.example/article/seed",)
    assert [fact.rsplit("/", 1)[-1].split("-")[0] for fact in moment.facts] == ["rencontrer"]
    assert len(found.undated) == len(seed_graph.facts) - 1


def test_days_read_in_the_language_of_the_page(seed_graph: Graph, open_page: OpenPage) -> None:
    page = open_page(timeline.render(timeline.data(read_account(seed_graph.to_store())))).page
    assert page.locator("h2 time").inner_text() == "28 septembre 2023"
    page.click("#language")
    assert page.locator("h2 time").inner_text() == "September 28, 2023"
    page.locator(".moments button").first.click()
    assert "rencontré" in page.locator("#card mark").all_inner_texts()


def test_no_date_at_all_is_said_and_the_facts_are_there(contested_graph: Graph, open_page: OpenPage) -> None:
    page = open_page(timeline.render(timeline.data(read_account(contested_graph.to_store())))).page
    assert page.locator("#content p").first.inner_text().startswith("Aucun des 2 faits n’est daté")
    assert page.locator("#content .row:visible").count() == 2
