"""Accept headers: RFC 9110, section 12.5.1."""

from __future__ import annotations

import pytest

from kg.server.negotiation import choose, read_accept

OFFERED = ("application/json", "text/csv", "text/turtle")


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0, text/*", "text/turtle"),
        ("text/csv;q=0.1, text/turtle;q=0.2", "text/turtle"),
        ("TEXT/Turtle; charset=utf-8", "text/turtle"),
        ("*/*;q=0.5, text/turtle", "text/turtle"),
        ("image/png", None),
        ("application/json;q=0", None),
        ("text/csv;q=nonsense", None),
        (",,;q=1", "application/json"),
    ],
)
def test_the_best_wins(header: str, chosen: str | None) -> None:
    assert choose(read_accept(header), OFFERED) == chosen
