"""What follows from the ontology, on demand: RDFS entailment or OWL 2 RL, by owlrl.

https://www.w3.org/TR/rdf11-mt/#rdfs-entailment, https://www.w3.org/TR/owl2-profiles/#OWL_2_RL
"""

from __future__ import annotations

from collections.abc import Iterator

import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple
from rdflib.namespace import OWL, RDF, RDFS, XSD

from kg.errors import ConfigError, MissingExtra, StoreError
from kg.iris import BASE
from kg.rdf.ontology import describe_ontology
from kg.schema import load_schema

Nodes = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]

REGIMES = ("rdfs", "owlrl")
INFERRED = BASE + "inferred/"
"""The graph of what was inferred is called ``INFERRED`` and the regime."""

_WORDS = frozenset({RDFS.label, RDFS.comment, rdflib.SKOS.definition, rdflib.SKOS.prefLabel, rdflib.SKOS.altLabel})
_OF_ALL = frozenset({RDFS.Resource, OWL.Thing, RDFS.Literal})
_VOCABULARIES = tuple(str(namespace) for namespace in (RDF, RDFS, OWL, XSD))
_ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


def with_inferred(stated: Store, regime: str) -> Store:
    """A copy of ``stated``, in memory, with what follows from its triples and the ontology in a graph of its own.

    The ontology itself stands in that graph as well, so that its classes and properties can be asked for. What holds
    of everything (being a resource, being the same as itself) is left out. Raises ConfigError for an unknown regime,
    MissingExtra without owlrl, and StoreError when the triples contradict the ontology.
    """
    if regime not in REGIMES:
        raise ConfigError(f"--infer {regime!r}: unknown; choose one of {', '.join(REGIMES)}.")
    try:
        import owlrl
    except ImportError as error:
        raise MissingExtra("--infer: needs an extra; install it with: pip install 'kg[inference]'") from error
    ontology = describe_ontology(load_schema())
    graph = rdflib.Graph()
    for triple in (*ontology, *(quad.triple for quad in stated)):
        converted = _to_rdflib(triple)
        if converted[1] not in _WORDS:
            graph.add(converted)
    known = set(graph)
    semantics = owlrl.RDFS_Semantics if regime == "rdfs" else owlrl.OWLRL_Semantics
    owlrl.DeductiveClosure(semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    if errors := sorted(str(message) for message in graph.objects(None, _ERROR)):
        raise StoreError(f"--infer {regime}: the triples contradict the ontology: {errors[0]}; correct them.")
    name = NamedNode(INFERRED + regime)
    store = Store()
    store.bulk_extend(stated)
    store.extend(Quad(t.subject, t.predicate, t.object, name) for t in ontology)
    store.extend(_new_quads(set(graph) - known, name))
    return store


def _new_quads(triples: set[Nodes], name: NamedNode) -> Iterator[Quad]:
    for subject, predicate, value in triples:
        if not isinstance(subject, rdflib.URIRef) or not isinstance(predicate, rdflib.URIRef):
            continue
        if subject == value or value in _OF_ALL or str(subject).startswith(_VOCABULARIES):
            continue
        if isinstance(value, rdflib.URIRef):
            yield Quad(NamedNode(subject), NamedNode(predicate), NamedNode(value), name)


def _to_rdflib(triple: Triple) -> Nodes:
    return _node(triple.subject), _node(triple.predicate), _node(triple.object)


def _node(node: object) -> rdflib.term.Node:
    if isinstance(node, NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, Literal):
        datatype = None if node.language else rdflib.URIRef(node.datatype.value)
        return rdflib.Literal(node.value, lang=node.language, datatype=datatype, normalize=False)
    return rdflib.BNode(str(node).removeprefix("_:"))
