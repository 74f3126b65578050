"""Where nodes and edge labels stand, computed ahead so that the same graph always looks the same.

Stress majorization (Gansner, Koren and North 2004) on the graph whose edge labels are vertices too, then overlapping
boxes are pushed apart, then each edge gets the curvature whose label collides least. Units are pixels at zoom 1,
positions are rounded, nothing is random.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from kg.views.bending import ARROW, Array, Box, Link, bend

Point = tuple[int, int]

STRETCH = 1.45
GAP = 14.0


@dataclass(frozen=True, slots=True)
class Placement:
    """``positions`` of node centres; ``curvatures`` is the ``roundness`` of vis-network's ``curvedCW``, one an edge."""

    positions: Mapping[str, Point]
    curvatures: tuple[float, ...]


def place(boxes: Mapping[str, Box], links: Sequence[Link], aspect: float = 1.35) -> Placement:
    """Lay out every connected component, pack them, and bend the edges. ``aspect`` is width by height of the canvas."""
    with threadpool_limits(1, "blas"):  # the matrices are small: threads would only wait for each other
        parts = [_place_component(part, boxes, links) for part in _components(boxes, links)]
    positions = _fill(_pack(parts, boxes, aspect), boxes, aspect)
    whole = {k: (round(x), round(y)) for k, (x, y) in positions.items()}
    return Placement(whole, bend(whole, boxes, links))


def _components(boxes: Mapping[str, Box], links: Sequence[Link]) -> list[list[str]]:
    neighbours: dict[str, set[str]] = {k: set() for k in boxes}
    for link in links:
        neighbours[link.source].add(link.target)
        neighbours[link.target].add(link.source)
    seen: set[str] = set()
    parts = []
    for start in sorted(boxes):
        if start in seen:
            continue
        part, queue = [], [start]
        seen.add(start)
        while queue:
            node = queue.pop(0)
            part.append(node)
            fresh = sorted(neighbours[node] - seen)
            seen.update(fresh)
            queue += fresh
        parts.append(sorted(part))
    return sorted(parts, key=lambda p: (-len(p), p))


def _place_component(
    part: Sequence[str], boxes: Mapping[str, Box], links: Sequence[Link]
) -> dict[str, tuple[float, float]]:
    inner = [link for link in links if link.source in set(part) and link.source != link.target]
    index = {node: i for i, node in enumerate(part)}
    sizes = np.array([boxes[n] for n in part] + [link.label for link in inner], dtype=float)
    pairs = []
    for k, link in enumerate(inner, start=len(part)):
        pairs += [(index[link.source], k), (k, index[link.target])]
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    parallel = Counter(frozenset((link.source, link.target)) for link in inner)
    factors = [1 + 0.4 * (parallel[frozenset((link.source, link.target))] - 1) for link in inner for _ in range(2)]
    points = _spread(_majorize(_distances(len(sizes), pairs, sizes, factors)), sizes, pairs, len(part))
    return {node: (float(points[i, 0]), float(points[i, 1])) for node, i in index.items()}


def _distances(count: int, pairs: Sequence[tuple[int, int]], sizes: Array, factors: Sequence[float]) -> Array:
    """All shortest paths (Floyd–Warshall); a step is as long as the two boxes need, more for parallel edges."""
    table = np.full((count, count), np.inf)
    np.fill_diagonal(table, 0.0)
    for (a, b), factor in zip(pairs, factors, strict=True):
        length = ((sizes[a].sum() + sizes[b].sum()) / 4 / STRETCH + GAP) * factor
        table[a, b] = table[b, a] = min(table[a, b], length)
    for k in range(count):
        np.minimum(table, table[:, k, None] + table[None, k, :], out=table)
    return table


