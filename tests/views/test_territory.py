"""Where the nodes of a large network stand."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from kg.views.territory import SPACING, settle

GROUPS = {f"n{i:03}": i % 3 for i in range(300)}
LINKS = [(a, b) for k in range(3) for a, b in pairwise(n for n, group in GROUPS.items() if group == k)]


def test_each_community_keeps_to_its_disc() -> None:
    found = settle(GROUPS, {}, [*LINKS, ("n000", "n001")])
    for node, (x, y) in found.positions.items():
        cx, cy, radius = found.groups[GROUPS[node]]
        assert hypot(x - cx, y - cy) <= radius + 1
    for i, (x, y, radius) in enumerate(found.groups):
        for u, v, other in found.groups[:i]:
            assert hypot(x - u, y - v) > radius + other


def test_no_two_nodes_share_a_place() -> None:
    positions = list(settle(GROUPS, {}, LINKS).positions.values())
    assert min(hypot(x - u, y - v) for i, (x, y) in enumerate(positions) for u, v in positions[:i]) > SPACING / 2


def test_neighbours_come_near() -> None:
    found = settle(GROUPS, {}, LINKS).positions
    plain = settle(GROUPS, {}, []).positions

    def length(positions: object) -> float:
        assert isinstance(positions, dict)
        return sum(hypot(positions[a][0] - positions[b][0], positions[a][1] - positions[b][1]) for a, b in LINKS)

    assert length(found) < 0.6 * length(plain)


def test_the_order_of_what_comes_in_does_not_matter() -> None:
    assert settle(dict(reversed(GROUPS.items())), {}, LINKS) == settle(GROUPS, {}, LINKS)
