"""Facts as a networkx graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import networkx as nx

from kg.document import Document
from kg.facts import Entity, Fact, Facts
from kg.graph.records import phrase
from kg.rdf.quads import node_iri


def make_network(
    documents: Sequence[Document], statements: Sequence[Facts], entities: Sequence[Entity]
) -> nx.MultiDiGraph[str]:
    """Entities as nodes, agent–patient pairs as edges, facts with one participant as node attribute ``alone``."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in entities:
        network.add_node(entity.id, label=entity.name, type=entity.type, names="; ".join(entity.names))
    alone: dict[str, list[str]] = defaultdict(list)
    for document, facts in zip(documents, statements, strict=True):
        named = {entity.id: entity for entity in facts.entities}
        for fact in facts.facts:
            for node in (*fact.agents, *fact.patients):
                iri = node_iri(node, document.name)
                if iri not in network:
                    network.add_node(iri, label=node.text, type="Entity", names=node.text)
            for agent, patient in fact.pairs():
                if agent and patient:
                    start, end = node_iri(agent, document.name), node_iri(patient, document.name)
                    network.add_edge(start, end, fact.id)
                    network.edges[start, end, fact.id].update(_edge_attributes(document, fact, named))
                elif only := agent or patient:
                    alone[node_iri(only, document.name)].append(f"{fact.predicate} [{fact.status}]")
    nx.set_node_attributes(network, {iri: "; ".join(alone[iri]) for iri in network}, "alone")
    return network


def _edge_attributes(document: Document, fact: Fact, named: dict[str, Entity]) -> dict[str, Any]:
    span = fact.provenance.evidence
    return {
        "id": fact.id,
        "type": fact.type,
        "label": fact.predicate,
        "polarity": fact.polarity,
        "modality": fact.modality,
        "status": fact.status,
        "speaker": "; ".join(phrase(attribution.source, named) for attribution in fact.attributions),
        "evidence": document.text[span.start_char : span.end_char],
        "start_char": span.start_char,
        "end_char": span.end_char,
        "document": document.name,
    }
