"""Facts → quads: one named graph an article, fact nodes with their evidence, and plain triples for what is asserted.

The model, with an example, is described in ``ontologies/README.md``. No blank nodes: every node has an IRI that is the
same on each run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Quad, RdfFormat, parse

from kg.document import Document
from kg.facts import Argument, Entity, Fact, Facts, Node, Quantity, Span
from kg.iris import article_iri, entity_iri, evidence_iri, publisher_iri
from kg.rdf.evidence import describe_evidence, hash_text
from kg.rdf.fillers import describe_quantity, describe_time, find_time_bounds, write_date
from kg.rdf.statements import (
    TYPE,
    Statement,
    literal,
    named,
    resource,
    sort_statements,
    typed_literal,
    write_statements,
)
from kg.rdf.terms import load_vocabulary
from kg.schema import Schema

LONGEST_LABEL = 80


def to_quads(document: Document, facts: Facts, schema: Schema) -> tuple[Quad, ...]:
    """What ``document`` states, sorted, all in the graph named by the article.

    Raises ShapeViolation when the text has no words where a fact has its evidence.
    """
    return read_nquads(write_nquads(((document, facts),), schema))


def read_nquads(text: str) -> tuple[Quad, ...]:
    """The quads that ``write_nquads`` wrote."""
    return tuple(parse(text, format=RdfFormat.N_QUADS))


def write_nquads(articles: Iterable[tuple[Document, Facts]], schema: Schema) -> str:
    """The N-Quads of articles, sorted by graph, subject, predicate (``rdf:type`` first) and object.

    Raises ShapeViolation.
    """
    graphs: dict[str, list[Statement]] = {}
    for document, facts in articles:
        graphs.setdefault(resource(article_iri(document.name)), []).extend(describe(document, facts, schema))
    return "".join(write_statements(sort_statements(graphs[graph]), graph) for graph in sorted(graphs))


def describe(document: Document, facts: Facts, schema: Schema) -> Iterator[Statement]:
    """What ``document`` states, in the order of the text, some of it twice. Raises ShapeViolation."""
    names = {entity.id: entity.name for entity in facts.entities}
    yield from _describe_article(document)
    for entity in facts.entities:
        yield from _describe_entity(entity, document.language)
    scene = _find_dateline(document, facts)
    quoted: set[Span] = set()
    if scene is not None:
        yield resource(article_iri(document.name)), named("schema:locationCreated"), scene
    for fact in facts.facts:
        yield from _FactWriter(document, schema, names, fact, scene, quoted).write()


def _find_dateline(document: Document, facts: Facts) -> str | None:
    """The entity of the place where the article was written."""
    if document.dateline is None:
        return None
    span = document.dateline.place_span
    return next((resource(e.id) for e in facts.entities if any(m.span == span for m in e.mentions)), None)


def node_iri(node: Node, document: str) -> str:
    """The entity of ``node``; a phrase that was not resolved gets an IRI under its article."""
    return node.entity if node.entity is not None else entity_iri(node.text, document)


def _describe_article(document: Document) -> Iterator[Statement]:
    article, metadata = resource(article_iri(document.name)), document.metadata
    yield article, TYPE, named("schema:NewsArticle")
    yield article, named("schema:identifier"), literal(document.name)
    yield article, named("schema:inLanguage"), literal(document.language)
    yield article, named("kg:sha256"), literal(hash_text(document.text))
    if metadata.title:
        yield article, named("schema:headline"), literal(metadata.title, document.language)
    if metadata.published:
        yield article, named("schema:datePublished"), write_date(metadata.published)
    if metadata.url:
        yield article, named("schema:url"), typed_literal(metadata.url, "xsd:anyURI")
    if document.dateline:
        span = document.dateline.span
        words = document.text[span.start_char : span.end_char].rstrip(" –—-")
        yield article, named("schema:dateline"), literal(words)
    if metadata.author:
        yield article, named("schema:author"), literal(metadata.author)
    if metadata.publisher:
        publisher = resource(publisher_iri(metadata.publisher))
        yield article, named("schema:publisher"), publisher
        yield publisher, TYPE, named("schema:Organization")
        yield publisher, named("schema:name"), literal(metadata.publisher)


def _describe_entity(entity: Entity, lang: str) -> Iterator[Statement]:
    node = resource(entity.id)
    yield node, TYPE, named("kg:Entity")
    yield node, TYPE, named(f"kg:{entity.type}")
    yield node, named("rdfs:label"), literal(entity.name, lang)
    yield node, named("skos:prefLabel"), literal(entity.name, lang)
    for name in entity.names:
        if name != entity.name:
            yield node, named("skos:altLabel"), literal(name, lang)
    for iri in entity.same_as:
        yield node, named("owl:sameAs"), resource(iri)
    if entity.country:
        is_iri = entity.country.startswith(("http://", "https://"))
        yield node, named("kg:country"), resource(entity.country) if is_iri else literal(entity.country)


class _FactWriter:
    """Writes one fact; holds what every part of it needs."""

    def __init__(
        self,
        document: Document,
        schema: Schema,
        names: Mapping[str, str],
        fact: Fact,
        scene: str | None,
        quoted: set[Span],
    ) -> None:
        self.document, self.schema, self.names, self.fact, self.scene = document, schema, names, fact, scene
        self.quoted = quoted
        self.node = resource(fact.id)
        self.minted: dict[str, str] = {}

    def write(self) -> Iterator[Statement]:
        yield from self._describe_predicate()
        yield from self._describe_participants()
        for number, argument in enumerate(self.fact.arguments, 1):
            yield from self._describe_argument(argument, f"{argument.role}-{number}")
        yield from self._describe_default_place()
        yield from self._describe_attributions()
        yield from self._describe_provenance()
        yield from self._relate_entities()
        for iri, name in self.minted.items():
            yield resource(iri), TYPE, named("kg:Entity")
            yield resource(iri), named("rdfs:label"), self._in_language(name)
            yield resource(iri), named("skos:prefLabel"), self._in_language(name)

    def _describe_predicate(self) -> Iterator[Statement]:
        fact = self.fact
        yield self._state(TYPE, named("kg:Fact"))
        yield self._state(TYPE, named(f"kg:{fact.type}"))
        yield self._state(named("rdfs:label"), self._in_language(self._label()))
        yield self._state(named("kg:lemma"), self._in_language(fact.predicate))
        yield self._state(named("kg:polarity"), named(f"kg:{fact.polarity}"))
        yield self._state(named("kg:modality"), named(f"kg:{fact.modality}"))
        yield self._state(named("kg:status"), named(f"kg:{fact.status}"))
        for content in fact.content:
            yield self._state(named("kg:content"), resource(content))

    def _describe_participants(self) -> Iterator[Statement]:
        for role, nodes in (("kg:agent", self.fact.agents), ("kg:patient", self.fact.patients)):
            for node in nodes:
                yield self._state(named(role), self._entity(node))

    def _describe_argument(self, argument: Argument, part: str) -> Iterator[Statement]:
        role, words = named(f"kg:{argument.role}"), argument.node.text
        if argument.basis:
            yield self._state(named("kg:roleRule"), literal(f"{argument.role} {argument.basis}: {words}"))
        filler = f"{self.node[:-1]}.{part}>"
        if argument.role == "time":
            value = argument.value if isinstance(argument.value, str) else None
            yield self._state(role, filler)
            yield from describe_time(filler, self._in_language(words), value, argument.mod)
        elif argument.role == "quantity":
            amount = argument.value if isinstance(argument.value, Quantity) else None
            yield self._state(role, filler)
            yield from describe_quantity(filler, self._in_language(words), amount)
        elif load_vocabulary().role_range(argument.role) == "rdf:langString":
            yield self._state(role, self._in_language(words))
        else:
            yield self._state(role, self._entity(argument.node))

    def _describe_default_place(self) -> Iterator[Statement]:
        """Where something was said when the text tells no place: perhaps where the article was written."""
        speech = self.schema.event_types[self.fact.type].group == "speech"
        if self.scene is not None and speech and all(a.role != "place" for a in self.fact.arguments):
            yield self._state(named("kg:defaultPlace"), self.scene)

    def _describe_time_bounds(self) -> Iterator[Statement]:
        for name, day in zip(("kg:earliest", "kg:latest"), find_time_bounds(self.fact), strict=True):
            if day is not None:
                yield self._state(named(name), write_date(day))

    def _describe_attributions(self) -> Iterator[Statement]:
        for number, attribution in enumerate(self.fact.attributions, 1):
            source, node = self._entity(attribution.source), resource(f"{self.fact.id}.source-{number}")
            yield self._state(named("kg:attributedTo"), source)
            yield self._state(named("prov:qualifiedAttribution"), node)
            yield node, TYPE, named("prov:Attribution")
            yield node, named("prov:agent"), source
            yield from self._prove(node, attribution.cue)

    def _describe_provenance(self) -> Iterator[Statement]:
        provenance = self.fact.provenance
        cue = self.document.text[provenance.cue.start_char : provenance.cue.end_char]
        yield from self._describe_time_bounds()
        yield from self._prove(self.node, provenance.evidence)
        yield self._state(named("kg:cue"), literal(cue))
        yield self._state(named("kg:extractor"), literal(provenance.extractor))
        yield self._state(named("kg:rule"), literal(provenance.rule))
        for repair in provenance.repairs:
            yield self._state(named("kg:repair"), literal(repair))
        yield self._state(named("prov:wasDerivedFrom"), resource(article_iri(self.document.name)))

    def _relate_entities(self) -> Iterator[Statement]:
        """The plain triples: the type's own property when asserted, its ``said:`` one when reported, else none."""
        namespace = {"asserted": "kg", "reported": "said"}.get(self.fact.status)
        if namespace is None:
            return
        relation = named(f"{namespace}:{self.schema.event_types[self.fact.type].property}")
        for agent, patient in self.fact.pairs():
            if agent and patient:
                yield self._entity(agent), relation, self._entity(patient)

    def _state(self, predicate: str, value: str) -> Statement:
        return self.node, predicate, value

    def _prove(self, node: str, span: Span) -> Iterator[Statement]:
        evidence = resource(evidence_iri(self.document.name, span.start_char, span.end_char))
        yield node, named("kg:evidence"), evidence
        if span not in self.quoted:
            self.quoted.add(span)
            yield from describe_evidence(self.document, span)

    def _entity(self, node: Node) -> str:
        """The entity of ``node``; one that was not resolved is described beside the fact."""
        iri = node_iri(node, self.document.name)
        if iri not in self.names and node.entity is None:
            self.minted.setdefault(iri, node.text)
        return resource(iri)

    def _in_language(self, words: str) -> str:
        return literal(words, self.document.language)

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
