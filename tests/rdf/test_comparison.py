"""Dates and amounts of the sample article are compared by SPARQL, in Oxigraph and in rdflib alike."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.query import ResultRow

import kg
from kg.graph import Graph
from kg.rdf.vocabulary import NAMESPACES

PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in NAMESPACES.items())
BETWEEN = """
SELECT DISTINCT ?lemma WHERE {
  ?fact kg:lemma ?lemma ; kg:earliest ?first ; kg:latest ?last .
  FILTER (?first >= "2023-09-27"^^xsd:date && ?last <= "2023-09-28"^^xsd:date)
}
"""
SUMMER = """
SELECT DISTINCT ?lemma WHERE {
  ?fact kg:lemma ?lemma ; kg:time ?when .
  ?when time:hasBeginning/time:inXSDDate "2023-06-01"^^xsd:date ; time:hasEnd/time:inXSDDate "2023-08-31"^^xsd:date .
}
"""
BILLION = """
SELECT DISTINCT ?words WHERE {
  ?fact kg:quantity ?amount .
  ?amount a schema:MonetaryAmount ; schema:currency "EUR" ; schema:value ?number ; rdfs:label ?words .
  FILTER (?number > 1000000000)
}
"""
PEOPLE = """
SELECT DISTINCT ?lemma WHERE {
  ?fact kg:lemma ?lemma ; kg:quantity [ schema:unitText "officiers" ; schema:value ?number ] .
  FILTER (?number > 30 && ?number < 40)
}
"""
SAID_ON_THE_DAY = """
SELECT DISTINCT ?lemma WHERE {
  ?article schema:datePublished ?day .
  ?saying kg:content ?said ; kg:earliest ?day ; kg:latest ?day ; prov:wasDerivedFrom ?article .
  ?said kg:lemma ?lemma .
  FILTER NOT EXISTS { ?said kg:earliest ?day }
}
"""


@pytest.fixture(scope="module")
def graph(seed_path: Path) -> Graph:
    return kg.build(seed_path)


@pytest.fixture(scope="module")
def dataset(graph: Graph) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=graph.to_nquads(), format="nquads")
    return dataset


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        (BETWEEN, {"rencontrer", "montrer"}, {"endommager", "s'engager"}),
        (SUMMER, {"s'engager"}, {"rencontrer"}),
        (BILLION, {"2,4 milliards d’euros"}, {"2,5 milliards de dollars"}),
        (PEOPLE, {"tuer"}, {"blesser"}),
        (SAID_ON_THE_DAY, {"travailler"}, {"rencontrer"}),
    ],
    ids=["between", "summer", "billion", "people", "said on the day"],
)
def test_values_are_compared(
    query: str, found: set[str], missing: set[str], graph: Graph, dataset: rdflib.Dataset
) -> None:
    solutions = graph.to_store().query(PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    oxigraph = {str(solution[0].value) for solution in solutions}
    other = {str(row[0]) for row in dataset.query(PREFIXES + query) if isinstance(row, ResultRow)}
    assert oxigraph == other
    assert found <= oxigraph
    assert not missing & oxigraph
