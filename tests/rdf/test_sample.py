"""The sample article from text to RDF: plain triples are backed by facts that say so, all readers read the same."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.graph import Graph
from kg.rdf.evidence import check_evidence
from kg.rdf.quads import node_iri
from kg.rdf.serialization import FORMATS
from kg.rdf.statements import to_statements
from kg.rdf.vocabulary import RDF_TYPE, term
from kg.schema import load_schema

READERS = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
Triple = tuple[str, str, str]


@pytest.fixture(scope="module")
def graph(seed_path: Path) -> Graph:
    return kg.build(seed_path)


def backed(graph: Graph, status: str, namespace: str) -> set[Triple]:
    """The plain triples that facts of this status justify."""
    types = load_schema().event_types
    return {
        (node_iri(agent, "seed"), term(f"{namespace}:{types[fact.type].property}").value, node_iri(patient, "seed"))
        for fact in graph.facts
        if fact.status == status
        for agent, patient in fact.pairs()
        if agent and patient
    }


def plain_triples(graph: Graph) -> set[Triple]:
    entities = {q.subject for q in graph.quads if q.predicate == RDF_TYPE and q.object == term("kg:Entity")}
    return {
        (str(q.subject).strip("<>"), q.predicate.value, str(q.object).strip("<>"))
        for q in graph.quads
        if q.subject in entities and q.object in entities
    }


def test_it_conforms(graph: Graph) -> None:
    graph.validate()


def test_plain_triples_are_what_the_article_asserts_or_reports(graph: Graph) -> None:
    asserted, reported = backed(graph, "asserted", "kg"), backed(graph, "reported", "said")
    assert asserted
    assert reported
    assert plain_triples(graph) == asserted | reported


def test_every_status_occurs(graph: Graph) -> None:
    assert {fact.status for fact in graph.facts} == {"asserted", "reported", "denied", "unreal"}


def test_every_fact_has_its_quotation(graph: Graph) -> None:
    text = graph.documents[0].text
    spans = {fact.provenance.evidence for fact in graph.facts}
    spans |= {attribution.cue for fact in graph.facts for attribution in fact.attributions}
    assert check_evidence(to_statements(graph.quads), text) == len(spans)


@pytest.mark.parametrize("kind", FORMATS)
def test_readers_count_the_same(graph: Graph, kind: str) -> None:
    text = graph.serialize(kind)
    here = len(list(ox.parse(text, format=FORMATS[kind])))
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=READERS[kind])
    assert here == len(list(dataset.quads((None, None, None, None)))) == len(graph.quads)
