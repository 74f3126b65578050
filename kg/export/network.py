"""Stored facts as a networkx graph."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import networkx as nx

from kg.views.account import Account, Fact


def make_network(account: Account) -> nx.MultiDiGraph[str]:
    """Entities as nodes, agent–patient pairs as edges with the fact's IRI as key, facts with one participant as texts
    in the node attribute ``alone``. ``ontologies/README.md`` names the attributes."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    documents = {article.id: article.name for article in account.articles}
    alone: dict[str, list[str]] = defaultdict(list)
    for entity in account.entities:
        names = "; ".join((entity.name, *entity.names))
        network.add_node(entity.id, label=entity.name, type=entity.type, names=names)
    for fact in account.facts:
        for agent in fact.agents:
            for patient in fact.patients:
                network.add_edge(agent.node, patient.node, fact.id)
                network.edges[agent.node, patient.node, fact.id].update(_describe(fact, documents))
        if not (fact.agents and fact.patients):
            for only in (*fact.agents, *fact.patients):
                alone[only.node].append(f"{fact.predicate} [{fact.status}]")
    nx.set_node_attributes(network, {iri: "; ".join(alone[iri]) for iri in network}, "alone")
    return network


def _describe(fact: Fact, documents: dict[str, str]) -> dict[str, Any]:
    return {
        "id": fact.id,
        "type": fact.type,
        "label": fact.predicate,
        "polarity": fact.polarity,
        "modality": fact.modality,
        "status": fact.status,
        "speaker": "; ".join(source.text for source in fact.sources),
        "evidence": fact.quotation.text,
        "start_char": fact.quotation.start,
        "end_char": fact.quotation.end,
        "document": documents.get(fact.quotation.article, fact.quotation.article),
    }
