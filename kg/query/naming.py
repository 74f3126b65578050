"""What people call things → the IRIs that a store has for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg import iris
from kg.errors import ConfigError
from kg.rdf.vocabulary import NAMESPACES, RDF_TYPE, term

_MAIN = (term("skos:prefLabel"),)
_OTHER = (term("rdfs:label"), term("skos:altLabel"))
_MOST_SHOWN = 5


def find_entities(store: Store, name: str) -> tuple[NamedNode, ...]:
    """Every entity that is called ``name``, whatever its case and accents; else that also goes by it; or the IRI it is.

    Raises ConfigError with the names that come near when nothing is called so.
    """
    if iri := _as_iri(name):
        return (iri,)
    wanted = fold(name)
    for properties in (_MAIN, _OTHER):
        found: set[NamedNode] = set()
        for predicate in properties:
            for spelling in _names(store, predicate):
                if fold(spelling.value) == wanted:
                    found |= _entities_called(store, predicate, spelling)
        if found:
            return tuple(sorted(found, key=lambda node: node.value))
    from difflib import get_close_matches

    spellings = ((p, spelling) for p in (*_MAIN, *_OTHER) for spelling in _names(store, p))
    known = {fold(spelling.value) for p, spelling in spellings if _entities_called(store, p, spelling)}
    near = get_close_matches(wanted, known, n=_MOST_SHOWN, cutoff=0.6)
    near += sorted(other for other in known if wanted in other and other not in near)
    hint = f"near: {', '.join(near[:_MOST_SHOWN])}" if near else "give a name that an article uses, or an IRI"
    raise ConfigError(f"{name!r}: nothing is called so; {hint}.")


def find_fact(store: Store, identifier: str) -> NamedNode:
    """The fact ``identifier``: its IRI or the end of it. Raises ConfigError when there is not exactly one."""
    if (iri := _as_iri(identifier.strip())) and _is_a(store, iri, "kg:Fact"):
        return iri
    end = identifier.strip().strip("<>").removeprefix("fact:").replace("\\/", "/")
    found = _facts_ending(store, end) if end else []
    if len(found) != 1:
        missing = f"no such fact; ids begin with {iris.FACT}"
        what = f"{len(found)} facts end so; give more of the id" if found else missing
        raise ConfigError(f"{identifier!r}: {what}.")
    return found[0]


def fold(name: str) -> str:
    """``name`` without what people do not type alike: case, accents, kinds of apostrophes and spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("’", "'").split())


def _as_iri(name: str) -> NamedNode | None:
    prefix, colon, local = name.partition(":")
    if not colon:
        return None
    known = NAMESPACES.get(prefix)
    text = name.strip("<>") if known is None else known + local.replace("\\/", "/")
    if known is None and "://" not in text:
        return None
    try:
        return NamedNode(text)
    except ValueError as error:
        raise ConfigError(f"{name!r}: not an IRI ({error}); check it.") from error


def _names(store: Store, predicate: NamedNode) -> Iterator[Literal]:
    """Each text that is a value of ``predicate``, once."""
    for (value,) in _select(store, f"SELECT DISTINCT ?name WHERE {{ ?node {predicate} ?name }}", union=True):
        if isinstance(value, Literal):
            yield value


def _entities_called(store: Store, predicate: NamedNode, name: Literal) -> set[NamedNode]:
    nodes = {quad.subject for quad in store.quads_for_pattern(None, predicate, name, None)}
    return {node for node in nodes if isinstance(node, NamedNode) and _is_a(store, node, "kg:Entity")}


def _facts_ending(store: Store, end: str) -> list[NamedNode]:
    """Facts whose IRIs end with ``end`` behind a slash or a hyphen.

    Asking all graphs by name takes a third of the time of asking their union.
    """
    tests = " || ".join(f"STRENDS(STR(?fact), {Literal(mark + end)})" for mark in "/-")
    facts = f"{{ ?fact a {term('kg:Fact')} FILTER({tests}) }}"
    found = _select(store, f"SELECT DISTINCT ?fact WHERE {{ {facts} UNION {{ GRAPH ?graph {facts} }} }}")
    return sorted((fact for (fact,) in found if isinstance(fact, NamedNode)), key=lambda node: node.value)


def _select(store: Store, query: str, *, union: bool = False) -> QuerySolutions:
    results = store.query(query, use_default_graph_as_union=union)
    assert isinstance(results, QuerySolutions)
    return results


def _is_a(store: Store, node: NamedNode, class_: str) -> bool:
    return any(True for _ in store.quads_for_pattern(node, RDF_TYPE, term(class_), None))
