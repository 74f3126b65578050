"""The ontology and the shapes: complete, consistent, and the same as published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.document import Document
from kg.errors import SchemaError
from kg.facts import Facts
from kg.iris import ONTOLOGY, SAID
from kg.rdf.ontology import check_names, describe_ontology
from kg.rdf.publication import publish, write_ontologies
from kg.rdf.quads import to_quads
from kg.rdf.terms import load_vocabulary
from kg.schema import load_schema

PUBLISHED = Path(__file__).parents[2] / "ontologies"
KG = rdflib.Namespace(ONTOLOGY)


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data=publish()["kg.ttl"], format="turtle")


def test_published_files_are_those_that_the_sheets_give(tmp_path: Path) -> None:
    for path in write_ontologies(tmp_path):
        drift = f"{path.name} differs from the sheets: run kg ontology"
        assert path.read_text("utf-8") == (PUBLISHED / path.name).read_text("utf-8"), drift


def test_every_type_has_class_property_and_reported_property(ontology: rdflib.Graph) -> None:
    for name, event_type in load_schema().event_types.items():
        assert (KG[name], RDF.type, OWL.Class) in ontology
        assert (KG[name], KG.property, KG[event_type.property]) in ontology
        assert (KG[event_type.property], RDFS.subPropertyOf, rdflib.URIRef(SAID + event_type.property)) in ontology
        wider = set(ontology.transitive_objects(rdflib.URIRef(SAID + event_type.property), RDFS.subPropertyOf))
        assert all(str(property_).startswith(SAID) for property_ in wider), "what is said does not become what is"
        assert (KG[event_type.property], RDFS.subPropertyOf, KG[f"{event_type.group}Relation"]) in ontology
        assert rdflib.URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/Event") in set(
            ontology.transitive_objects(KG[name], RDFS.subClassOf)
        )


def test_every_term_has_french_and_english_labels(ontology: rdflib.Graph) -> None:
    for subject in set(ontology.subjects(RDF.type)):
        languages = {
            label.language for label in ontology.objects(subject, RDFS.label) if isinstance(label, rdflib.Literal)
        }
        assert {"fr", "en"} <= languages, subject


def test_every_own_term_in_the_data_is_declared(ontology: rdflib.Graph, seed: Document, seed_facts: Facts) -> None:
    declared = {str(s) for s in ontology.subjects(RDF.type)}
    used = {
        node.value
        for quad in to_quads(seed, seed_facts, load_schema())
        for node in (quad.predicate, quad.object)
        if hasattr(node, "value") and node.value.startswith((ONTOLOGY, SAID))
    }
    assert used <= declared
    assert len(used) > 30


def test_aligned_to_public_vocabularies(ontology: rdflib.Graph) -> None:
    sem = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
    assert (KG.agent, RDFS.subPropertyOf, sem.hasActor) in ontology
    assert (KG.Person, RDFS.subClassOf, rdflib.URIRef("https://schema.org/Person")) in ontology
    assert (KG.attributedTo, RDFS.subPropertyOf, rdflib.URIRef("http://www.w3.org/ns/prov#wasAttributedTo")) in ontology
    assert (KG.Accuse, KG.plover, rdflib.Literal("ACCUSE")) in ontology
    assert list(ontology.objects(KG.Accuse, SKOS.definition))


def test_a_name_for_two_things_is_an_error() -> None:
    schema = load_schema()
    kinds = dict(schema.event_types)
    kinds["Accuse"] = replace(kinds["Accuse"], property="agent")
    with pytest.raises(SchemaError, match="'agent' is used for 2"):
        describe_ontology(replace(schema, event_types=kinds))


def test_a_name_that_breaks_turtle_is_an_error() -> None:
    schema = load_schema()
    kinds = dict(schema.event_types)
    kinds["Accuse"] = replace(kinds["Accuse"], property="x . <a> <b")
    with pytest.raises(SchemaError, match="only letters"):
        check_names(replace(schema, event_types=kinds), load_vocabulary())


def test_a_group_without_label_is_an_error() -> None:
    schema = load_schema()
    kinds = dict(schema.event_types)
    kinds["Accuse"] = replace(kinds["Accuse"], group="gossip")
    with pytest.raises(SchemaError, match=r"gossip\.toml.*terms\.toml"):
        describe_ontology(replace(schema, event_types=kinds))
