"""The network of actors: who acts on whom, drawn by pyvis (vis-network) in a page of our own.

Only pyvis's nodes, edges and copy of vis-network are used, not its page: that one links Bootstrap from elsewhere and
puts headings, menus and titles into the HTML unescaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from textwrap import wrap
from typing import Any

from pyoxigraph import Store
from pyvis.network import Network as Canvas

from kg.views.account import Account, Entity, Fact
from kg.views.page import describe, read_template, render_page, title_of
from kg.views.placement import Box, Link, Placement, place
from kg.views.reading import read_account
from kg.views.selection import Line, choose_essential, find_units, measure_prominence

OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": True, "tooltipDelay": 150, "multiselect": False},
    "nodes": {"shape": "box"},
    "edges": {"smooth": False, "selectionWidth": 1.5},
}
LABEL_FONT = 13


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

    @property
    def box(self) -> Box:
        lines = self.label.split("\n")
        return max(map(len, lines)) * self.font * 0.56 + 18, len(lines) * self.font * 1.2 + 14


@dataclass(frozen=True, slots=True)
class Edge:
    id: str
    line: Line


@dataclass(frozen=True, slots=True)
class Network:
    """What the page shows: everything, and where it stands on each level of detail."""

    account: Account
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    levels: Mapping[str, Placement]
    members: Mapping[str, tuple[str, ...]]


def data(store: Store) -> Network:
    """The actors and facts of ``store`` as a laid-out network."""
    account = read_account(store)
    facts = {fact.id: fact for fact in account.facts}
    units = find_units(account)
    edges = tuple(Edge(f"e{i}", line) for i, line in enumerate(line for unit in units for line in unit.lines))
    ids = {edge.line: edge.id for edge in edges}
    prominence = measure_prominence(account)
    nodes = {e.id: _entity_node(e, prominence[e.id]) for e in account.entities}
    nodes |= {u.event: _event_node(facts[u.event]) for u in units if u.event}
    levels, members = {}, {}
    for level, chosen in (("essential", choose_essential(account, units)), ("full", units)):
        shown = {n for unit in chosen for n in unit.nodes}
        lines = [line for unit in chosen for line in unit.lines]
        levels[level] = place({n: nodes[n].box for n in sorted(shown)},
                              [Link(line.source, line.target, _label_box(line, facts)) for line in lines])
        members[level] = tuple(ids[line] for line in lines)
    return Network(account, tuple(nodes[n] for n in sorted(levels["full"].positions)), edges, levels, members)


def render(network: Network) -> str:
    """The HTML page."""
    canvas = Canvas(directed=True, cdn_resources="in_line")
    for node in network.nodes:
        canvas.add_node(node.id, label=node.label, kind=node.kind, type=node.type, name=node.name, font=node.font,
                        weight=node.weight, standing=node.standing, reported=node.reported)
    for edge in network.edges:
        line = edge.line
        canvas.add_edge(line.source, line.target, id=edge.id, facts=line.facts, standing=line.standing,
                        reported=line.reported, role=line.role)
    levels = {
        name: {"positions": dict(level.positions),
               "curvatures": dict(zip(network.members[name], level.curvatures, strict=True))}
        for name, level in network.levels.items()
    }
    page: dict[str, Any] = describe(network.account) | {
        "title": title_of(network.account), "nodes": canvas.nodes, "edges": canvas.edges, "options": OPTIONS,
        "levels": levels}
    scripts = [_vis_network(), *map(read_template, ("page.js", "evidence.js", "network.js"))]
    return render_page("network", title_of(network.account), page, scripts)


@cache
def _vis_network() -> str:
    return (resources.files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js").read_text("utf-8")


def _entity_node(entity: Entity, weight: int) -> Node:
    font = (19 if weight >= 12 else 17 if weight >= 6 else 15) if entity.named else (14 if weight >= 6 else 13)
    return Node(entity.id, "entity", entity.type, entity.name, shorten(entity.name), font, weight)


def _event_node(fact: Fact) -> Node:
    negative = "✗ " if fact.standing == "negative" else ""
    return Node(fact.id, "event", fact.type, fact.predicate, negative + shorten(fact.predicate), 13, 1, fact.standing,
                bool(fact.sources))


def shorten(name: str, width: int = 24, lines: int = 2) -> str:
    """At most ``lines`` lines of ``width`` characters: what of a name fits on the canvas."""
    return "\n".join(wrap(name, width, max_lines=lines, placeholder="…")) or name[:width]


def _label_box(line: Line, facts: Mapping[str, Fact]) -> Box:
    text = "" if line.role in ("agent", "patient") else line.role[:2] or _words(line, facts)
    return (len(text) * LABEL_FONT * 0.52 + 8, LABEL_FONT * 1.4) if text else (1.0, 1.0)


def _words(line: Line, facts: Mapping[str, Fact]) -> str:
    lemmas: Iterable[str] = dict.fromkeys(facts[f].predicate for f in line.facts)
    kept = ", ".join(list(lemmas)[:2])
    hint = " (sous condition)" if line.standing == "unreal" else "✗ " if line.standing == "negative" else ""
    return kept + hint


