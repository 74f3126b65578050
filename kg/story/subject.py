"""What a story is about: an actor or an event of a store, and the facts that tell of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import ConfigError
from kg.identity.events import kind_of
from kg.iris import ARTICLE, ENTITY, EVENT, FACT, LINKS, ONTOLOGY
from kg.query.naming import find_entities, find_fact
from kg.query.rendering import shorten
from kg.rdf.vocabulary import NAMESPACES, RDF_TYPE, term

ROLES = ("kg:agent", "kg:patient", "kg:recipient", "kg:place")
_ID = re.compile(r"(?:^|-)[0-9a-f]{8}$")
"""The end of a fact's IRI."""
_MOST_SHOWN = 5
_OWN = "~"
"""Between an entity's IRI and the article of a namesake, in the IRI of an actor (``kg.identity``)."""


@dataclass(frozen=True, slots=True)
class Subject:
    """``kind`` is "actor" or "event"; ``facts`` are IRIs, sorted."""

    iri: str
    name: str
    kind: str
    facts: tuple[str, ...]


def find_subject(store: Store, asked: str) -> Subject:
    """The actor called ``asked``, or the event of that IRI, or the event that the fact of that IRI or id tells of.

    Raises ConfigError when nothing is called so, with the names that come near; when several actors are, with what
    tells them apart; and when an actor takes part in no event.
    """
    text = asked.strip().strip("<>")
    full = _expand(text)
    if full.startswith(EVENT):
        return _find_event(store, NamedNode(full), asked)
    if full.startswith(FACT) or _ID.search(text):
        return _event_of(store, find_fact(store, full))
    if full.startswith(ENTITY) and _OWN in full:
        return _find_actor(store, full)
    nodes = find_entities(store, asked)
    named = [node.value for node in nodes if is_named(node.value)]
    actors = sorted({actor for iri in named or [node.value for node in nodes] for actor in _actors_of(store, iri)})
    if len(actors) > 1 and full not in actors:
        raise ConfigError(_tell_apart(store, asked, actors))
    return _find_actor(store, full if full in actors else actors[0] if actors else full)


def actor_of(store: Store, article: str, entity: str) -> str:
    """The actor that ``entity`` means in the article with the IRI ``article``."""
    own, everywhere = f"{LINKS}/{article.removeprefix(ARTICLE)}", ""
    for quad in store.quads_for_pattern(NamedNode(entity), term("kg:sameActor"), None, None):
        if isinstance(quad.graph_name, NamedNode) and isinstance(quad.object, NamedNode):
            if quad.graph_name.value == own:
                return quad.object.value
            if quad.graph_name.value == LINKS:
                everywhere = quad.object.value
    return everywhere or entity


def is_named(iri: str) -> bool:
    """Whether an IRI is that of a named entity; others live inside their article."""
    return iri.startswith(ENTITY) and "/" not in iri.removeprefix(ENTITY)


def label_of(store: Store, iri: str) -> str:
    """What a node is called; of several names the first in the order of the alphabet."""
    entity = NamedNode(iri.partition(_OWN)[0])
    for property_ in ("skos:prefLabel", "rdfs:label"):
        quads = store.quads_for_pattern(entity, term(property_), None, None)
        if names := sorted(q.object.value for q in quads if isinstance(q.object, Literal)):
            return names[0]
    return iri.rpartition("/")[2].replace("_", " ")


def _expand(text: str) -> str:
    prefix, colon, local = text.partition(":")
    return NAMESPACES[prefix] + local.replace("\\/", "/") if colon and prefix in NAMESPACES else text


def _articles_of(store: Store, entity: str) -> list[str]:
    quads = store.quads_for_pattern(NamedNode(entity), RDF_TYPE, term("kg:Entity"), None)
    return sorted({q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)})


def _actors_of(store: Store, entity: str) -> set[str]:
    return {actor_of(store, article, entity) for article in _articles_of(store, entity)} or {entity}


