"""What the quads of an article say of events, as ``kg.identity.events`` judges it, and how the manifest keeps that."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.identity.events import EventMention, Party, kind_of
from kg.identity.events.evidence import SYMMETRIC
from kg.iris import ENTITY, ONTOLOGY
from kg.rdf.vocabulary import RDF_TYPE, term
from kg.store.manifest import Manifest
from kg.store.shards import quads_of

Node = Mapping[str, list[str]]
"""What an article says of one node: property → IRIs and texts of its values, sorted."""

_TYPES, _NAME = RDF_TYPE.value, term("skos:prefLabel").value
_NO_ENTITY_TYPES = frozenset({"Entity", "Fact"})


@dataclass(frozen=True, slots=True)
class Report:
    """What one article tells of events; ``published`` is its day (ISO 8601 or ""), ``setting`` whom it names."""

    document: str
    published: str
    setting: tuple[Party, ...]
    mentions: tuple[EventMention, ...]

    def deeds(self) -> dict[str, tuple[str, ...]]:
        """For each named entity the dated events in which it takes part, as ``kg.identity.Occurrence`` has them."""
        table: dict[str, set[str]] = defaultdict(set)
        for mention in self.mentions:
            if mention.is_dated:
                agents, patients = mention.agents, mention.patients
                for role, side, others in (("agent", agents, patients), ("patient", patients, agents)):
                    how = "" if mention.type in SYMMETRIC else f" as {role}"
                    among = " and ".join(sorted(p.name for p in others if p.node))
                    for party in side:
                        deed = f"{mention.type}{how}{' with ' * bool(among)}{among} on {mention.earliest}"
                        table[party.node].add(deed)
        return {node: tuple(sorted(deeds)) for node, deeds in table.items()}

    def with_actors(self, actor_of: Callable[[str, str], str]) -> Report:
        """The same with the actors that the entities of the article mean."""

        def settle(parties: tuple[Party, ...]) -> tuple[Party, ...]:
            return tuple(replace(p, node=actor_of(self.document, p.node)) if p.node else p for p in parties)

        setting = settle(self.setting)
        mentions = tuple(
            replace(m, agents=settle(m.agents), patients=settle(m.patients), places=settle(m.places), setting=setting)
            for m in self.mentions
        )
        return replace(self, setting=setting, mentions=mentions)


def read_reports(manifest: Manifest) -> Iterator[Report]:
    """What all articles tell of events, with the entities of each.

    What articles say is read from the shards once, and noted in the manifest. Raises StoreError.
    """
    for shard, graphs in manifest.unread():
        articles: dict[str, list[Quad]] = {graph: [] for graph in graphs}
        for quad in quads_of(manifest.path.parent, shard, graphs):
            assert isinstance(quad.graph_name, NamedNode)
            articles[quad.graph_name.value.rpartition("/")[2]].append(quad)
        manifest.note_mentions({graph: pack_mentions(quads) for graph, quads in articles.items()})
    for name, packed in manifest.mentions():
        yield unpack_mentions(name, packed)


def pack_mentions(quads: Iterable[Quad]) -> str:
    """The event mentions in the graph of one article, as JSON."""
    nodes: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            nodes[quad.subject.value][quad.predicate.value].append(quad.object.value)
    for node in nodes.values():
        for values in node.values():
            values.sort()
    published = ""
    found = []
    for iri in sorted(nodes):
        node = nodes[iri]
        if term("schema:NewsArticle").value in node[_TYPES]:
            published = _first(node, "schema:datePublished")
        elif term("kg:Fact").value in node[_TYPES]:
            if (mention := _describe(iri, node, nodes)) is not None:
                found.append(mention)
    setting = [_party(iri, nodes) for iri in sorted(nodes) if _is_named(iri)]
    fields = [
        (
            *(m.fact, m.label, m.type, m.lemma),
            *([astuple(p) for p in side] for side in (m.agents, m.patients, m.places)),
            *(m.topics, m.amounts, m.earliest, m.latest, m.real),
        )
        for m in found
    ]
    content = {"published": published, "setting": [astuple(p) for p in setting], "mentions": fields}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def unpack_mentions(document: str, packed: str) -> Report:
    """What ``pack_mentions`` packed."""

    def parties(rows: list[Any]) -> tuple[Party, ...]:
        return tuple(Party(*row) for row in rows)

    content = json.loads(packed)
    published, setting = content["published"], parties(content["setting"])
    mentions = tuple(
        EventMention(
            document, fact, label, type_, lemma, parties(agents), parties(patients), parties(places), tuple(topics),
            tuple((number, unit) for number, unit in amounts), earliest, latest, published, real, setting,
        )
        for fact, label, type_, lemma, agents, patients, places, topics, amounts, earliest, latest, real in content[
            "mentions"
        ]
    )  # fmt: skip
    return Report(document, published, setting, mentions)


def _describe(iri: str, node: Node, nodes: Mapping[str, Node]) -> EventMention | None:
    type_ = next((t for t in _local_types(node) if t not in _NO_ENTITY_TYPES), "")
    if kind_of(type_) is None:
        return None
    agents, patients, places = (
        tuple(_party(value, nodes) for value in node.get(term(role).value, ()))
        for role in ("kg:agent", "kg:patient", "kg:place")
    )
    if type_ == "Die" and not patients:
        agents, patients = (), agents
    topics = tuple(_party(value, nodes).name for value in node.get(term("kg:topic").value, ()))
    amounts = tuple(
        (float(number), _first(amount, "schema:unitText") or _first(amount, "schema:currency"))
        for value in node.get(term("kg:quantity").value, ())
        for amount in (nodes.get(value, {}),)
        for number in amount.get(term("schema:value").value, ())[:1]
    )
    real = _first(node, "kg:modality") == term("kg:actual").value
    days = _first(node, "kg:earliest"), _first(node, "kg:latest")
    called = _first(node, "rdfs:label"), type_, _first(node, "kg:lemma")
    return EventMention("", iri, *called, agents, patients, places, topics, amounts, *days, "", real)


def _party(iri: str, nodes: Mapping[str, Node]) -> Party:
    node = nodes.get(iri, {})
    types = [t for t in _local_types(node) if t not in _NO_ENTITY_TYPES]
    name = next(iter(node.get(_NAME, ())), "") or iri.rpartition("/")[2].replace("_", " ")
    return Party(iri if _is_named(iri) else "", name, types[0] if types else "", _first(node, "kg:country"))


def _is_named(iri: str) -> bool:
    """Whether an IRI is that of a named entity, which several articles share."""
    return iri.startswith(ENTITY) and "/" not in iri.removeprefix(ENTITY)


def _local_types(node: Node) -> list[str]:
    return [t.removeprefix(ONTOLOGY) for t in node.get(_TYPES, ()) if t.startswith(ONTOLOGY)]


def _first(node: Node, property_: str) -> str:
    return next(iter(node.get(term(property_).value, ())), "")
