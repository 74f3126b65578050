"""Why a fact is in the graph: the words that state it, the cue and the rule, read back from the written RDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import InputError
from kg.iris import BASE, FACT, ONTOLOGY
from kg.store import open_store

RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
DERIVED_FROM = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
OA = "http://www.w3.org/ns/oa#"


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of an article, in characters, with the words around it."""

    text: str
    start_char: int
    end_char: int
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the graph says about one fact and why. ``article`` is the IRI of the article."""

    id: str
    label: str
    types: tuple[str, ...]
    lemma: str
    status: str
    polarity: str
    modality: str
    article: str
    quotes: tuple[Quote, ...]
    cues: tuple[str, ...]
    extractor: str
    rule: str
    repairs: tuple[str, ...]
    sources: tuple[str, ...]


def explain(identifier: str, source: str | Path) -> Explanation:
    """Explain the fact ``identifier``: its IRI or the end of it ("seed/rencontrer-3f9a1c0b", "3f9a1c0b").

    ``source`` is a file that ``kg build`` wrote (TriG, N-Quads, Turtle, JSON-LD) or the folder of such files.
    Raises InputError when there is no such file, or not exactly one such fact in it.
    """
    store = open_store(source)
    matches = sorted(iri for iri in _fact_iris(store) if _answers_to(iri, identifier))
    if not matches:
        raise InputError(
            f"{source}: no fact {identifier!r}; the ids are in NAME.facts.jsonl and in the RDF under {FACT}."
        )
    if len(matches) > 1:
        shown = ", ".join(iri.removeprefix(FACT) for iri in matches[:5])
        raise InputError(f"{source}: {len(matches)} facts end in {identifier!r} ({shown} …); give more of the id.")
    return _describe(store, NamedNode(matches[0]))


def _fact_iris(store: Store) -> Iterator[str]:
    fact = NamedNode(ONTOLOGY + "Fact")
    for quad in store.quads_for_pattern(None, RDF_TYPE, fact, None):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def _answers_to(iri: str, identifier: str) -> bool:
    """Is ``identifier`` the IRI, or its last part or parts."""
    wanted = identifier.strip().strip("<>").removeprefix("fact:").replace("\\/", "/")
    return bool(wanted) and (iri == wanted or iri.endswith((f"/{wanted}", f"-{wanted}")))


def _describe(store: Store, fact: NamedNode) -> Explanation:
    def texts(name: str) -> tuple[str, ...]:
        return tuple(_value_text(store, value) for value in _values(store, fact, NamedNode(ONTOLOGY + name)))

    def text(name: str) -> str:
        return next(iter(texts(name)), "")

    quotes = [_read_quote(store, evidence) for evidence in _values(store, fact, NamedNode(ONTOLOGY + "evidence"))]
    types = [_shorten(value) for value in _values(store, fact, RDF_TYPE)]
    return Explanation(
        id=fact.value,
        label=next((value.value for value in _values(store, fact, RDFS_LABEL) if isinstance(value, Literal)), ""),
        types=tuple(name for name in types if name != "Fact"),
        lemma=text("lemma"),
        status=text("status"),
        polarity=text("polarity"),
        modality=text("modality"),
        article=next((value.value for value in _values(store, fact, DERIVED_FROM) if isinstance(value, NamedNode)), ""),
        quotes=tuple(sorted(quotes, key=lambda quote: quote.start_char)),
        cues=texts("cue"),
        extractor=text("extractor"),
        rule=text("rule"),
        repairs=texts("repair"),
        sources=texts("attributedTo"),
    )


def _values(store: Store, subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
    """Objects of ``subject predicate ?``, sorted, each once."""
    found = {quad.object for quad in store.quads_for_pattern(subject, predicate, None, None)}
    return sorted((value for value in found if isinstance(value, NamedNode | Literal)), key=str)


def _value_text(store: Store, value: NamedNode | Literal) -> str:
    """A literal's text, a node's label, or the end of its IRI."""
    if isinstance(value, Literal):
        return value.value
    label = next((item.value for item in _values(store, value, RDFS_LABEL) if isinstance(item, Literal)), None)
    return label or _shorten(value)


def _shorten(value: NamedNode | Literal) -> str:
    return value.value.removeprefix(ONTOLOGY).removeprefix(BASE)


def _read_quote(store: Store, evidence: NamedNode | Literal) -> Quote:
    """The words that a Web Annotation resource selects by its position and quote selectors."""
    found: dict[str, str] = {}
    if isinstance(evidence, NamedNode):
        for selector in _values(store, evidence, NamedNode(OA + "hasSelector")):
            if isinstance(selector, NamedNode):
                for quad in store.quads_for_pattern(selector, None, None, None):
                    if isinstance(quad.object, Literal):
                        found[quad.predicate.value.removeprefix(OA)] = quad.object.value
    return Quote(
        text=found.get("exact", ""),
        start_char=int(found.get("start", 0)),
        end_char=int(found.get("end", 0)),
        prefix=found.get("prefix", ""),
        suffix=found.get("suffix", ""),
    )
