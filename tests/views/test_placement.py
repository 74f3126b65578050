"""Layout: apart, inside the aspect, the same each time."""

from __future__ import annotations

from kg.views.bending import ARROW, Link, curve_point
from kg.views.placement import place

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


def test_the_arrowhead_has_room_beside_the_label() -> None:
    boxes = {"a": (160.0, 36.0), "b": (40.0, 26.0), "c": (40.0, 26.0)}
    positions = place(boxes, [Link("a", "b", (12.0, 18.0)), Link("c", "a", (60.0, 18.0))]).positions
    (ax, ay), (bx, by), (cx, cy) = (positions[name] for name in "abc")
    assert abs(bx - ax) / 2 - 6 - 20 >= ARROW - 3 or abs(by - ay) / 2 - 9 - 13 >= ARROW - 3
    assert abs(cx - ax) / 2 - 30 - 80 >= ARROW - 3 or abs(cy - ay) / 2 - 9 - 18 >= ARROW - 3


def test_order_of_the_boxes_does_not_matter() -> None:
    assert place(dict(reversed(BOXES.items())), LINKS).positions == place(BOXES, LINKS).positions


def test_nothing_to_place() -> None:
    assert place({}, []).positions == {}
    assert set(place({"a": (10.0, 10.0)}, []).positions) == {"a"}
