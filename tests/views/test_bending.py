"""Curves: where they run, and what they keep clear of."""

from __future__ import annotations

import pytest

from kg.views.bending import Link, bend, curve_point

LABEL = (60.0, 18.0)


@pytest.mark.parametrize("curvature", [0.0, 0.24, -0.38])
def test_a_curve_starts_and_ends_at_its_nodes(curvature: float) -> None:
    assert curve_point((0, 0), (100, 40), curvature, 0) == pytest.approx((0, 0))
    assert curve_point((0, 0), (100, 40), curvature, 1) == pytest.approx((100, 40))
    assert curve_point((0, 0), (100, 0), 0.0, 0.5) == pytest.approx((50, 0))


def test_a_line_that_nothing_hinders_is_straight() -> None:
    assert bend({"a": (0, 0), "b": (300, 0)}, dict.fromkeys("ab", (40.0, 26.0)), [Link("a", "b", LABEL)]) == (0.0,)
    assert bend({}, {}, []) == ()


def test_a_line_leaves_a_node_between_its_ends_aside() -> None:
    positions = {"a": (0.0, 0.0), "between": (200.0, 0.0), "b": (400.0, 0.0)}
    (curvature,) = bend(positions, dict.fromkeys(positions, (40.0, 26.0)), [Link("a", "b", LABEL)])
    ways = [curve_point(positions["a"], positions["b"], curvature, i / 20) for i in range(21)]
    assert all(abs(x - 200) > 20 or abs(y) > 13 for x, y in ways)


def test_a_label_leaves_the_line_and_the_arrowhead_of_another_free() -> None:
    positions = {"a": (0.0, 0.0), "b": (300.0, 0.0), "c": (150.0, -90.0), "d": (150.0, 28.0)}
    boxes = dict.fromkeys(positions, (40.0, 26.0))
    across, down = bend(positions, boxes, [Link("a", "b", LABEL), Link("c", "d", (20.0, 18.0))])
    x, y = curve_point(positions["a"], positions["b"], across, 0.5)
    head = curve_point(positions["c"], positions["d"], down, 0.85)
    assert abs(x - head[0]) > 30 or abs(y - head[1]) > 9
