"""What views know of a store is what was put into it."""

from __future__ import annotations

from importlib import resources

import pytest
from pyoxigraph import RdfFormat, Store

from kg.graph import Graph
from kg.views import VIEWS, render_view
from kg.views.account import Account, Fact
from kg.views.reading import read_account
from tests.query.recurrence import count_rows, tell_again

QUERIES = sorted(file.name for file in (resources.files("kg.views") / "queries").iterdir())


@pytest.fixture(scope="module")
def account(seed_graph: Graph) -> Account:
    return read_account(seed_graph.to_store())


def only(account: Account, predicate: str) -> Fact:
    (found,) = [fact for fact in account.facts if fact.predicate == predicate]
    return found


def test_every_fact_entity_and_article_is_read(account: Account, seed_graph: Graph) -> None:
    assert {fact.id for fact in account.facts} == {fact.id for fact in seed_graph.facts}
    assert {entity.id for entity in seed_graph.entities} <= {entity.id for entity in account.entities}
    (article,) = account.articles
    assert (article.name, article.publisher, article.published) == ("seed", "Associated Press", "2023-09-28")


def test_facts_say_how_they_stand(account: Account) -> None:
    killed = only(account, "tuer")
    assert (killed.type, killed.group, killed.status) == ("Kill", "conflict", "reported")
    assert [source.text for source in killed.sources] == ["Ukraine"]
    assert only(account, "inviter").standing == "negative"
    assert only(account, "rejoindre").modality == "intended"
    assert only(account, "affirmer").content == (killed.id,)


def test_quotations_stand_in_the_text(account: Account, seed_graph: Graph) -> None:
    (document,) = seed_graph.documents
    for fact in account.facts:
        quotation = fact.quotation
        assert document.text[quotation.start:quotation.end] == quotation.text
        assert (quotation.prefix + quotation.text + quotation.suffix) in document.text


def test_marks_are_the_cue_and_the_participants(account: Account) -> None:
    quotation = only(account, "rencontrer").quotation
    words = [quotation.text[start:end] for start, end in quotation.marks]
    assert words == ["Jens Stoltenberg", "rencontré", "Volodymyr Zelensky"]


def test_times_and_amounts_have_values(account: Account) -> None:
    time = next(p for p in only(account, "rencontrer").others if p.role == "time")
    assert (time.text, time.value) == ("jeudi", "2023-09-28")
    amounts = [p for fact in account.facts for p in fact.others if p.role == "quantity"]
    assert [(p.text, p.value) for p in amounts] == [("2,4 milliards d’euros", "2400000000 EUR")]


def test_names_tell_proper_from_common(account: Account) -> None:
    entities = {entity.name: entity for entity in account.entities}
    assert entities["Jens Stoltenberg"].named
    assert entities["Jens Stoltenberg"].names == ("Stoltenberg", "secrétaire général de l’OTAN")
    assert not entities["munitions"].named


def test_turtle_tells_the_same_as_trig(account: Account, seed_graph: Graph) -> None:
    store = Store()
    store.load(seed_graph.to_turtle().encode(), RdfFormat.TURTLE)
    assert read_account(store) == account


def test_what_is_no_entity_in_the_store_is_left_out(seed_graph: Graph) -> None:
    """A hand-edited file may name an agent that it does not describe."""
    turtle = seed_graph.to_turtle().replace("kg:agent entity:Russie", "kg:agent <https://elsewhere.example/Russie>")
    store = Store()
    store.load(turtle.encode(), RdfFormat.TURTLE)
    accuse = only(read_account(store), "accuser")
    assert accuse.agents == ()
    assert [p.text for p in accuse.patients] == ["alliés occidentaux de l’Ukraine"]
    for name in VIEWS:
        assert "accuser" in render_view(name, store) or name == "map"


@pytest.mark.parametrize("name", QUERIES)
def test_work_grows_no_faster_than_the_store(name: str, sample_store: Store) -> None:
    """Each query meets rows in proportion to what is stored, however many articles name the same actors and days."""
    query = (resources.files("kg.views") / "queries" / name).read_text("utf-8")
    few, many = (count_rows(tell_again(sample_store, copies), query) for copies in (2, 4))
    assert many <= 2 * few
