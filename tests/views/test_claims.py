"""Who says what."""

from __future__ import annotations

from dataclasses import replace

from kg.graph import Graph
from kg.views import claims
from kg.views.reading import read_account
from tests.views.conftest import OpenPage


def test_claims_stand_under_their_speakers(seed_graph: Graph) -> None:
    found = claims.data(read_account(seed_graph.to_store()))
    predicates = {fact.id: fact.predicate for fact in found.account.facts}
    said = {s.entity.rsplit("/", 1)[-1]: [predicates[claim] for claim in s.claims] for s in found.speakers}
    assert said == {"Jens_Stoltenberg": ["fournir"], "Ukraine": ["tuer"], "Volodymyr_Zelensky": ["rejoindre"]}


def test_speakers_are_not_counted_as_their_own_subject(seed_graph: Graph) -> None:
    found = claims.data(read_account(seed_graph.to_store()))
    ukraine = next(s for s in found.speakers if s.entity.endswith("Ukraine"))
    assert ukraine.about == (("https://kg.example/entity/Viktor_Sokolov", 1),)


def test_click_opens_the_quotation(seed_graph: Graph, open_page: OpenPage) -> None:
    page = open_page(claims.render(claims.data(read_account(seed_graph.to_store())))).page
    page.locator(".content .row", has_text="Viktor Sokolov").click()
    assert page.locator("#card .exact").inner_text().startswith("avoir tué le commandant")
    page.locator(".matrix button").first.click()
    assert page.locator("#card .fact").count() == 1


def test_what_one_denies_and_another_says_is_contested(contested_graph: Graph, open_page: OpenPage) -> None:
    found = claims.data(read_account(contested_graph.to_store()))
    assert [len(group) for group in found.contested] == [2]
    page = open_page(claims.render(found)).page
    assert page.locator(".badge", has_text="contesté").count() == 2


def test_every_claim_shows_its_words_and_every_row_of_the_table_has_a_number(
    seed_graph: Graph, open_page: OpenPage
) -> None:
    page = open_page(claims.render(claims.data(read_account(seed_graph.to_store())))).page
    quotations = page.locator(".content q").all_text_contents()
    assert len(quotations) == page.locator(".content .row").count()
    assert any(text.startswith("avoir tué le commandant") for text in quotations)
    for row in page.locator(".matrix tbody tr").all():
        assert row.locator("button").count() > 0


def test_nobody_quoted_is_said(contested_graph: Graph, open_page: OpenPage) -> None:
    (facts,) = contested_graph.statements
    silent = tuple(replace(fact, attributions=()) for fact in facts.facts)
    graph = Graph(contested_graph.documents, (replace(facts, facts=silent),))
    page = open_page(claims.render(claims.data(read_account(graph.to_store())))).page
    said = "Personne n’est cité : aucun des 2 faits n’est rapporté par quelqu’un."
    assert page.locator("#content").inner_text() == said
