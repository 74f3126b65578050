"""What people call things → the IRIs that a store has for them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Store

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
    names: set[str] = set()
    for properties in (_MAIN, _OTHER):
        called = _subjects_by_name(store, properties)
        if found := [node for node in called.get(fold(name), ()) if _is_entity(store, node)]:
            return tuple(sorted(found, key=lambda node: node.value))
        names |= {known for known, nodes in called.items() if any(_is_entity(store, node) for node in nodes)}
    from difflib import get_close_matches

    near = get_close_matches(fold(name), names, n=_MOST_SHOWN, cutoff=0.6)
    near += sorted(known for known in names if fold(name) in known and known not in near)
    hint = f"near: {', '.join(near[:_MOST_SHOWN])}" if near else "give a name that an article uses, or an IRI"
    raise ConfigError(f"{name!r}: nothing is called so; {hint}.")


def find_fact(store: Store, identifier: str) -> NamedNode:
    """The fact ``identifier``: its IRI or the end of it. Raises ConfigError when there is not exactly one."""
    wanted = identifier.strip().strip("<>").removeprefix("fact:").replace("\\/", "/")
    quads = store.quads_for_pattern(None, RDF_TYPE, term("kg:Fact"), None)
    facts = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    ends = (f"/{wanted}", f"-{wanted}")
    found = sorted(f.value for f in facts if wanted and (f.value == wanted or f.value.endswith(ends)))
    if len(found) != 1:
        missing = f"no such fact; ids begin with {iris.FACT}"
        what = f"{len(found)} facts end so; give more of the id" if found else missing
        raise ConfigError(f"{identifier!r}: {what}.")
    return NamedNode(found[0])


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


def _subjects_by_name(store: Store, properties: tuple[NamedNode, ...]) -> dict[str, set[NamedNode]]:
    """Folded name → what is called so. A name that many articles repeat is folded once."""
    called: defaultdict[str, set[NamedNode]] = defaultdict(set)
    for predicate in properties:
        for quad in store.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
                called[quad.object.value].add(quad.subject)
    folded: defaultdict[str, set[NamedNode]] = defaultdict(set)
    for name, nodes in called.items():
        folded[fold(name)] |= nodes
    return folded


def _is_entity(store: Store, node: NamedNode) -> bool:
    return any(True for _ in store.quads_for_pattern(node, RDF_TYPE, term("kg:Entity"), None))
