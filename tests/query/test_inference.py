"""What follows from the ontology, in a graph of its own."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.errors import ConfigError, StoreError
from kg.query import answer, render
from kg.query.inference import INFERRED, REGIMES, with_inferred

FRANCE, MISSILES = "https://kg.example/entity/France", "https://kg.example/entity/communique/missiles"


@pytest.fixture(scope="module", params=REGIMES)
def inferred(request: pytest.FixtureRequest, sample_store: Store) -> tuple[str, Store]:
    return request.param, with_inferred(sample_store, request.param)


def truth(store: Store, pattern: str) -> bool:
    return render(answer(store, f"ASK {{ {pattern} }}"), "csv") == "true\n"


def test_a_relation_is_found_by_its_group(inferred: tuple[str, Store], sample_store: Store) -> None:
    """kg:supplies is a kg:cooperationRelation, which is a said:cooperationRelation."""
    for property_ in ("kg:cooperationRelation", "said:supplies", "said:cooperationRelation"):
        pattern = f"<{FRANCE}> {property_} <{MISSILES}>"
        assert truth(inferred[1], pattern)
        assert not truth(sample_store, pattern)
    assert not truth(inferred[1], "entity:Ukraine kg:conflictRelation entity:Viktor_Sokolov"), "it is only reported"
    assert truth(inferred[1], "entity:Ukraine said:conflictRelation entity:Viktor_Sokolov")


def test_a_fact_is_found_by_the_class_of_its_group(inferred: tuple[str, Store]) -> None:
    assert truth(inferred[1], "?fact a kg:Kill, kg:ConflictFact, sem:Event ; sem:hasActor entity:Ukraine")


def test_what_is_stated_stays_apart(inferred: tuple[str, Store], sample_store: Store) -> None:
    regime, store = inferred
    graph = NamedNode(INFERRED + regime)
    assert {quad for quad in store if quad.graph_name != graph} == set(sample_store)
    assert truth(store, "kg:Kill rdfs:subClassOf kg:ConflictFact ; rdfs:label 'killing'@en")


def test_a_contradiction_is_named(sample_store: Store) -> None:
    """The shipped ontology and the sample are consistent, else no store would have been made."""
    store = Store()
    store.bulk_extend(sample_store)
    france, russia = NamedNode(FRANCE), NamedNode("https://kg.example/entity/Russie")
    for name in ("sameAs", "differentFrom"):
        store.add(Quad(france, NamedNode(f"http://www.w3.org/2002/07/owl#{name}"), russia))
    with pytest.raises(StoreError, match="contradict the ontology"):
        with_inferred(store, "owlrl")


def test_unknown_regime(sample_store: Store) -> None:
    with pytest.raises(ConfigError, match="choose one of rdfs, owlrl"):
        with_inferred(sample_store, "owl")
