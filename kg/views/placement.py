"""Where nodes and edge labels stand, computed ahead so that the same graph always looks the same.

Stress majorization (Gansner, Koren and North 2004) on the graph whose edge labels are vertices too, then overlapping
boxes are pushed apart, then each edge gets the curvature whose label collides least. Units are pixels at zoom 1,
positions are rounded, nothing is random.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

Box = tuple[float, float]
Point = tuple[int, int]
Array = NDArray[np.float64]

STRETCH = 1.45
GAP = 14.0
CURVATURES = (0.0, 0.12, -0.12, 0.24, -0.24, 0.38, -0.38, 0.55, -0.55, 0.75, -0.75)
STEPS = tuple(i / 20 for i in range(3, 18))


@dataclass(frozen=True, slots=True)
class Placement:
    """``positions`` of node centres; ``curvatures`` is the ``roundness`` of vis-network's ``curvedCW``, one an edge."""

    positions: Mapping[str, Point]
    curvatures: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An edge and the box of its label."""

    source: str
    target: str
    label: Box


def place(boxes: Mapping[str, Box], links: Sequence[Link], aspect: float = 1.35) -> Placement:
    """Lay out every connected component, pack them, and bend the edges. ``aspect`` is width by height of the canvas."""
    with threadpool_limits(1, "blas"):  # the matrices are small: threads would only wait for each other
        parts = [_place_component(part, boxes, links) for part in _components(boxes, links)]
    positions = _fill(_pack(parts, boxes, aspect), boxes, aspect)
    return Placement({k: (round(x), round(y)) for k, (x, y) in positions.items()}, _bend(positions, boxes, links))


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
        if not step.any():
            break
        points[:nodes] += step
    return points


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


def _bend(
    positions: Mapping[str, tuple[float, float]], boxes: Mapping[str, Box], links: Sequence[Link]
) -> tuple[float, ...]:
    """Coordinate descent over the curvatures: each edge in turn takes the one whose label and line collide least."""
    index = {node: i for i, node in enumerate(positions)}
    nodes = np.array([(*positions[node], *boxes[node]) for node in positions]).reshape(-1, 4)
    steps, rounds = (STEPS, 4) if len(links) <= 150 else (STEPS[1::3], 2)
    middle = steps.index(0.5)
    paths = [
        np.array(
            [[curve_point(positions[link.source], positions[link.target], c, t) for t in steps] for c in CURVATURES]
        )
        for link in links
    ]
    chosen = [0] * len(links)
    labels = np.array([(*path[0, middle], *link.label) for path, link in zip(paths, links, strict=True)]).reshape(-1, 4)
    for _ in range(rounds):
        before = list(chosen)
        for i, link in enumerate(links):
            strangers = np.delete(nodes, [index[link.source], index[link.target]], axis=0)
            costs = _costs(paths[i], middle, link.label, nodes, strangers, np.delete(labels, i, axis=0))
            chosen[i] = int(np.round(costs, 3).argmin())
            labels[i, :2] = paths[i][chosen[i], middle]
        if chosen == before:
            break
    return tuple(CURVATURES[c] for c in chosen)


def curve_point(
    source: tuple[float, float], target: tuple[float, float], curvature: float, t: float
) -> tuple[float, float]:
    """A point of the edge that vis-network draws with ``smooth: {type: curvedCW, roundness: curvature}``.

    From ``_getViaCoordinates`` of its BezierEdgeStatic; the edge is a quadratic Bézier curve through that via point.
    """
    (x0, y0), (x1, y1) = source, target
    radius = hypot(x1 - x0, y0 - y1)
    share = curvature * 0.5 + 0.5
    angle = atan2(y0 - y1, x1 - x0) + share * pi
    via = x0 + share * radius * sin(angle), y0 + share * radius * cos(angle)
    return (
        (1 - t) ** 2 * x0 + 2 * t * (1 - t) * via[0] + t**2 * x1,
        (1 - t) ** 2 * y0 + 2 * t * (1 - t) * via[1] + t**2 * y1,
    )


def _costs(path: Array, middle: int, label: Box, nodes: Array, strangers: Array, labels: Array) -> Array:
    """One cost a curvature: bending, the label on nodes and labels, the line through other nodes and labels."""
    boxes = np.concatenate([path[:, middle], np.tile(label, (len(path), 1))], axis=1)
    dots = np.concatenate([path, np.full_like(path, 4.0)], axis=2).reshape(-1, 4)
    through = 60 * (_overlaps(dots, strangers, 0) > 0).sum(axis=1) + 8 * (_overlaps(dots, labels, 0) > 0).sum(axis=1)
    bending = 60 * np.square(CURVATURES)
    costs: Array = (
        bending
        + 3 * _overlaps(boxes, labels, 3).sum(axis=1)
        + 4 * _overlaps(boxes, nodes, 3).sum(axis=1)
        + through.reshape(len(path), -1).sum(axis=1)
    )
    return costs


def _overlaps(some: Array, others: Array, margin: float) -> Array:
    """Areas that the boxes (x, y, width, height) of both share, widened by ``margin``."""
    across, down = (
        (some[:, None, i + 2] + others[None, :, i + 2]) / 2 + margin - np.abs(some[:, None, i] - others[None, :, i])
        for i in (0, 1)
    )
    areas: Array = np.maximum(across, 0.0) * np.maximum(down, 0.0)
    return areas
