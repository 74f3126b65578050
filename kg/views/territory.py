"""Where the nodes of a network too large to be read stand: each community on a disc of its own, the discs apart.

Inside a disc the nodes stand on the points of a sunflower (Vogel 1979), evenly, the busiest in the middle; they change
places until neighbours are close. The discs are laid out like the nodes of a small network. Nothing is random.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

from kg.views.bending import Link
from kg.views.placement import place

MOST_GROUPS = 150
SPACING = 12.0
GOLDEN = pi * (3 - sqrt(5))
ROUNDS = 12
ROOM = 2.6
"""Side of the square that a disc of radius 1 gets."""
TIES = 2

Array = NDArray[np.float64]
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Territory:
    """``positions`` of nodes; ``groups`` are centre and radius of the discs, by the number of the community."""

    positions: Mapping[str, Point]
    groups: tuple[tuple[int, int, int], ...]


def settle(groups: Mapping[str, int], weights: Mapping[str, int], links: Sequence[tuple[str, str]]) -> Territory:
    """Lay out the nodes of ``groups`` (node → number of its community); heavier ones stand nearer to the middle."""
    members: dict[int, list[str]] = defaultdict(list)
    for node in sorted(groups, key=lambda n: (-weights.get(n, 0), n)):
        members[groups[node]].append(node)
    inside: dict[int, list[tuple[str, str]]] = defaultdict(list)
    between: Counter[tuple[int, int]] = Counter()
    for source, target in links:
        a, b = groups[source], groups[target]
        if a == b:
            inside[a].append((source, target))
        else:
            between[min(a, b), max(a, b)] += 1
    centres = _place_discs({i: _radius(len(nodes)) for i, nodes in members.items()}, between)
    positions: dict[str, Point] = {}
    for i, nodes in sorted(members.items()):
        x, y = centres[i]
        points = _fill_disc(nodes, inside[i])
        positions.update({n: (round(x + dx), round(y + dy)) for n, (dx, dy) in zip(nodes, points, strict=True)})
    discs = tuple((*centres[i], round(_radius(len(members[i])))) for i in sorted(members))
    return Territory(positions, discs)


def _radius(count: int) -> float:
    return SPACING * sqrt(count)


def _place_discs(radii: Mapping[int, float], between: Mapping[tuple[int, int], int]) -> dict[int, Point]:
    """Centres of the discs; each is tied to those it shares most links with."""
    ties: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (a, b), count in between.items():
        ties[a].append((-count, b))
        ties[b].append((-count, a))
    kept = {(min(a, b), max(a, b)) for a, others in ties.items() for _, b in sorted(others)[:TIES]}
    width = len(str(len(radii)))
    boxes = {f"{i:0{width}}": (ROOM * radius, ROOM * radius) for i, radius in radii.items()}
    links = [Link(f"{a:0{width}}", f"{b:0{width}}", (1.0, 1.0)) for a, b in sorted(kept)]
    positions = place(boxes, links).positions
    return {int(name): position for name, position in positions.items()}


def _fill_disc(nodes: Sequence[str], links: Sequence[tuple[str, str]]) -> Array:
    """A point of the sunflower for each node: neighbours pull, then everybody takes the free point that is nearest."""
    steps = np.arange(len(nodes))
    radius, angle = SPACING * np.sqrt(steps + 0.5), (steps * GOLDEN) % (2 * pi)
    points = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    if len(nodes) < 4 or not links:
        return points
    index = {node: i for i, node in enumerate(nodes)}
    ends = np.array([(index[a], index[b]) for a, b in links])
    sources, targets = np.concatenate([ends[:, 0], ends[:, 1]]), np.concatenate([ends[:, 1], ends[:, 0]])
    degrees = np.maximum(np.bincount(sources, minlength=len(nodes)), 1)
    rings = [ring for ring in np.array_split(steps, max(round(sqrt(len(nodes)) / 2), 1)) if len(ring)]
    slots = [ring[np.argsort(angle[ring], kind="stable")] for ring in rings]
    taken = points.copy()
    for _ in range(ROUNDS):
        pulled = np.column_stack([np.bincount(sources, taken[targets, k], len(nodes)) / degrees for k in (0, 1)])
        wish = 0.4 * taken + 0.6 * pulled
        order = np.argsort(np.hypot(wish[:, 0], wish[:, 1]), kind="stable")
        around = np.arctan2(wish[:, 1], wish[:, 0]) % (2 * pi)
        for ring, slot in zip(rings, slots, strict=True):
            chosen = order[ring]
            taken[chosen[np.argsort(around[chosen], kind="stable")]] = points[slot]
    return taken
