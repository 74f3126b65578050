"""Each shape finds what it is there to find."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.document import Document
from kg.errors import ShapeViolation
from kg.facts import Fact, Facts
from kg.iris import ARTICLE, ENTITY
from kg.rdf.quads import to_quads
from kg.rdf.validation import validate
from kg.rdf.vocabulary import RDF_TYPE, term
from kg.schema import load_schema

GRAPH = ox.NamedNode(ARTICLE + "seed")
OTAN, ARTICLE_NODE = ox.NamedNode(ENTITY + "OTAN"), ox.NamedNode(ARTICLE + "seed")
Quads = tuple[ox.Quad, ...]


@pytest.fixture(scope="module")
def quads(seed: Document, seed_facts: Facts) -> Quads:
    return to_quads(seed, seed_facts, load_schema())


def find(quads: Quads, predicate: str, value: str | None = None) -> ox.Quad:
    """The first quad with this predicate, and this value if one is given."""
    return next(
        q for q in quads if q.predicate == term(predicate) and value in (None, getattr(q.object, "value", None))
    )


def drop(predicate: str, value: str | None = None) -> Callable[[Quads], Quads]:
    return lambda quads: tuple(q for q in quads if q != find(quads, predicate, value))


def put(predicate: str, new: ox.NamedNode | ox.Literal, value: str | None = None) -> Callable[[Quads], Quads]:
    """Replace the object of the first such quad."""

    def change(quads: Quads) -> Quads:
        old = find(quads, predicate, value)
        return (*(q for q in quads if q != old), ox.Quad(old.subject, old.predicate, new, GRAPH))

    return change


def add(predicate: str, new: ox.NamedNode | ox.Literal, value: str | None = None) -> Callable[[Quads], Quads]:
    """Give the subject of the first such quad another value."""

    def change(quads: Quads) -> Quads:
        old = find(quads, predicate, value)
        return (*quads, ox.Quad(old.subject, old.predicate, new, GRAPH))

    return change


def date(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=term("xsd:date"))


def number(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=term("xsd:integer"))


KG = "https://kg.example/ontology#"
BREAKS = {
    "a fact without its type": (drop("rdf:type", KG + "Meet"), "Fact-type"),
    "a fact of two types": (add("rdf:type", term("kg:Kill"), KG + "Meet"), "Fact-type"),
    "a fact of an unknown type": (put("rdf:type", term("kg:Dance"), KG + "Meet"), "Fact-type"),
    "no lemma": (drop("kg:lemma"), "Fact-lemma"),
    "two lemmas": (add("kg:lemma", ox.Literal("autre", language="fr")), "Fact-lemma"),
    "empty lemma": (put("kg:lemma", ox.Literal("", language="fr")), "Fact-lemma"),
    "no polarity": (drop("kg:polarity"), "Fact-polarity"),
    "unknown polarity": (put("kg:polarity", term("kg:perhaps")), "Fact-polarity"),
    "no modality": (drop("kg:modality"), "Fact-modality"),
    "two modalities": (add("kg:modality", term("kg:future")), "Fact-modality"),
    "no status": (drop("kg:status"), "Fact-status"),
    "asserted but negative": (put("kg:polarity", term("kg:negative"), KG + "positive"), "Asserted-facts"),
    "denied but positive": (put("kg:polarity", term("kg:positive"), KG + "negative"), "Denied-facts"),
    "unreal but actual": (put("kg:modality", term("kg:actual"), KG + "intended"), "Unreal-facts"),
    "reported, no source": (drop("kg:attributedTo", ENTITY + "Ukraine"), "Reported-facts"),
    "asserted though reported": (put("kg:status", term("kg:asserted"), KG + "reported"), "Asserted-facts"),
    "asserted though unreal": (put("kg:status", term("kg:asserted"), KG + "unreal"), "Asserted-facts"),
    "no evidence": (drop("kg:evidence"), "Fact-evidence"),
    "evidence that is none": (put("kg:evidence", OTAN), "Fact-evidence"),
    "no cue": (drop("kg:cue"), "Fact-cue"),
    "no rule": (drop("kg:rule"), "Fact-rule"),
    "no extractor": (drop("kg:extractor"), "Fact-extractor"),
    "no article": (drop("prov:wasDerivedFrom"), "Fact-article"),
    "agent is no entity": (put("kg:agent", ox.NamedNode(ENTITY + "Inconnu")), "Fact-agent"),
    "agent is a text": (put("kg:agent", ox.Literal("OTAN")), "Fact-agent"),
    "patient is no entity": (put("kg:patient", ARTICLE_NODE), "Fact-patient"),
    "recipient is no entity": (put("kg:recipient", ARTICLE_NODE), "Fact-recipient"),
    "source is no entity": (put("kg:attributedTo", ARTICLE_NODE, ENTITY + "Jens_Stoltenberg"), "Fact-attributedTo"),
    "content is no fact": (put("kg:content", OTAN), "Fact-content"),
    "earliest after latest": (put("kg:latest", date("2022-01-01")), "Fact-earliest"),
    "attribution without agent": (drop("prov:agent"), "Attribution-agent"),
    "evidence ends before it starts": (put("oa:end", number("0")), "Position-start"),
    "no start": (drop("oa:start"), "Evidence-position"),
    "no quotation": (drop("oa:exact"), "Evidence-quote"),
    "blank quotation": (put("oa:exact", ox.Literal(" \n")), "Quote-exact"),
    "evidence without its article": (drop("oa:hasSource"), "Evidence-source"),
    "evidence without its quotation": (drop("oa:hasSelector"), "Evidence-selectors"),
    "quotation of another class": (drop("rdf:type", "http://www.w3.org/ns/oa#TextQuoteSelector"), "QuoteShape"),
    "entity of two types": (add("rdf:type", term("kg:Place"), KG + "Person"), "Entity-type"),
    "entity without name": (drop("skos:prefLabel"), "Entity-prefLabel"),
    "plain triple to a text": (put("kg:accuses", ox.Literal("alliés")), "RelationShape"),
    "plain triple to an article": (put("said:kills", ARTICLE_NODE), "RelationShape"),
    "time without words": (drop("rdfs:label", "jeudi"), "Time-label"),
    "amount without words": (drop("rdfs:label", "2,4 milliards d’euros"), "Quantity-label"),
    "amount that is a text": (put("schema:value", ox.Literal("beaucoup")), "Quantity-value"),
    "article without hash": (drop("kg:sha256"), "Article-sha256"),
    "article without language": (drop("schema:inLanguage"), "Article-language"),
}


def test_what_is_written_conforms(quads: Quads) -> None:
    validate(quads)


@pytest.mark.parametrize("name", BREAKS)
def test_violations_are_found(quads: Quads, name: str) -> None:
    change, shape = BREAKS[name]
    broken = change(quads)
    assert set(broken) != set(quads)
    with pytest.raises(ShapeViolation) as caught:
        validate(broken)
    assert f"shape https://kg.example/shapes#{shape}" in str(caught.value)
    assert "focus node " in str(caught.value)


def test_same_as_must_be_a_web_address(quads: Quads) -> None:
    bad = ox.Quad(OTAN, term("owl:sameAs"), ox.NamedNode("javascript:alert"), GRAPH)
    with pytest.raises(ShapeViolation, match="Entity-sameAs"):
        validate((*quads, bad))


def test_blank_nodes_are_refused(quads: Quads) -> None:
    with pytest.raises(ShapeViolation, match="give every node an IRI"):
        validate((*quads, ox.Quad(ox.BlankNode(), RDF_TYPE, term("kg:Entity"), GRAPH)))


def test_graphs_are_checked_each_for_itself(quads: Quads) -> None:
    other = ox.NamedNode(ARTICLE + "autre")
    moved = tuple(ox.Quad(q.subject, q.predicate, q.object, other) for q in quads if q.subject != OTAN)
    validate(quads)
    with pytest.raises(ShapeViolation, match="article/autre"):
        validate((*quads, *moved))


def test_a_long_article_is_checked_in_time(seed: Document, seed_facts: Facts) -> None:
    def copy(fact: Fact, number: int) -> Fact:
        return replace(fact, id=f"{fact.id}{number}", content=())

    facts = tuple(copy(fact, number) for number in range(15) for fact in seed_facts.facts)
    quads = to_quads(seed, replace(seed_facts, facts=facts), load_schema())
    validate(quads)
    start = time.perf_counter()
    validate(quads)
    assert len(facts) == 120
    assert time.perf_counter() - start < 2
