"""Facts → quads: one named graph an article, fact nodes with their evidence, and plain triples for what is asserted.

The model, with an example, is described in ``ontologies/README.md``. No blank nodes: every node has an IRI that is the
same on each run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.document import Document
from kg.facts import Argument, Entity, Fact, Facts, Node, Quantity, Span
from kg.iris import article_iri, entity_iri, evidence_iri, publisher_iri
from kg.rdf.evidence import describe_evidence, hash_text
from kg.rdf.fillers import date_literal, describe_quantity, describe_time, find_time_bounds
from kg.rdf.serialization import sort_quads
from kg.rdf.terms import load_vocabulary
from kg.rdf.vocabulary import RDF_TYPE, term
from kg.schema import Schema

LONGEST_LABEL = 80


def to_quads(document: Document, facts: Facts, schema: Schema) -> tuple[Quad, ...]:
    """What ``document`` states, sorted, all in the graph named by the article.

    Raises ShapeViolation when the text has no words where a fact has its evidence.
    """
    graph = NamedNode(article_iri(document.name))
    names = {entity.id: entity.name for entity in facts.entities}
    triples = [*_describe_article(document)]
    for entity in facts.entities:
        triples += _describe_entity(entity, document.language)
    scene = _find_dateline(document, facts)
    if scene is not None:
        triples.append(Triple(graph, term("schema:locationCreated"), scene))
    for fact in facts.facts:
        triples += _FactWriter(document, schema, names, fact, scene).write()
    return sort_quads(Quad(t.subject, t.predicate, t.object, graph) for t in triples)


def _find_dateline(document: Document, facts: Facts) -> NamedNode | None:
    """The entity of the place where the article was written."""
    if document.dateline is None:
        return None
    span = document.dateline.place_span
    return next((NamedNode(e.id) for e in facts.entities if any(m.span == span for m in e.mentions)), None)


def node_iri(node: Node, document: str) -> str:
    """The entity of ``node``; a phrase that was not resolved gets an IRI under its article."""
    return node.entity if node.entity is not None else entity_iri(node.text, document)


def _describe_article(document: Document) -> Iterator[Triple]:
    article, metadata = NamedNode(article_iri(document.name)), document.metadata
    yield Triple(article, RDF_TYPE, term("schema:NewsArticle"))
    yield Triple(article, term("schema:identifier"), Literal(document.name))
    yield Triple(article, term("schema:inLanguage"), Literal(document.language))
    yield Triple(article, term("kg:sha256"), Literal(hash_text(document.text)))
    if metadata.title:
        yield Triple(article, term("schema:headline"), Literal(metadata.title, language=document.language))
    if metadata.published:
        yield Triple(article, term("schema:datePublished"), date_literal(metadata.published))
    if metadata.url:
        yield Triple(article, term("schema:url"), Literal(metadata.url, datatype=term("xsd:anyURI")))
    if document.dateline:
        span = document.dateline.span
        words = document.text[span.start_char : span.end_char].rstrip(" –—-")
        yield Triple(article, term("schema:dateline"), Literal(words))
    if metadata.author:
        yield Triple(article, term("schema:author"), Literal(metadata.author))
    if metadata.publisher:
        publisher = NamedNode(publisher_iri(metadata.publisher))
        yield Triple(article, term("schema:publisher"), publisher)
        yield Triple(publisher, RDF_TYPE, term("schema:Organization"))
        yield Triple(publisher, term("schema:name"), Literal(metadata.publisher))


def _describe_entity(entity: Entity, lang: str) -> Iterator[Triple]:
    node = NamedNode(entity.id)
    yield Triple(node, RDF_TYPE, term("kg:Entity"))
    yield Triple(node, RDF_TYPE, term(f"kg:{entity.type}"))
    yield Triple(node, term("rdfs:label"), Literal(entity.name, language=lang))
    yield Triple(node, term("skos:prefLabel"), Literal(entity.name, language=lang))
    for name in entity.names:
        if name != entity.name:
            yield Triple(node, term("skos:altLabel"), Literal(name, language=lang))
    for iri in entity.same_as:
        yield Triple(node, term("owl:sameAs"), NamedNode(iri))
    if entity.country:
        is_iri = entity.country.startswith(("http://", "https://"))
        yield Triple(node, term("kg:country"), NamedNode(entity.country) if is_iri else Literal(entity.country))


class _FactWriter:
    """Writes one fact; holds what every part of it needs."""

    def __init__(
        self, document: Document, schema: Schema, names: Mapping[str, str], fact: Fact, scene: NamedNode | None
    ) -> None:
        self.document, self.schema, self.names, self.fact, self.scene = document, schema, names, fact, scene
        self.node = NamedNode(fact.id)
        self.minted: dict[str, str] = {}

    def write(self) -> Iterator[Triple]:
        yield from self._describe_predicate()
        yield from self._describe_participants()
        for number, argument in enumerate(self.fact.arguments, 1):
            yield from self._describe_argument(argument, f"{argument.role}-{number}")
        yield from self._describe_default_place()
        yield from self._describe_attributions()
        yield from self._describe_provenance()
        yield from self._relate_entities()
        for iri, name in self.minted.items():
            yield Triple(NamedNode(iri), RDF_TYPE, term("kg:Entity"))
            yield Triple(NamedNode(iri), term("rdfs:label"), self._in_language(name))
            yield Triple(NamedNode(iri), term("skos:prefLabel"), self._in_language(name))

    def _describe_predicate(self) -> Iterator[Triple]:
        fact = self.fact
        yield self._state(RDF_TYPE, term("kg:Fact"))
        yield self._state(RDF_TYPE, term(f"kg:{fact.type}"))
        yield self._state(term("rdfs:label"), self._in_language(self._label()))
        yield self._state(term("kg:lemma"), self._in_language(fact.predicate))
        yield self._state(term("kg:polarity"), term(f"kg:{fact.polarity}"))
        yield self._state(term("kg:modality"), term(f"kg:{fact.modality}"))
        yield self._state(term("kg:status"), term(f"kg:{fact.status}"))
        for content in fact.content:
            yield self._state(term("kg:content"), NamedNode(content))

    def _describe_participants(self) -> Iterator[Triple]:
        for role, nodes in (("kg:agent", self.fact.agents), ("kg:patient", self.fact.patients)):
            for node in nodes:
                yield self._state(term(role), self._entity(node))

    def _describe_argument(self, argument: Argument, part: str) -> Iterator[Triple]:
        role, label = term(f"kg:{argument.role}"), self._in_language(argument.node.text)
        if argument.basis:
            yield self._state(term("kg:roleRule"), Literal(f"{argument.role} {argument.basis}: {argument.node.text}"))
        filler = NamedNode(f"{self.fact.id}.{part}")
        if argument.role == "time":
            value = argument.value if isinstance(argument.value, str) else None
            yield self._state(role, filler)
            yield from describe_time(filler, label, value, argument.mod)
        elif argument.role == "quantity":
            amount = argument.value if isinstance(argument.value, Quantity) else None
            yield self._state(role, filler)
            yield from describe_quantity(filler, label, amount)
        elif load_vocabulary().role_range(argument.role) == "rdf:langString":
            yield self._state(role, label)
        else:
            yield self._state(role, self._entity(argument.node))

    def _describe_default_place(self) -> Iterator[Triple]:
        """Where something was said when the text tells no place: perhaps where the article was written."""
        speech = self.schema.event_types[self.fact.type].group == "speech"
        if self.scene is not None and speech and all(a.role != "place" for a in self.fact.arguments):
            yield self._state(term("kg:defaultPlace"), self.scene)

    def _describe_time_bounds(self) -> Iterator[Triple]:
        for name, day in zip(("kg:earliest", "kg:latest"), find_time_bounds(self.fact), strict=True):
            if day is not None:
                yield self._state(term(name), date_literal(day))

    def _describe_attributions(self) -> Iterator[Triple]:
        for number, attribution in enumerate(self.fact.attributions, 1):
            source, node = self._entity(attribution.source), NamedNode(f"{self.fact.id}.source-{number}")
            yield self._state(term("kg:attributedTo"), source)
            yield self._state(term("prov:qualifiedAttribution"), node)
            yield Triple(node, RDF_TYPE, term("prov:Attribution"))
            yield Triple(node, term("prov:agent"), source)
            yield from self._prove(node, attribution.cue)

    def _describe_provenance(self) -> Iterator[Triple]:
        provenance = self.fact.provenance
        cue = self.document.text[provenance.cue.start_char : provenance.cue.end_char]
        yield from self._describe_time_bounds()
        yield from self._prove(self.node, provenance.evidence)
        yield self._state(term("kg:cue"), Literal(cue))
        yield self._state(term("kg:extractor"), Literal(provenance.extractor))
        yield self._state(term("kg:rule"), Literal(provenance.rule))
        for repair in provenance.repairs:
            yield self._state(term("kg:repair"), Literal(repair))
        yield self._state(term("prov:wasDerivedFrom"), NamedNode(article_iri(self.document.name)))

    def _relate_entities(self) -> Iterator[Triple]:
        """The plain triples: the type's own property when asserted, its ``said:`` one when reported, else none."""
        namespace = {"asserted": "kg", "reported": "said"}.get(self.fact.status)
        if namespace is None:
            return
        relation = term(f"{namespace}:{self.schema.event_types[self.fact.type].property}")
        for agent, patient in self.fact.pairs():
            if agent and patient:
                yield Triple(self._entity(agent), relation, self._entity(patient))

    def _state(self, predicate: NamedNode, value: NamedNode | Literal) -> Triple:
        return Triple(self.node, predicate, value)

    def _prove(self, node: NamedNode, span: Span) -> Iterator[Triple]:
        yield Triple(
            node, term("kg:evidence"), NamedNode(evidence_iri(self.document.name, span.start_char, span.end_char))
        )
        yield from describe_evidence(self.document, span)

    def _entity(self, node: Node) -> NamedNode:
        """The entity of ``node``; one that was not resolved is described beside the fact."""
        iri = node_iri(node, self.document.name)
        if iri not in self.names and node.entity is None:
            self.minted.setdefault(iri, node.text)
        return NamedNode(iri)

    def _in_language(self, words: str) -> Literal:
        return Literal(words, language=self.document.language)

    def _label(self) -> str:
        fact = self.fact
        parts = [self._join(fact.agents), fact.predicate, self._join(fact.patients)]
        label = " – ".join(part for part in parts if part)
        if fact.status == "asserted":
            return label
        status = load_vocabulary().individuals[fact.status].label
        return f"{label} [{status.get(self.document.language, status['en'])}]"

    def _join(self, nodes: Sequence[Node]) -> str:
        names = (self.names.get(node.entity or "", node.text) for node in nodes)
        return ", ".join(n if len(n) <= LONGEST_LABEL else n[: LONGEST_LABEL - 1] + "…" for n in names)
