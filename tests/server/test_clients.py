"""Clients that others wrote: curl, SPARQLWrapper, rdflib's SPARQLStore, and Comunica."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper

PERSONS = "SELECT DISTINCT ?s WHERE { ?s a <https://kg.example/ontology#Person> } ORDER BY ?s"
NAMES = ["Jens_Stoltenberg", "Viktor_Sokolov", "Volodymyr_Zelensky"]
COMUNICA = Path(sys.prefix) / "comunica" / "node_modules" / ".bin" / "comunica-sparql"
IRIS = [f"https://kg.example/entity/{name}" for name in NAMES]


def curl(*arguments: str) -> str:
    command = ["curl", "--silent", "--show-error", "--fail-with-body", "--noproxy", "*", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("how", [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper(how: tuple[str, str], endpoint: str) -> None:
    wrapper: Any = SPARQLWrapper(endpoint)
    wrapper.setMethod(how[0])
    wrapper.setRequestMethod(how[1])
    wrapper.setQuery(PERSONS)
    wrapper.setReturnFormat(JSON)
    assert [row["s"]["value"] for row in wrapper.queryAndConvert()["results"]["bindings"]] == IRIS
    wrapper.setReturnFormat(XML)
    assert [node.firstChild.data for node in wrapper.queryAndConvert().getElementsByTagName("uri")] == IRIS
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().decode().split() == ["s", *IRIS]
    wrapper.setQuery("CONSTRUCT WHERE { ?s a <https://kg.example/ontology#Person> }")
    wrapper.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) == 3


def test_rdflib_sparql_store(endpoint: str) -> None:
    graph = rdflib.Graph(SPARQLStore(endpoint, returnFormat="xml"))
    assert [str(row[0]) for row in graph.query(PERSONS)] == IRIS  # type: ignore[index]
    otan = rdflib.URIRef("https://kg.example/entity/OTAN")
    assert str(graph.value(otan, rdflib.SKOS.prefLabel)) == "OTAN"
    assert (otan, rdflib.RDF.type, rdflib.URIRef("https://kg.example/ontology#Organization")) in graph


def test_curl(endpoint: str, address: str) -> None:
    found = curl(endpoint, "--data-urlencode", f"query={PERSONS}", "-H", "Accept: text/csv")
    assert found.split() == ["s", *IRIS]
    found = curl(endpoint, "--get", "--data-urlencode", "query=ASK { entity:OTAN a kg:Organization }")
    assert json.loads(found)["boolean"] is True
    found = curl(endpoint, "--data-binary", PERSONS, "-H", "Content-Type: application/sparql-query")
    assert len(json.loads(found)["results"]["bindings"]) == 3
    assert "entity:OTAN" in curl(f"{address}/entity/OTAN", "-H", "Accept: text/turtle")
    assert "sd:Service" in curl(endpoint)


def test_comunica(endpoint: str, address: str) -> None:
    """It asks the endpoint, and follows links: the pages of two entities are where it finds what it was asked."""
    if not COMUNICA.exists():
        pytest.skip("needs Comunica: make test installs it where there is npm")

    def ask(source: str, query: str) -> list[str]:
        done = subprocess.run([COMUNICA, source, query, "-t", "text/csv"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return [line.strip("<>\r") for line in done.stdout.splitlines()[1:]]

    assert ask(f"sparql@{endpoint}", PERSONS) == IRIS
    label = f"SELECT ?l {{ <{IRIS[0]}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?l }}"
    assert ask(f"{address}/entity/Jens_Stoltenberg", label) == ["Jens Stoltenberg"]
