"""How edges bend: each gets the curvature whose label, line and arrowhead collide least. Units are pixels at zoom 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float]
Point = tuple[float, float]
Array = NDArray[np.float64]

ARROW = 18.0
"""Length of an arrowhead of vis-network as the page scales it, with room for a bit of the line."""
HEAD = 13.0
DOT = 4.0
FEW = 60
"""Links up to which every way is weighed thoroughly."""
CURVATURES = (0.0, 0.12, -0.12, 0.24, -0.24, 0.38, -0.38, 0.55, -0.55, 0.75, -0.75)
STEPS = np.arange(3, 18) / 20
FINE = np.arange(0.5, 1.0, 0.02)


@dataclass(frozen=True, slots=True)
class Link:
    """An edge, the box of its label, and whether an arrowhead stands at its target."""

    source: str
    target: str
    label: Box
    arrow: bool = True


@dataclass(frozen=True, slots=True)
class _Course:
    """The ways a link can take, one row a curvature: boxes on its line, of its label and of its arrowhead."""

    dots: Array
    labels: Array
    heads: Array
    strangers: Array

    @property
    def ways(self) -> tuple[Array, Array, Array]:
        return self.labels, self.heads, self.dots


def bend(positions: Mapping[str, Point], boxes: Mapping[str, Box], links: Sequence[Link]) -> tuple[float, ...]:
    """One curvature a link: the ``roundness`` of vis-network's ``curvedCW``.

    Coordinate descent: each edge in turn takes the way that costs least beside those of the others, from the first to
    the last, the last to the first, and the long ones first; the best of the three is kept.
    """
    if not links:
        return ()
    index = {node: i for i, node in enumerate(positions)}
    nodes = np.array([(*positions[node], *boxes[node]) for node in positions])
    few = len(links) <= FEW
    courses = [_course(link, nodes, index, STEPS if few else STEPS[1::3]) for link in links]
    turn = list(range(len(links)))
    lengths = [float(np.hypot(*(course.dots[0, -1, :2] - course.dots[0, 0, :2]))) for course in courses]
    orders = [turn, turn[::-1], sorted(turn, key=lambda i: -lengths[i])] if few else [turn]
    tries = [_descend(courses, nodes, order, 4 if few else 2) for order in orders]
    best = min(tries, key=lambda one: one[1])[0]
    return tuple(CURVATURES[choice] for choice in best)


def _descend(courses: Sequence[_Course], nodes: Array, order: Sequence[int], rounds: int) -> tuple[list[int], float]:
    """The choices at which no link alone can do better, or the last, and what they cost."""
    chosen = [0] * len(courses)
    costs = [0.0] * len(courses)
    labels = np.array([course.labels[0] for course in courses])
    heads = np.array([course.heads[0] for course in courses])
    lines = np.array([course.dots[0] for course in courses])
    for _ in range(rounds):
        before = list(chosen)
        for i in order:
            others = np.arange(len(courses)) != i
            options = np.round(_weigh(courses[i], nodes, labels[others], heads[others], lines[others]), 3)
            chosen[i] = int(options.argmin())
            costs[i] = float(options[chosen[i]])
            labels[i], heads[i], lines[i] = (way[chosen[i]] for way in courses[i].ways)
        if chosen == before:
            break
    return chosen, sum(costs)


def curve_point(source: Point, target: Point, curvature: float, t: float) -> Point:
    """A point of the edge that vis-network draws with ``smooth: {type: curvedCW, roundness: curvature}``.

    From ``_getViaCoordinates`` of its BezierEdgeStatic; the edge is a quadratic Bézier curve through that via point.
    """
    x, y = _draw(source, target, curvature, np.array([t]))[0]
    return float(x), float(y)


def _draw(source: Point, target: Point, curvature: float, t: Array) -> Array:
    (x0, y0), (x1, y1) = source, target
    radius = hypot(x1 - x0, y0 - y1)
    share = curvature * 0.5 + 0.5
    angle = atan2(y0 - y1, x1 - x0) + share * pi
    via = x0 + share * radius * sin(angle), y0 + share * radius * cos(angle)
    corners = np.array([(x0, y0), via, (x1, y1)])
    points: Array = np.column_stack([(1 - t) ** 2, 2 * t * (1 - t), t**2]) @ corners
    return points


def _course(link: Link, nodes: Array, index: Mapping[str, int], steps: Array) -> _Course:
    start, end = nodes[index[link.source]], nodes[index[link.target]]
    source, target = (start[0], start[1]), (end[0], end[1])
    line = np.array([_draw(source, target, c, steps) for c in CURVATURES])
    middles = line[:, int(np.abs(steps - 0.5).argmin())]
    labels = np.concatenate([middles, np.tile(link.label, (len(middles), 1))], axis=1)
    size = HEAD if link.arrow else 0.0
    heads = np.array([(*_head(source, target, c, end), size, size) for c in CURVATURES])
    strangers = np.delete(nodes, [index[link.source], index[link.target]], axis=0)
    return _Course(np.concatenate([line, np.full_like(line, DOT)], axis=2), labels, heads, strangers)


def _head(source: Point, target: Point, curvature: float, box: Array) -> Point:
    """The middle of the arrowhead: half its length before the curve enters ``box``."""
    points = _draw(source, target, curvature, FINE)
    away = np.abs(points - box[:2]) - box[2:] / 2
    outside = points[(away > 0).any(axis=1)]
    last = outside[-1] if len(outside) else points[0]
    way = last - (outside[-2] if len(outside) > 1 else np.array(source))
    x, y = last - way / max(float(np.hypot(*way)), 1e-6) * HEAD / 2
    return float(x), float(y)


def _weigh(course: _Course, nodes: Array, labels: Array, heads: Array, lines: Array) -> Array:
    """One cost a curvature: bending; label and arrowhead on nodes, labels, arrowheads; lines through others."""
    count = len(CURVATURES)
    dots = course.dots.reshape(-1, 4)
    through = 60 * (_overlaps(dots, course.strangers, 0) > 0).sum(axis=1)
    through += 20 * (_overlaps(dots, labels, 0) > 0).sum(axis=1)
    own = np.array([_overlaps(course.labels[i : i + 1], course.heads[i : i + 1], 2)[0, 0] for i in range(count)])
    costs: Array = (
        60 * np.square(CURVATURES)
        + 4 * _overlaps(course.labels, nodes, 3).sum(axis=1)
        + 3 * _overlaps(course.labels, labels, 3).sum(axis=1)
        + 3 * _overlaps(course.labels, heads, 2).sum(axis=1)
        + 3 * _overlaps(course.heads, labels, 2).sum(axis=1)
        + 3 * _overlaps(course.heads, course.strangers, 1).sum(axis=1)
        + 4 * own
        + 20 * (_overlaps(course.labels, lines.reshape(-1, 4), 0) > 0).sum(axis=1)
        + through.reshape(count, -1).sum(axis=1)
    )
    return costs


def _overlaps(some: Array, others: Array, margin: float) -> Array:
    """Areas that the boxes (x, y, width, height) of both share, widened by ``margin``; a box without size has none."""
    across, down = (
        (some[:, None, i + 2] + others[None, :, i + 2]) / 2 + margin - np.abs(some[:, None, i] - others[None, :, i])
        for i in (0, 1)
    )
    areas: Array = np.maximum(across, 0.0) * np.maximum(down, 0.0)
    return areas * ((some[:, None, 2] > 0) & (others[None, :, 2] > 0))
