"""Facts → quads: what stands as a plain triple, what a fact node carries, and hostile text."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document import Document
from kg.errors import ShapeViolation
from kg.facts import (
    Argument,
    Attribution,
    Entity,
    Fact,
    Facts,
    Mention,
    Modality,
    Node,
    Polarity,
    Provenance,
    Quantity,
    Span,
)
from kg.iris import ARTICLE, BASE, ENTITY, FACT, ONTOLOGY, SAID, entity_iri
from kg.rdf.evidence import check_evidence
from kg.rdf.quads import to_quads
from kg.rdf.serialization import serialize_quads
from kg.rdf.statements import to_statements
from kg.rdf.validation import validate
from kg.rdf.vocabulary import RDF_TYPE, term
from kg.schema import load_schema

HOSTILE = [
    'Jean "le Rouge" <b>Dupont</b>',
    "javascript:alert(1)",
    "</script><script>alert(1)</script>",
    "une\nligne\tet \\ une autre",
    "\u202eEvil\u200f Corp\u2066",
    "a} . kg:x kg:y kg:z",
    "\U0001f1eb\U0001f1f7 République",
    "%s%zz%00 #?&=",
    "x" * 5000,
    "l’État d'Israël",
    "\x0b\x7f contrôle",
]


@pytest.fixture(scope="module")
def quads(seed: Document, seed_facts: Facts) -> tuple[ox.Quad, ...]:
    return to_quads(seed, seed_facts, load_schema())


def iri(node: object) -> str:
    """An IRI or the text of a literal."""
    assert isinstance(node, ox.NamedNode | ox.Literal)
    return node.value


def relations(quads: tuple[ox.Quad, ...]) -> set[tuple[str, str, str]]:
    """The plain triples, in short."""
    entities = {q.subject for q in quads if q.predicate == RDF_TYPE and q.object == term("kg:Entity")}
    return {
        (iri(q.subject).removeprefix(BASE), q.predicate.value.removeprefix(BASE), iri(q.object).removeprefix(BASE))
        for q in quads
        if q.subject in entities and q.object in entities
    }


def values(quads: tuple[ox.Quad, ...], subject: str, predicate: str) -> set[str]:
    return {iri(q.object) for q in quads if iri(q.subject) == subject and q.predicate == term(predicate)}


def fact_of(facts: Facts, type_: str, status: str) -> Fact:
    return next(f for f in facts.facts if f.type == type_ and f.status == status)


def test_only_asserted_and_reported_facts_stand_as_plain_triples(quads: tuple[ox.Quad, ...]) -> None:
    assert relations(quads) == {
        ("entity/Jens_Stoltenberg", "ontology#meets", "entity/Volodymyr_Zelensky"),
        ("entity/Russie", "ontology#accuses", "entity/seed/alliés_occidentaux_de_l_Ukraine"),
        ("entity/Royaume-Uni", "ontology#supplies", "entity/seed/Missiles_Storm_Shadow"),
        ("entity/France", "ontology#supplies", "entity/seed/Missiles_Storm_Shadow"),
        ("entity/OTAN", "said#supplies", "entity/seed/munitions"),
        ("entity/Ukraine", "said#kills", "entity/Viktor_Sokolov"),
    }


@given(
    polarity=st.sampled_from(["positive", "negative"]),
    modality=st.sampled_from(["actual", "future", "possible", "conditional", "intended", "necessary"]),
    sources=st.integers(0, 2),
)
@settings(max_examples=40, deadline=None)
def test_plain_triple_follows_status(
    seed: Document, seed_facts: Facts, polarity: Polarity, modality: Modality, sources: int
) -> None:
    model = seed_facts.facts[0]
    attributions = tuple(Attribution(node, node.span) for node in (*model.agents, *model.patients)[:sources])
    fact = replace(model, polarity=polarity, modality=modality, attributions=attributions)
    quads = to_quads(seed, Facts("seed", seed_facts.entities, (fact,)), load_schema())
    real = polarity == "positive" and modality == "actual"
    expected = ({"said#meets"} if sources else {"ontology#meets"}) if real else set()
    assert {predicate for _, predicate, _ in relations(quads)} == expected
    validate(quads)


def test_everything_stands_in_the_graph_of_the_article(quads: tuple[ox.Quad, ...]) -> None:
    assert {iri(q.graph_name) for q in quads} == {ARTICLE + "seed"}


def test_no_blank_nodes_and_own_iris(quads: tuple[ox.Quad, ...]) -> None:
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        assert iri(quad.subject).startswith(BASE)


def test_fact_node_says_what_the_fact_is(quads: tuple[ox.Quad, ...], seed_facts: Facts) -> None:
    fact = fact_of(seed_facts, "Supply", "reported")
    assert values(quads, fact.id, "rdf:type") == {ONTOLOGY + "Fact", ONTOLOGY + "Supply"}
    assert values(quads, fact.id, "kg:lemma") == {"fournir"}
    assert values(quads, fact.id, "rdfs:label") == {"OTAN – fournir – munitions [rapporté]"}
    assert values(quads, fact.id, "kg:agent") == {ENTITY + "OTAN"}
    assert values(quads, fact.id, "kg:patient") == {ENTITY + "seed/munitions"}
    assert values(quads, fact.id, "kg:recipient") == {ENTITY + "Ukraine"}
    assert values(quads, fact.id, "kg:status") == {ONTOLOGY + "reported"}
    assert values(quads, fact.id, "kg:polarity") == {ONTOLOGY + "positive"}
    assert values(quads, fact.id, "kg:modality") == {ONTOLOGY + "actual"}
    assert values(quads, fact.id, "kg:attributedTo") == {ENTITY + "Jens_Stoltenberg"}
    assert values(quads, fact.id, "kg:cue") == {"contrats"}
    assert values(quads, fact.id, "kg:rule") == {"active"}
    assert values(quads, fact.id, "prov:wasDerivedFrom") == {ARTICLE + "seed"}
    [amount] = values(quads, fact.id, "kg:quantity")
    assert values(quads, amount, "rdf:type") == {"https://schema.org/MonetaryAmount"}
    assert values(quads, amount, "schema:value") == {"2400000000"}
    assert values(quads, amount, "schema:currency") == {"EUR"}
    [source] = values(quads, fact.id, "prov:qualifiedAttribution")
    [evidence] = values(quads, source, "kg:evidence")
    assert values(quads, evidence + ".quote", "oa:exact") == {"a déclaré"}


def test_evidence_quotes_the_text(quads: tuple[ox.Quad, ...], seed: Document, seed_facts: Facts) -> None:
    fact = fact_of(seed_facts, "Meet", "asserted")
    [evidence] = values(quads, fact.id, "kg:evidence")
    [start] = values(quads, evidence + ".position", "oa:start")
    [end] = values(quads, evidence + ".position", "oa:end")
    [exact] = values(quads, evidence + ".quote", "oa:exact")
    [prefix] = values(quads, evidence + ".quote", "oa:prefix")
    [suffix] = values(quads, evidence + ".quote", "oa:suffix")
    assert seed.text[int(start) : int(end)] == exact == "Jens Stoltenberg rencontré le président Volodymyr Zelensky"
    assert prefix == "KIEV, Ukraine (AP) — Secrétaire général de l’OTAN "
    assert suffix == " pour discuter de l’état de la guerre et des besoins des troupes jeudi, le"
    assert check_evidence(to_statements(quads), seed.text) == len({f.provenance.evidence for f in seed_facts.facts}) + 3


def test_evidence_of_another_version_of_the_text_is_found_out(quads: tuple[ox.Quad, ...], seed: Document) -> None:
    with pytest.raises(ShapeViolation, match="another version of the article"):
        check_evidence(to_statements(quads), seed.text.replace("KIEV", "Kyiv!"))


@pytest.mark.parametrize("shift", [(0, 100_000), (100_000, 100_010)])
def test_evidence_beyond_the_text_is_refused(seed: Document, seed_facts: Facts, shift: tuple[int, int]) -> None:
    fact = seed_facts.facts[0]
    provenance = replace(fact.provenance, evidence=Span(*shift))
    with pytest.raises(ShapeViolation, match="defect of the extractor"):
        to_quads(seed, Facts("seed", (), (replace(fact, provenance=provenance),)), load_schema())


def test_blank_evidence_is_refused(seed: Document, seed_facts: Facts) -> None:
    blank = seed.text.index("\n\n")
    fact = replace(seed_facts.facts[0], provenance=Provenance(Span(blank, blank + 2), Span(0, 4), "clauses", "active"))
    with pytest.raises(ShapeViolation, match="must be words"):
        to_quads(seed, Facts("seed", (), (fact,)), load_schema())


@pytest.mark.parametrize(
    ("value", "class_", "position", "bounds"),
    [
        ("2023-09-28", "Instant", {"inXSDDate": "2023-09-28"}, ("2023-09-28", "2023-09-28")),
        (
            "2023-09-28T10:30",
            "Instant",
            {"inXSDDate": "2023-09-28", "inXSDDateTime": "2023-09-28T10:30:00"},
            ("2023-09-28", "2023-09-28"),
        ),
        (
            "2012-05-22T07:44Z",
            "Instant",
            {"inXSDDate": "2012-05-22", "inXSDDateTimeStamp": "2012-05-22T07:44:00Z"},
            ("2012-05-22", "2012-05-22"),
        ),
        ("2023-09", "Instant", {"inXSDgYearMonth": "2023-09"}, ("2023-09-01", "2023-09-30")),
        ("2024", "Instant", {"inXSDgYear": "2024"}, ("2024-01-01", "2024-12-31")),
        ("2023-W38", "Interval", {}, ("2023-09-18", "2023-09-24")),
        ("2022-12/2023-02", "Interval", {}, ("2022-12-01", "2023-02-28")),
        ("P3D", "TemporalEntity", {"hasXSDDuration": "P3D"}, None),
        ("P3W", "TemporalEntity", {"hasXSDDuration": "P21D"}, None),
        ("PT90M", "TemporalEntity", {"hasXSDDuration": "PT90M"}, None),
        ("2023-13", "TemporalEntity", {}, None),
        (None, "TemporalEntity", {}, None),
    ],
)
def test_times(
    seed: Document,
    seed_facts: Facts,
    value: str | None,
    class_: str,
    position: dict[str, str],
    bounds: tuple[str, str] | None,
) -> None:
    fact = seed_facts.facts[0]
    time = Argument("time", fact.arguments[0].node, value)
    quads = to_quads(seed, Facts("seed", seed_facts.entities, (replace(fact, arguments=(time,)),)), load_schema())
    [node] = values(quads, fact.id, "kg:time")
    assert values(quads, node, "rdf:type") == {term(f"time:{class_}").value}
    assert values(quads, node, "rdfs:label") == {"jeudi"}
    assert values(quads, node, "rdf:value") == ({value} if value else set())
    for name, text in position.items():
        assert values(quads, node, f"time:{name}") == {text}
    days = (values(quads, fact.id, "kg:earliest"), values(quads, fact.id, "kg:latest"))
    assert days == (({bounds[0]}, {bounds[1]}) if bounds else (set(), set()))
    if class_ == "Interval":
        assert bounds is not None
        assert values(quads, node + ".begin", "time:inXSDDate") == {bounds[0]}
        assert values(quads, node + ".end", "time:inXSDDate") == {bounds[1]}
    validate(quads)


@pytest.mark.parametrize(
    ("mod", "earliest", "latest", "open_"),
    [("SINCE", {"2014-01-01"}, set(), "hasEnd"), ("UNTIL", set(), {"2014-12-31"}, "hasBeginning")],
)
def test_a_time_may_be_open(
    seed: Document, seed_facts: Facts, mod: str, earliest: set[str], latest: set[str], open_: str
) -> None:
    fact = seed_facts.facts[0]
    time = Argument("time", fact.arguments[0].node, "2014", mod=mod)
    quads = to_quads(seed, Facts("seed", seed_facts.entities, (replace(fact, arguments=(time,)),)), load_schema())
    [node] = values(quads, fact.id, "kg:time")
    assert values(quads, node, "rdf:type") == {term("time:Interval").value}
    assert values(quads, node, "kg:timeModifier") == {mod}
    assert not values(quads, node, f"time:{open_}")
    assert (values(quads, fact.id, "kg:earliest"), values(quads, fact.id, "kg:latest")) == (earliest, latest)
    validate(quads)


def test_how_a_role_was_told_is_written(seed: Document, seed_facts: Facts) -> None:
    fact = seed_facts.facts[0]
    lent = replace(fact, arguments=(replace(fact.arguments[0], basis="shared"), fact.arguments[1]))
    quads = to_quads(seed, Facts("seed", seed_facts.entities, (lent,)), load_schema())
    assert values(quads, fact.id, "kg:roleRule") == {"time shared: jeudi"}
    validate(quads)


def test_the_dateline_is_the_default_place_of_speech_alone(seed: Document, seed_facts: Facts) -> None:
    assert seed.dateline is not None
    span = seed.dateline.place_span
    here = Entity(ENTITY + "Kiev", "Place", "Kiev", ("Kiev",), (Mention("KIEV", span, "Place"),), named=True)
    quads = to_quads(seed, replace(seed_facts, entities=(*seed_facts.entities, here)), load_schema())
    speech = {fact.id for fact in seed_facts.facts if load_schema().event_types[fact.type].group == "speech"}
    assert speech
    for fact in seed_facts.facts:
        assert values(quads, fact.id, "kg:defaultPlace") == ({here.id} if fact.id in speech else set())
        assert here.id not in values(quads, fact.id, "kg:place")
    assert values(quads, ARTICLE + "seed", "schema:locationCreated") == {here.id}
    validate(quads)


@pytest.mark.parametrize(("unit", "iri"), [("km", "KiloM"), ("%", "PERCENT"), ("a", "YR"), ("officiers", None)])
def test_measures_have_units_of_qudt(seed: Document, seed_facts: Facts, unit: str, iri: str | None) -> None:
    fact = seed_facts.facts[0]
    amount = Argument("quantity", fact.arguments[0].node, Quantity(34.0, unit))
    quads = to_quads(seed, Facts("seed", seed_facts.entities, (replace(fact, arguments=(amount,)),)), load_schema())
    [node] = values(quads, fact.id, "kg:quantity")
    assert values(quads, node, "qudt:hasUnit") == ({f"http://qudt.org/vocab/unit/{iri}"} if iri else set())
    assert values(quads, node, "schema:unitText") == {unit}
    validate(quads)


def test_amounts_with_bounds(seed: Document, seed_facts: Facts) -> None:
    fact = seed_facts.facts[0]
    words = seed_facts.facts[3].arguments[1].node
    amount = Argument("quantity", words, Quantity(0.1, "%", 0.05, 1e-7, approximate=True))
    quads = to_quads(seed, Facts("seed", seed_facts.entities, (replace(fact, arguments=(amount,)),)), load_schema())
    [node] = values(quads, fact.id, "kg:quantity")
    assert values(quads, node, "rdf:type") == {"https://schema.org/QuantitativeValue"}
    assert values(quads, node, "schema:value") == {"0.1"}
    assert values(quads, node, "schema:minValue") == {"0.05"}
    assert values(quads, node, "schema:maxValue") == {"0.0000001"}
    assert values(quads, node, "schema:unitText") == {"%"}
    assert values(quads, node, "kg:approximate") == {"true"}
    validate(quads)


def test_amount_in_words_alone(seed: Document, seed_facts: Facts) -> None:
    fact = seed_facts.facts[0]
    amount = Argument("quantity", fact.arguments[0].node)
    quads = to_quads(seed, Facts("seed", seed_facts.entities, (replace(fact, arguments=(amount,)),)), load_schema())
    [node] = values(quads, fact.id, "kg:quantity")
    assert values(quads, node, "rdfs:label") == {"jeudi"}
    assert values(quads, node, "schema:value") == set()
    validate(quads)


def test_article_and_entities(quads: tuple[ox.Quad, ...]) -> None:
    article = ARTICLE + "seed"
    assert values(quads, article, "schema:datePublished") == {"2023-09-28"}
    assert values(quads, article, "schema:inLanguage") == {"fr"}
    assert values(quads, article, "schema:dateline") == {"KIEV, Ukraine (AP)"}
    [publisher] = values(quads, article, "schema:publisher")
    assert values(quads, publisher, "schema:name") == {"Associated Press"}
    person = ENTITY + "Jens_Stoltenberg"
    assert values(quads, person, "rdf:type") == {ONTOLOGY + "Entity", ONTOLOGY + "Person"}
    assert values(quads, person, "skos:prefLabel") == {"Jens Stoltenberg"}
    assert values(quads, person, "skos:altLabel") == {"Stoltenberg", "secrétaire général de l’OTAN"}


def test_same_as_and_country(seed: Document) -> None:
    entity = Entity(ENTITY + "Paris", "Place", "Paris", ("Paris",), (), "FR", ("http://www.wikidata.org/entity/Q90",))
    quads = to_quads(seed, Facts("seed", (entity,)), load_schema())
    assert values(quads, entity.id, "owl:sameAs") == {"http://www.wikidata.org/entity/Q90"}
    assert values(quads, entity.id, "kg:country") == {"FR"}
    validate(quads)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_literals(seed: Document, seed_facts: Facts, name: str) -> None:
    own = entity_iri(name, "seed")
    span = seed_facts.facts[0].agents[0].span
    entity = Entity(own, "Person", name, (name, name + " bis"))
    fact = replace(
        seed_facts.facts[0],
        predicate=name[:50],
        agents=(Node(name, span, 0, own),),
        patients=(Node(name + " seul", span, 0),),
        arguments=(Argument("title", Node(name, span, 0)), Argument("place", Node(name + " lieu", span, 0))),
        provenance=replace(seed_facts.facts[0].provenance, rule=name),
    )
    quads = to_quads(seed, Facts("seed", (entity,), (fact,)), load_schema())
    validate(quads)
    for kind, form in (
        ("ttl", ox.RdfFormat.TURTLE),
        ("trig", ox.RdfFormat.TRIG),
        ("nq", ox.RdfFormat.N_QUADS),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        read = {q.triple for q in ox.parse(serialize_quads(quads, kind), format=form)}
        assert read == {q.triple for q in quads}
    assert values(quads, own, "rdfs:label") == {name}
    assert values(quads, fact.id, "kg:title") == {name}


def test_empty_article_has_its_description_alone(seed: Document) -> None:
    quads = to_quads(seed, Facts("seed"), load_schema())
    assert {iri(q.subject) for q in quads} == {ARTICLE + "seed", BASE + "publisher/Associated_Press"}
    validate(quads)


def test_facts_point_to_facts(quads: tuple[ox.Quad, ...], seed_facts: Facts) -> None:
    said = fact_of(seed_facts, "Say", "asserted")
    [content] = values(quads, said.id, "kg:content")
    assert content == fact_of(seed_facts, "Kill", "reported").id
    assert content.startswith(FACT + "seed/tuer-")
    assert not any(q.predicate.value.startswith(SAID) and iri(q.subject) == said.id for q in quads)
