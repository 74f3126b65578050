"""The part of a store that some facts need: themselves, their times, amounts, actors, articles and quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.iris import ARTICLE, COPY_LINKS, EVENT_LINKS, LINKS
from kg.rdf.vocabulary import term

_OF_ENTITIES = frozenset(
    term(p) for p in ("rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel", "owl:sameAs", "kg:country")
)


def excerpt(store: Store, facts: Iterable[str]) -> Store:
    """The quads that ``facts`` (IRIs) need, in the graphs where they stand."""
    found = Store()
    articles: set[NamedNode] = set()
    for fact in sorted(facts):
        for quad in list(store.quads_for_pattern(NamedNode(fact), None, None, None)):
            if quad.graph_name == NamedNode(EVENT_LINKS):
                found.add(quad)
                found.extend(_around_event(store, quad))
                continue
            found.add(quad)
            found.extend(_around(store, quad))
            if quad.predicate == term("prov:wasDerivedFrom") and isinstance(quad.object, NamedNode):
                articles.add(quad.object)
    for article in articles:
        found.extend(_of_article(store, article, articles))
    return found


def _around_event(store: Store, link: Quad) -> Iterator[Quad]:
    if isinstance(link.object, NamedNode):
        yield from store.quads_for_pattern(link.object, None, None, link.graph_name)


def _around(store: Store, quad: Quad) -> Iterator[Quad]:
    """What describes the object of a statement on a fact, in the same graph."""
    node, graph = quad.object, quad.graph_name
    if not isinstance(node, NamedNode) or not isinstance(graph, NamedNode | DefaultGraph):
        return
    if quad.predicate in (term("kg:content"), term("prov:wasDerivedFrom"), term("rdf:type")):
        return
    own = list(store.quads_for_pattern(node, None, None, graph))
    if any(q.predicate == term("rdf:type") and q.object == term("kg:Entity") for q in own):
        yield from (q for q in own if q.predicate in _OF_ENTITIES)
        yield from _actors(store, node, graph)
        return
    for inner in own:
        yield inner
        if isinstance(inner.object, NamedNode) and inner.object.value.startswith(node.value + "."):
            yield from store.quads_for_pattern(inner.object, None, None, graph)
        elif inner.predicate == term("kg:evidence"):
            yield from _around(store, inner)


def _actors(store: Store, entity: NamedNode, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """Which actor an entity means in the article of ``graph``."""
    wanted = {LINKS}
    if isinstance(graph, NamedNode):
        wanted.add(f"{LINKS}/{graph.value.removeprefix(ARTICLE)}")
    for quad in store.quads_for_pattern(entity, term("kg:sameActor"), None, None):
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value in wanted:
            yield quad


def _of_article(store: Store, article: NamedNode, articles: set[NamedNode]) -> Iterator[Quad]:
    for quad in store.quads_for_pattern(article, None, None, None):
        if quad.graph_name == NamedNode(COPY_LINKS):
            if quad.object in articles:
                yield quad
            continue
        yield quad
        if quad.predicate == term("schema:publisher") and isinstance(quad.object, NamedNode):
            yield from store.quads_for_pattern(quad.object, None, None, quad.graph_name)