def _majorize(distances: Array, rounds: int = 250) -> Array:
    """SMACOF with weights d⁻², from the classical scaling of the distances."""
    count = len(distances)
    top = _scale(distances)
    points: Array = top * np.where(top[np.abs(top).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    points = points + np.column_stack([np.sin(np.arange(count)), np.cos(np.arange(count) * 1.7)])
    weights = np.where(distances > 0, 1 / np.maximum(distances, 1e-9) ** 2, 0.0)
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + 1 / count) - 1 / count
    pull = -weights * distances
    for _ in range(rounds):
        x, y = points[:, 0], points[:, 1]
        ratio = pull / np.maximum(np.hypot(x[:, None] - x, y[:, None] - y), 1e-6)
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        moved: Array = inverse @ (ratio @ points)
        if np.abs(moved - points).max() < 0.5:
            break
        points = moved
    return points


def _scale(distances: Array, rounds: int = 60) -> Array:
    """Classical scaling to two dimensions; its two eigenvectors by subspace iteration."""
    count = len(distances)
    centred = np.eye(count) - 1 / count
    table = -centred @ distances**2 @ centred / 2
    base = np.column_stack([np.cos(np.arange(count) * 1.3), np.sin(np.arange(count) * 2.1)])
    for _ in range(rounds):
        base = np.linalg.qr(table @ base)[0]
    values, turn = np.linalg.eigh(base.T @ table @ base)
    scaled: Array = (base @ turn)[:, ::-1] * np.sqrt(np.maximum(values[::-1], 1e-9))
    return scaled


def _spread(points: Array, sizes: Array, pairs: Sequence[tuple[int, int]], nodes: int, rounds: int = 200) -> Array:
    """Stretch to the shape of text and push overlapping boxes apart; labels give way and stay near their middle."""
    points = points * np.array([STRETCH, 1.0])
    ends = np.array([(pairs[i][0], pairs[i + 1][1]) for i in range(0, len(pairs), 2)])
    room = (sizes[:, None] + sizes[None, :]) / 2 + np.array([GAP, GAP * 0.7])
    is_label = np.arange(len(points)) >= nodes
    for _ in range(rounds):
        middles = (points[ends[:, 0]] + points[ends[:, 1]]) / 2
        points[nodes:] += 0.3 * (middles - points[nodes:])
        step = _push(points, room, is_label)
        points += step
        if np.abs(step[:nodes]).max() < 0.1:
            break
    for _ in range(rounds):
        step = _push(points[:nodes], room[:nodes, :nodes], is_label[:nodes])
        pull = _lengthen(points[:nodes], sizes, ends)
        if not step.any() and np.abs(pull).max() < 0.5:
            break
        points[:nodes] += step + pull
    for _ in range(rounds):
        step = _push(points[:nodes], room[:nodes, :nodes], is_label[:nodes])
        if not step.any():
            break
        points[:nodes] += step
    return points


def _lengthen(points: Array, sizes: Array, ends: NDArray[np.int_]) -> Array:
    """How far linked nodes part so that the label, in the middle between them, leaves the arrowhead free."""
    sources, targets = ends[:, 0], ends[:, 1]
    way = points[targets] - points[sources]
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)
    way /= length[:, None]
    label = _reach(sizes[len(points) :], way)
    start, end = _reach(sizes[sources], way), _reach(sizes[targets], way)
    needed = np.where(
        sizes[len(points) :, 0] > 1, 2 * (np.maximum(end + ARROW, start + GAP / 2) + label), start + end + ARROW + GAP
    )
    give = 0.2 * np.maximum(needed - length, 0.0)[:, None] * way
    moves = np.zeros_like(points)
    np.add.at(moves, targets, give)
    np.add.at(moves, sources, -give)
    return moves


def _reach(boxes: Array, way: Array) -> Array:
    """From the middle of each box to its border in the direction ``way``."""
    with np.errstate(divide="ignore"):
        reach: Array = (boxes / 2 / np.abs(way)).min(axis=1)
    return reach


def _push(points: Array, room: Array, is_label: NDArray[np.bool_]) -> Array:
    """How far overlapping boxes move each other, along the axis that needs less; a label hardly moves a node."""
    over_x = room[..., 0] - np.abs(points[:, None, 0] - points[None, :, 0])
    over_y = room[..., 1] - np.abs(points[:, None, 1] - points[None, :, 1])
    first, second = np.nonzero(np.triu((over_x > 0) & (over_y > 0), 1))
    x, y = over_x[first, second], over_y[first, second]
    sideways = x < 1.6 * y
    size = np.where(sideways, x, y)
    delta = points[first] - points[second]
    along = np.where(sideways, delta[:, 0], delta[:, 1])
    size = np.where(along > 0, size, -size)
    moves = np.zeros_like(points)
    for mine, other, sign in ((first, second, 1.0), (second, first, -1.0)):
        give = np.where(~is_label[mine] & is_label[other], 0.06, 0.3) * size * sign
        moves[:, 0] += np.bincount(mine, give * sideways, len(points))
        moves[:, 1] += np.bincount(mine, give * ~sideways, len(points))
    return moves


def _pack(
    parts: Sequence[Mapping[str, tuple[float, float]]], boxes: Mapping[str, Box], aspect: float
) -> dict[str, tuple[float, float]]:
    """Shelves: components side by side, the widest shelf as wide as the aspect of the canvas asks."""
    frames = [_frame(part, boxes) for part in parts]
    area = sum((f[2] - f[0] + 2 * GAP) * (f[3] - f[1] + 2 * GAP) for f in frames)
    width = max([(area * aspect) ** 0.5, *(f[2] - f[0] for f in frames)], default=0.0)
    placed: dict[str, tuple[float, float]] = {}
    x = y = shelf = 0.0
    for part, (left, top, right, bottom) in zip(parts, frames, strict=True):
        if x and x + right - left > width:
            x, y, shelf = 0.0, y + shelf + 2 * GAP, 0.0
        placed.update({k: (px - left + x, py - top + y) for k, (px, py) in part.items()})
        x += right - left + 2 * GAP
        shelf = max(shelf, bottom - top)
    return placed


def _fill(
    positions: Mapping[str, tuple[float, float]], boxes: Mapping[str, Box], aspect: float
) -> dict[str, tuple[float, float]]:
    """Draw the positions apart along the axis on which the canvas has room left."""
    if not positions:
        return {}
    left, top, right, bottom = _frame(positions, boxes)
    wider = min(max((bottom - top) * aspect / (right - left), 1.0), 1.6)
    taller = min(max((right - left) / aspect / (bottom - top), 1.0), 1.6)
    return {k: (x * wider, y * taller) for k, (x, y) in positions.items()}


def _frame(part: Mapping[str, tuple[float, float]], boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    return (
        min(x - boxes[k][0] / 2 for k, (x, _) in part.items()),
        min(y - boxes[k][1] / 2 for k, (_, y) in part.items()),
        max(x + boxes[k][0] / 2 for k, (x, _) in part.items()),
        max(y + boxes[k][1] / 2 for k, (_, y) in part.items()),
    )
