"""Gazetteers of a user in SKOS Turtle: ``skos:prefLabel``, ``skos:altLabel``, ``skos:exactMatch``.

https://www.w3.org/TR/skos-reference/
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import ConfigError
from kg.gazetteer.index import Candidate, fold
from kg.gazetteer.tables import TYPES
from kg.iris import ONTOLOGY

SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
CLASSES = {ONTOLOGY + name: name for name in TYPES} | {
    f"{base}{local}": name
    for base in ("http://schema.org/", "https://schema.org/")
    for local, name in (
        ("Person", "Person"),
        ("Organization", "Organization"),
        ("Country", "Country"),
        ("Place", "Place"),
        ("Product", "Product"),
        ("CreativeWork", "Work"),
        ("Event", "Event"),
    )
}


def read_skos(path: Path, lang: str = "fr") -> tuple[Candidate, ...]:
    """Candidates of a Turtle file, one for each resource with a ``skos:prefLabel``.

    Its type is the kg or schema.org class that its ``rdf:type`` names, else Concept; ``skos:exactMatch`` and the
    resource itself are its links.

    Raises ConfigError naming the file, and the line where the Turtle is broken.
    """
    labels: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    links: dict[str, list[str]] = defaultdict(list)
    types: dict[str, str] = {}
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, NamedNode):
                continue
            if isinstance(value, Literal) and predicate in {SKOS + "prefLabel", SKOS + "altLabel"}:
                labels[subject.value].append((predicate.removeprefix(SKOS), value.language or "", value.value))
            elif isinstance(value, NamedNode) and predicate == SKOS + "exactMatch":
                links[subject.value].append(value.value)
            elif isinstance(value, NamedNode) and predicate == RDF_TYPE and value.value in CLASSES:
                types[subject.value] = CLASSES[value.value]
    except (OSError, SyntaxError) as error:
        raise ConfigError(f"{path}: {error}. Give SKOS in Turtle, with skos:prefLabel for every resource.") from error
    return tuple(
        candidate
        for iri in sorted(labels)
        if (candidate := _candidate(iri, labels[iri], links[iri], types.get(iri, "Concept"), lang, str(path)))
    )


def _candidate(
    iri: str, labels: list[tuple[str, str, str]], links: list[str], type_: str, lang: str, source: str
) -> Candidate | None:
    preferred = [text for kind, _, text in sorted(labels, key=lambda x: x[1] != lang) if kind == "prefLabel"]
    if not preferred or not fold(preferred[0]):
        return None
    others = tuple(dict.fromkeys(text for _, _, text in sorted(labels) if text != preferred[0]))
    return Candidate(preferred[0], type_, others, None, (iri, *sorted(links)), source)
