"""The network of actors: who acts on whom, drawn by the vis-network of pyvis in a page of our own.

Of pyvis only its copy of vis-network is used, not its page: that one links Bootstrap from elsewhere and puts headings,
menus and titles into the HTML unescaped. All of a network too large to be read is drawn by sigma in WebGL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from textwrap import wrap
from typing import Any

import networkx as nx

from kg.schema import load_schema
from kg.views.account import Account, Entity, Fact
from kg.views.bending import Box, Link
from kg.views.page import ALONE, describe, number, read_strings, render_page, style_of
from kg.views.placement import Placement, place
from kg.views.selection import (
    READABLE_NODES,
    Line,
    Unit,
    choose_essential,
    choose_readable,
    find_units,
    measure_prominence,
)
from kg.views.territory import MOST_GROUPS, Territory, settle

OPTIONS = {
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "physics": {"enabled": False, "stabilization": {"iterations": 150}},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": True,
        "tooltipDelay": 150,
        "multiselect": False,
        "keyboard": {"bindToWindow": False},
    },
    "nodes": {"shape": "box"},
    "edges": {"smooth": False, "selectionWidth": 1.5},
}
LABEL_FONT = 13
LABEL_WIDTH = 18
PIVOTS = 150
PIVOT_STEPS = 600_000
SCRIPTS = ("page.js", "evidence.js", "network-style.js", "network-map.js", "network.js", "network-export.js")


@dataclass(frozen=True, slots=True)
class Node:
    """``label`` is what the canvas shows, wrapped and cut; ``name`` is whole; ``font`` is in pixels."""

    id: str
    kind: str
    type: str
    name: str
    label: str
    font: int
    weight: int
    standing: str = "positive"
    reported: bool = False
    betweenness: float = 0.0
    community: int = 0

    @property
    def round(self) -> bool:
        """Whether the node is an ellipse."""
        return self.kind == "entity" and style_of(self.type)["shape"] == "ellipse"

    @property
    def box(self) -> Box:
        """Width and height in pixels, as vis-network draws them with Arial (it sizes ellipses by their diagonal)."""
        lines = self.label.split("\n")
        height = len(lines) * self.font
        if self.round:
            return max(map(len, lines)) * self.font * 0.49 + height, 2.0 * height
        return max(map(len, lines)) * self.font * 0.53 + 14, height + 14.0


@dataclass(frozen=True, slots=True)
class Edge:
    id: str
    line: Line


@dataclass(frozen=True, slots=True)
class Network:
    """What the page shows: everything, and where it stands on each level of detail.

    A network of more than ``READABLE_NODES`` nodes has a ``territory``, on which the page draws all of it.
    """

    account: Account
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    levels: Mapping[str, Placement]
    members: Mapping[str, tuple[str, ...]]
    view: str = "network"
    territory: Territory | None = None


def data(account: Account) -> Network:
    """The actors and facts of ``account`` as a laid-out network."""
    return arrange(account, find_units(account), "network")


def arrange(account: Account, units: Sequence[Unit], view: str) -> Network:
    """``units`` laid out on both levels of detail."""
    facts = {fact.id: fact for fact in account.facts}
    edges = tuple(Edge(f"e{i}", line) for i, line in enumerate(line for unit in units for line in unit.lines))
    ids = {edge.line: edge.id for edge in edges}
    prominence = measure_prominence(account)
    nodes = {e.id: _entity_node(e, prominence[e.id]) for e in account.entities}
    nodes |= {u.event: _event_node(facts[u.event]) for u in units if u.event}
    nodes |= {
        node: replace(nodes[node], betweenness=central, community=community)
        for node, (central, community) in _measure(edges).items()
    }
    levels, members = {}, {}
    for level, chosen in (("essential", choose_essential(account, units)), ("full", choose_readable(account, units))):
        shown = {n for unit in chosen for n in unit.nodes}
        lines = [line for unit in chosen for line in unit.lines]
        levels[level] = place(
            {n: nodes[n].box for n in sorted(shown)},
            [Link(line.source, line.target, _label_box(line, facts), line.role != "agent") for line in lines],
        )
        members[level] = tuple(ids[line] for line in lines)
    drawn = sorted({n for unit in units for n in unit.nodes})
    territory = None
    if len(drawn) > READABLE_NODES:
        ends = [(edge.line.source, edge.line.target) for edge in edges]
        territory = settle({n: nodes[n].community for n in drawn}, {n: nodes[n].weight for n in drawn}, ends)
    return Network(account, tuple(nodes[n] for n in drawn), edges, levels, members, view, territory)


def render(network: Network, beside: Mapping[str, str] = ALONE) -> str:
    """The HTML page; ``beside`` as ``describe`` takes it."""
    levels = {
        name: {
            "positions": dict(level.positions),
            "curvatures": dict(zip(network.members[name], level.curvatures, strict=True)),
        }
        for name, level in network.levels.items()
    }
    nodes = number(node.id for node in network.nodes)
    known = {
        "entity": number(entity.id for entity in network.account.entities),
        "event": number(fact.id for fact in network.account.facts),
    }
    page: dict[str, Any] = describe(network.account, network.view, beside) | {
        "nodes": [_node_row(node, known[node.kind]) for node in network.nodes],
        "edges": [_edge_row(edge.line, nodes, known["event"]) for edge in network.edges],
        "map": _describe_territory(network.territory, nodes) if network.territory else None,
        "options": OPTIONS,
        "levels": levels,
        "properties": {name: kind.property for name, kind in load_schema().event_types.items()},
    }
    libraries = [_vis_network()] if network.territory is None else [_vis_network(), _sigma()]
    return render_page("network", page, SCRIPTS, before=libraries)


def _node_row(node: Node, known: Mapping[str, int]) -> list[Any]:
    """What ``network-style.js`` reads: an entity by its number among the entities, an event by that of its fact."""
    label = "" if node.label == node.name else node.label
    row = [known[node.id], node.font, node.weight, node.community, node.betweenness, label]
    return row if node.kind == "entity" else [*row, node.name, node.type, node.standing, int(node.reported)]


def _edge_row(line: Line, nodes: Mapping[str, int], facts: Mapping[str, int]) -> list[Any]:
    """Edges are named after their place: the first is "e0"."""
    row = [nodes[line.source], nodes[line.target], [facts[fact] for fact in line.facts], line.standing]
    return [*row, int(line.reported), line.role] if line.role else [*row, int(line.reported)]


def _describe_territory(territory: Territory, nodes: Mapping[str, int]) -> dict[str, Any]:
    return {"positions": [territory.positions[node] for node in nodes], "groups": territory.groups}


def _measure(edges: Iterable[Edge]) -> dict[str, tuple[float, int]]:
    """Betweenness, the highest 1, and community by Louvain (Blondel et al. 2008).

    Betweenness is estimated from ``PIVOTS`` nodes at most, fewer in large networks (Brandes and Pich 2007). The
    smallest communities beyond ``MOST_GROUPS`` count as one.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((edge.line.source, edge.line.target) for edge in edges)
    if not graph:
        return {}
    central = nx.betweenness_centrality(graph, k=min(len(graph), PIVOTS, max(PIVOT_STEPS // graph.size(), 5)), seed=0)
    highest = max(central.values()) or 1.0
    communities = sorted(nx.community.louvain_communities(graph, seed=0), key=lambda group: (-len(group), min(group)))
    return {
        node: (round(central[node] / highest, 3), min(i, MOST_GROUPS - 1))
        for i, group in enumerate(communities)
        for node in group
    }


@cache
def _sigma() -> str:
    return (resources.files("kg.views") / "assets" / "sigma.js").read_text("utf-8")


@cache
def _vis_network() -> str:
    return (resources.files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js").read_text("utf-8")


def _entity_node(entity: Entity, weight: int) -> Node:
    font = (23 if weight >= 12 else 19 if weight >= 6 else 16) if entity.named else (14 if weight >= 6 else 13)
    return Node(entity.id, "entity", entity.type, entity.name, shorten(entity.name), font, weight)


def _event_node(fact: Fact) -> Node:
    negative = "✗ " if fact.standing == "negative" else ""
    return Node(
        fact.id,
        "event",
        fact.type,
        fact.predicate,
        negative + shorten(fact.predicate),
        13,
        1,
        fact.standing,
        bool(fact.sources),
    )


def shorten(name: str, width: int = 24, lines: int = 2) -> str:
    """At most ``lines`` lines of ``width`` characters: what of a name fits on the canvas."""
    return "\n".join(wrap(name, width, max_lines=lines, placeholder="…")) or name[:width]


def _label_box(line: Line, facts: Mapping[str, Fact]) -> Box:
    lines = label_of(line, facts).split("\n")
    if not lines[0]:
        return 1.0, 1.0
    return max(map(len, lines)) * LABEL_FONT * 0.48 + 6, len(lines) * LABEL_FONT * 1.15 + 2


def label_of(line: Line, facts: Mapping[str, Fact]) -> str:
    """What stands on a line, in French, wrapped: the verbs of the text, or the role of a spoke, if it needs one."""
    strings = read_strings()["fr"]
    if line.role:
        roles = load_schema().roles
        role = roles[line.role].label["fr"] if line.role in roles else line.role
        return "" if line.role in ("agent", "patient") else strings.get(f"spoke.{line.role}", role)
    lemmas = list(dict.fromkeys(facts[fact].predicate for fact in line.facts))
    words = ", ".join(lemma if len(lemma) <= 28 else lemma[:27] + "…" for lemma in lemmas[:2])
    words += f" +{len(lemmas) - 2}" * (len(lemmas) > 2)
    if line.standing == "unreal":
        words += f" ({strings['modality.' + facts[line.facts[0]].modality]})"
    return "\n".join(wrap("✗ " + words if line.standing == "negative" else words, LABEL_WIDTH, break_long_words=False))
