"""Stored quads as RDF files, sorted, so that the same store gives the same bytes."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.export.attributes import clean_text
from kg.rdf.serialization import serialize_quads, sort_quads
from kg.rdf.vocabulary import NAMESPACES

Term = NamedNode | BlankNode | Literal | Triple


def write_rdf(store: Store, kind: str) -> bytes:
    """``ttl``, ``trig``, ``nq`` or ``jsonld``, as ``kg build`` writes them."""
    return serialize_quads(store, kind).encode("utf-8")


def write_rdfxml(store: Store) -> bytes:
    """RDF/XML, without the names of graphs; characters that XML lacks become U+FFFD."""
    quads = sort_quads(Quad(quad.subject, quad.predicate, _clean(quad.object)) for quad in store)
    triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    data = serialize(triples, format=RdfFormat.RDF_XML, prefixes=dict(NAMESPACES))
    assert data is not None
    return data


def _clean(node: Term) -> Term:
    if not isinstance(node, Literal) or clean_text(node.value) == node.value:
        return node
    if node.language:
        return Literal(clean_text(node.value), language=node.language)
    return Literal(clean_text(node.value), datatype=node.datatype)
