"""Facts with phrases → facts with entities: every person, organisation, place or thing of an article is one entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.analysis import Analysis
from kg.facts import Attribution, Fact, Facts, Mention, Node, Span
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.resolve.coreference import cluster
from kg.resolve.entities import make_entities
from kg.resolve.gathering import gather_phrases

__all__ = ["resolve"]

VALUE_ROLES = frozenset({"time", "quantity", "title", "purpose"})
"""Roles that hold a value or a clause, not a thing."""


def resolve(
    facts: Facts, analysis: Analysis, mentions: tuple[Mention, ...], gazetteer: Gazetteer | None = None
) -> Facts:
    """The facts with ``entity`` set in every node, and every entity once.

    A fact whose agent or patient is a pronoun that nothing certain stands behind is left out, as are such arguments.
    """
    known = gazetteer or load_gazetteer(analysis.lang)
    nodes = sorted({node.span: node for fact in facts.facts for node in nodes_of(fact)}.values(), key=lambda n: n.span)
    phrases = gather_phrases(analysis, mentions, nodes, known)
    clusters = cluster(phrases, known, analysis.lang)
    entities, by_span = make_entities(clusters, nodes, facts.document, known, analysis.lang)
    kept = [f for fact in facts.facts if (f := _with_entities(fact, by_span)) is not None]
    ids = {fact.id for fact in kept}
    return Facts(facts.document, entities, tuple(_with_content(fact, ids) for fact in kept))


def _with_content(fact: Fact, known: set[str]) -> Fact:
    content = tuple(i for i in fact.content if i in known)
    return fact if content == fact.content else replace(fact, content=content)


def nodes_of(fact: Fact) -> Iterator[Node]:
    """Every node of a fact that is to be an entity: agents, patients, sources, and fillers of roles that things
    fill."""
    yield from fact.agents
    yield from fact.patients
    yield from (a.node for a in fact.arguments if a.role not in VALUE_ROLES)
    yield from (a.source for a in fact.attributions)


def _distinct(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Each entity once, where the text first names it."""
    found: dict[str | Span, Node] = {}
    for node in nodes:
        found.setdefault(node.entity or node.span, node)
    return tuple(found.values())


def _with_entities(fact: Fact, by_span: dict[Span, str | None]) -> Fact | None:
    """The fact with its entities; None when an actor or speaker is unknown, or when somebody would act on himself (a
    clitic taken for its own subject)."""

    def known(node: Node) -> bool:
        return by_span.get(node.span, "") is not None

    def named(node: Node) -> Node:
        return replace(node, entity=by_span.get(node.span))

    if not all(map(known, (*fact.agents, *fact.patients))) or not all(known(a.source) for a in fact.attributions):
        return None
    agents, patients = _distinct(map(named, fact.agents)), _distinct(map(named, fact.patients))
    if any(p.entity and p.entity == a.entity for p in patients for a in agents):
        return None
    return replace(
        fact,
        agents=agents,
        patients=patients,
        arguments=tuple(replace(a, node=named(a.node)) for a in fact.arguments if known(a.node)),
        attributions=tuple(Attribution(named(a.source), a.cue) for a in fact.attributions),
    )
