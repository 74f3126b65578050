"""Values enter queries as terms: by name, and whatever is in them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import ConfigError
from kg.query import ask, bind, load_queries
from kg.query.naming import find_entities, find_fact
from kg.rdf.vocabulary import RDF_TYPE, term

HOSTILE = (
    "OTAN> } . ?s ?p ?o . { <https://x.example/",
    "<https://kg.example/entity/OTAN> } UNION { ?who ?p ?o",
    'OTAN" } #',
    "entity:OTAN> } { ?s ?p ?o } <x:",
    "https://x.example/> ?p ?o . <x:y",
    "OTAN\n} DROP ALL",
    "OTAN\\u003E } ?s ?p ?o",
    "$target",
    "?who",
    "' OR '1'='1",
)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["actor", "target", "type", "status"])
def test_hostile_values_name_nothing(name: str, value: str, sample_store: Store) -> None:
    with pytest.raises(ConfigError):
        bind(load_queries()["who-did-what"], {name: value}, sample_store)


@pytest.mark.parametrize("value", [*HOSTILE, "2023-13-01", "2023-9-1", "hier", "20230901T00", "2023-09-01\n"])
def test_hostile_dates_and_numbers(value: str, sample_store: Store) -> None:
    with pytest.raises(ConfigError, match="YYYY-MM-DD"):
        bind(load_queries()["events-between"], {"from": value}, sample_store)
    with pytest.raises(ConfigError, match="not a number"):
        bind(load_queries()["active-pairs"], {"limit": value}, sample_store)


@pytest.mark.parametrize(
    "value", ["OTAN", "otan", "membres de l'alliance", "entity:OTAN", "<https://kg.example/entity/OTAN>"]
)
def test_names_of_an_entity(value: str, sample_store: Store) -> None:
    assert find_entities(sample_store, value) == (NamedNode("https://kg.example/entity/OTAN"),)


def test_every_entity_of_the_name_is_found_whatever_its_spelling() -> None:
    store, entities = Store(), [NamedNode(f"https://kg.example/entity/{name}") for name in ("Paix", "paix", "Fait")]
    spellings = "Mouvement de la Paix", "mouvement de la paix", "MOUVEMENT DE LA PAIX"
    for node, spelling in zip(entities, spellings, strict=True):
        store.add(Quad(node, term("skos:prefLabel"), Literal(spelling, language="fr"), node))
        store.add(Quad(node, RDF_TYPE, term("kg:Fact" if node is entities[2] else "kg:Entity"), node))
    assert find_entities(store, "Mouvement de la paix") == tuple(entities[:2])


def test_what_is_not_called_so_gets_near_names(sample_store: Store) -> None:
    with pytest.raises(ConfigError, match=r"near: .*membres de l'alliance"):
        find_entities(sample_store, "Alliance")


def test_a_main_name_wins_over_another_name(sample_store: Store) -> None:
    assert find_entities(sample_store, "Zelensky") == (NamedNode("https://kg.example/entity/Volodymyr_Zelensky"),)
    assert find_entities(sample_store, "VIKTOR SOKOLOV") == (NamedNode("https://kg.example/entity/Viktor_Sokolov"),)


def test_facts_by_the_end_of_their_iri(sample_store: Store) -> None:
    iri = NamedNode("https://kg.example/fact/seed/tuer-21f051a9")
    for given in ("21f051a9", "tuer-21f051a9", "seed/tuer-21f051a9", "fact:seed/tuer-21f051a9", iri.value, str(iri)):
        assert find_fact(sample_store, given) == iri
    for given in ("", "051a9", "tuer", "fournir-0"):
        with pytest.raises(ConfigError, match="no such fact"):
            find_fact(sample_store, given)


def test_what_a_query_lacks_or_needs(sample_store: Store) -> None:
    with pytest.raises(ConfigError, match="has no parameter 'colour'; it takes --actor, --status"):
        ask(sample_store, "timeline", {"colour": "red"})
    with pytest.raises(ConfigError, match="--actor is needed"):
        ask(sample_store, "timeline", {})
    with pytest.raises(ConfigError, match="unknown; choose one of active-pairs"):
        ask(sample_store, "absent", {})


def test_types_of_the_schema(sample_store: Store) -> None:
    query = load_queries()["who-did-what"]
    text = bind(query, {"type": "Kill, COOPERATE"}, sample_store)
    assert str(term("kg:Kill")) in text
    assert str(term("kg:Cooperate")) in text
    assert "$" not in text
    with pytest.raises(ConfigError, match=r"try .*Kill"):
        bind(query, {"type": "Kil"}, sample_store)
