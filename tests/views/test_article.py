"""The article by its quotations."""

from __future__ import annotations

from kg.graph import Graph
from kg.views import VIEWS, article
from kg.views.reading import read_account
from tests.views.conftest import OpenPage


def test_passages_are_the_text(seed_graph: Graph) -> None:
    (document,) = seed_graph.documents
    passages = article.data(read_account(seed_graph.to_store())).passages
    for passage in passages:
        text = "".join(run.text for run in passage.runs)
        assert document.text[passage.start:passage.start + len(text)] == text
    ends = [passage.start + sum(len(run.text) for run in passage.runs) for passage in passages]
    assert all(end < after.start for end, after in zip(ends, passages[1:], strict=False))


def test_the_whole_text_is_shown_where_it_is_at_hand(seed_graph: Graph) -> None:
    (document,) = seed_graph.documents
    texts = {"https://kg.example/article/seed": document.text}
    (passage,) = article.data(read_account(seed_graph.to_store(), texts)).passages
    assert "".join(run.text for run in passage.runs) == document.text
    wrong = {"https://kg.example/article/seed": "Un autre texte."}
    assert len(article.data(read_account(seed_graph.to_store(), wrong)).passages) > 1


def test_only_the_article_view_holds_the_text(seed_graph: Graph) -> None:
    (document,) = seed_graph.documents
    account = read_account(seed_graph.to_store(), {"https://kg.example/article/seed": document.text})
    shown = {name for name, view in VIEWS.items() if "a contribué à ce rapport" in view.render(account)}
    assert shown == {"article"}


def test_every_fact_is_underlined_where_it_stands(seed_graph: Graph) -> None:
    (document,) = seed_graph.documents
    found = article.data(read_account(seed_graph.to_store()))
    for fact in seed_graph.facts:
        span = fact.provenance.evidence
        quoted = "".join(run.text for passage in found.passages for run in passage.runs if fact.id in run.facts)
        assert quoted == document.text[span.start_char:span.end_char]


def test_names_are_told_from_words(seed_graph: Graph) -> None:
    runs = [run for passage in article.data(read_account(seed_graph.to_store())).passages for run in passage.runs]
    assert {run.text for run in runs if run.entity.endswith("Volodymyr_Zelensky")} >= {"Volodymyr Zelensky"}
    assert all("Ukraine" in run.text for run in runs if run.entity.endswith("/Ukraine"))


def test_click_and_key_open_the_facts_of_a_passage(seed_graph: Graph, open_page: OpenPage) -> None:
    page = open_page(article.render(article.data(read_account(seed_graph.to_store())))).page
    page.locator(".proof", has_text="accuse").first.click()
    assert page.locator("#card h2").inner_text() == "Russie – accuser – alliés occidentaux de l’Ukraine"
    page.locator(".proof.reported").first.focus()
    page.keyboard.press("Enter")
    assert "Selon" in page.locator("#card").inner_text()
