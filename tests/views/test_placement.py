"""Layout: apart, inside the aspect, the same each time."""

from __future__ import annotations

import pytest

from kg.views.placement import Link, curve_point, place

BOXES = dict.fromkeys("abcdefgh", (110.0, 34.0))
LINKS = [Link(pair[0], pair[1], (70.0, 18.0)) for pair in ("ab", "ac", "ad", "bc", "ba", "ef", "gg")]


def test_boxes_do_not_overlap() -> None:
    positions = place(BOXES, LINKS).positions
    assert set(positions) == set(BOXES)
    for a, (x, y) in positions.items():
        for b, (u, v) in positions.items():
            assert a == b or abs(x - u) >= 110 or abs(y - v) >= 34


def test_parallel_edges_part() -> None:
    placement = place(BOXES, LINKS)
    forth, back = placement.positions["a"], placement.positions["b"]
    one = curve_point(forth, back, placement.curvatures[0], 0.5)
    other = curve_point(back, forth, placement.curvatures[4], 0.5)
    assert abs(one[0] - other[0]) >= 70 or abs(one[1] - other[1]) >= 18


def test_order_of_the_boxes_does_not_matter() -> None:
    assert place(dict(reversed(BOXES.items())), LINKS).positions == place(BOXES, LINKS).positions


def test_nothing_to_place() -> None:
    assert place({}, []).positions == {}
    assert set(place({"a": (10.0, 10.0)}, []).positions) == {"a"}


@pytest.mark.parametrize("curvature", [0.0, 0.24, -0.38])
def test_a_curve_starts_and_ends_at_its_nodes(curvature: float) -> None:
    assert curve_point((0, 0), (100, 40), curvature, 0) == (0, 0)
    assert curve_point((0, 0), (100, 40), curvature, 1) == (100, 40)
    assert curve_point((0, 0), (100, 0), 0.0, 0.5) == pytest.approx((50, 0))