def _members_of(store: Store, actor: str) -> list[str]:
    """The entities that may mean ``actor``."""
    quads = store.quads_for_pattern(None, term("kg:sameActor"), NamedNode(actor), None)
    return sorted({actor, *(q.subject.value for q in quads if isinstance(q.subject, NamedNode))})


def _find_actor(store: Store, actor: str) -> Subject:
    facts: set[str] = set()
    for entity in _members_of(store, actor):
        for role in ROLES:
            for quad in store.quads_for_pattern(None, term(role), NamedNode(entity), None):
                article = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
                if isinstance(quad.subject, NamedNode) and actor_of(store, article, entity) == actor:
                    facts.add(quad.subject.value)
    events = {fact for fact in facts if is_event(store, fact)}
    name = label_of(store, _members_of(store, actor)[0] if _OWN not in actor else actor)
    if not events:
        raise ConfigError(
            f"{name!r}: takes part in no event; what else is said: kg query facts-about --entity {shorten(actor)!r}"
        )
    return Subject(actor, name, "actor", _with_their_events(store, events))


def is_event(store: Store, fact: str) -> bool:
    """Whether a fact tells of something that happens, and not of speech, a state or a relation."""
    types = store.quads_for_pattern(NamedNode(fact), RDF_TYPE, None, None)
    names = {q.object.value.removeprefix(ONTOLOGY) for q in types if isinstance(q.object, NamedNode)}
    return any(kind_of(name) is not None for name in names)


def _with_their_events(store: Store, facts: Iterable[str]) -> tuple[str, ...]:
    """``facts`` with those that tell of the same events without naming the actor so."""
    found = set(facts)
    for fact in facts:
        for quad in store.quads_for_pattern(NamedNode(fact), term("kg:sameEvent"), None, None):
            if isinstance(quad.object, NamedNode):
                found.update(_facts_of(store, quad.object))
    return tuple(sorted(found))


def _facts_of(store: Store, event: NamedNode) -> list[str]:
    quads = store.quads_for_pattern(None, term("kg:sameEvent"), event, None)
    return sorted({q.subject.value for q in quads if isinstance(q.subject, NamedNode)})


def _find_event(store: Store, event: NamedNode, asked: str) -> Subject:
    if facts := _facts_of(store, event):
        return Subject(event.value, label_of(store, event.value), "event", tuple(facts))
    first = NamedNode(FACT + event.value.removeprefix(EVENT))
    if next(store.quads_for_pattern(first, None, None, None), None) is not None:
        return _event_of(store, first)
    raise ConfigError(f"{asked!r}: no such event; kg story ACTOR shows the events of an actor with their IRIs.")


def _event_of(store: Store, fact: NamedNode) -> Subject:
    facts = _with_their_events(store, [fact.value])
    events = [q.object for q in store.quads_for_pattern(fact, term("kg:sameEvent"), None, None)]
    iri = next((e.value for e in events if isinstance(e, NamedNode)), EVENT + fact.value.removeprefix(FACT))
    return Subject(iri, label_of(store, iri if events else fact.value), "event", facts)


def _tell_apart(store: Store, asked: str, actors: list[str]) -> str:
    """Which actors are called so, with articles that name them, and how to choose one."""
    known: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        for entity in _members_of(store, actor) if _OWN in actor else {actor, *_members_of(store, actor)}:
            known[actor] += [a for a in _articles_of(store, entity) if actor_of(store, a, entity) == actor]
    lines = []
    for actor in sorted(actors, key=lambda a: (-len(known[a]), a))[:_MOST_SHOWN]:
        articles = sorted(known[actor])
        shown = ", ".join(a.removeprefix(ARTICLE) for a in articles[:3]) + (" …" if len(articles) > 3 else "")
        lines.append(f"{shorten(actor)} ({len(articles)} article{'s' * (len(articles) != 1)}: {shown})")
    more = f" and {len(actors) - _MOST_SHOWN} more" if len(actors) > _MOST_SHOWN else ""
    return (
        f"{asked!r}: {len(actors)} actors are called so and nothing shows that they are one; choose by IRI: "
        f"{'; '.join(lines)}{more}. Are they one? kg merges list --of actors"
    )
