"""The vocabularies that kg writes with: namespaces and prefixes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pyoxigraph import NamedNode

from kg import iris
from kg.errors import SchemaError

NAMESPACES: Mapping[str, str] = {
    "article": iris.ARTICLE,
    "entity": iris.ENTITY,
    "event": iris.EVENT,
    "evidence": iris.EVIDENCE,
    "fact": iris.FACT,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kg": iris.ONTOLOGY,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "said": iris.SAID,
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "unit": "http://qudt.org/vocab/unit/",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix → namespace. SEM: van Hage et al. 2011; ``oa`` is Web Annotation, ``time`` is OWL-Time."""


@cache
def term(curie: str) -> NamedNode:
    """``kg:agent`` as a node. Raises SchemaError for a prefix that is not in ``NAMESPACES``."""
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in NAMESPACES:
        raise SchemaError(f"term {curie!r}: unknown prefix; known: {', '.join(NAMESPACES)}. Use one of them.")
    return NamedNode(NAMESPACES[prefix] + local)


RDF_TYPE = term("rdf:type")
