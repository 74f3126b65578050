"""Sentences whose plain reading is false: from none may a plain fact come."""

from __future__ import annotations

import pytest

from kg.facts import Fact
from tests.extract.notation import Article, Reader, known_gaps, mark_gap, read_table

ROWS = read_table("never")


def is_called(fact: Fact, predicates: str) -> bool:
    """Whether the fact's predicate is one of those, reflexive or not."""
    return fact.predicate.removeprefix("se ").removeprefix("s'") in {
        p.removeprefix("se ").removeprefix("s'") for p in predicates.split(",")
    }


def asserted(article: Article, predicates: str) -> list[Fact]:
    return [f for f in article.facts.facts if f.status == "asserted" and is_called(f, predicates)]


def parametrize(column: str) -> pytest.MarkDecorator:
    gaps = known_gaps(f"never.{column}")
    return pytest.mark.parametrize(
        ("predicates", "text"),
        [
            pytest.param(row["forbidden"], row[column], id=row[column],
                         marks=mark_gap(gaps, row[column], row["forbidden"]))
            for row in ROWS
        ],
    )


@pytest.fixture(scope="module", autouse=True)
def _read_in_one_batch(read: Reader) -> None:
    read.read_all(row[column] for row in ROWS for column in ("sentence", "twin"))


@parametrize("sentence")
def test_what_is_not_asserted_is_no_plain_fact(read: Reader, predicates: str, text: str) -> None:
    article = read(text)
    if asserted(article, predicates):
        pytest.fail(article.describe(), pytrace=False)


@parametrize("twin")
def test_its_twin_asserts_it(read: Reader, predicates: str, text: str) -> None:
    """Else the sentence above could not fail."""
    article = read(text)
    if not asserted(article, predicates):
        pytest.fail(article.describe(), pytrace=False)


def test_the_table_is_broad_and_has_no_row_twice() -> None:
    assert len({row["sentence"] for row in ROWS}) == len(ROWS) >= 100
    assert len({row["why"] for row in ROWS}) >= 25
