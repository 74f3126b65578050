"""The vocabularies that kg writes with: namespaces, prefixes, and the fixed terms of its own ontology.

Own terms that do not come from the sheets stand in ``terms.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pyoxigraph import NamedNode

from kg import iris
from kg.errors import SchemaError

NAMESPACES: Mapping[str, str] = {
    "article": iris.ARTICLE,
    "entity": iris.ENTITY,
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


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or individual of the ontology. ``of`` is the class of an individual."""

    name: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    broader: tuple[str, ...] = ()
    domain: str = ""
    range: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The fixed terms, by local name; ``groups`` labels the groups of event types."""

    classes: Mapping[str, Term]
    individuals: Mapping[str, Term]
    properties: Mapping[str, Term]
    role_ranges: Mapping[str, str]
    groups: Mapping[str, Mapping[str, str]]

    def role_range(self, role: str) -> str:
        return self.role_ranges.get(role, "kg:Entity")

    def individuals_of(self, class_name: str) -> tuple[str, ...]:
        return tuple(t.name for t in self.individuals.values() if t.of == class_name)


@cache
def load_units() -> Mapping[str, NamedNode]:
    """The QUDT unit of each unit of measure that ``kg.values`` writes, where there is one (``units.toml``)."""
    table = tomllib.loads(resources.files(__package__).joinpath("units.toml").read_text("utf-8"))["qudt"]
    return {symbol: term(f"unit:{name}") for symbol, name in table.items()}


@cache
def load_vocabulary() -> Vocabulary:
    """The fixed terms of ``terms.toml``."""
    table = tomllib.loads(resources.files(__package__).joinpath("terms.toml").read_text("utf-8"))
    return Vocabulary(
        classes={
            k: Term(k, v["label"], v["definition"], tuple(v.get("broader", ()))) for k, v in table["classes"].items()
        },
        individuals={k: Term(k, v["label"], v["definition"], of=v["class"]) for k, v in table["individuals"].items()},
        properties={
            k: Term(k, v["label"], v["definition"], tuple(v.get("broader", ())), v.get("domain", "kg:Fact"), v["range"])
            for k, v in table["properties"].items()
        },
        role_ranges=table["role_ranges"],
        groups=table["groups"],
    )
