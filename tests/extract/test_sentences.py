"""Sentences of news with the facts that a careful reader takes from them, by what must be read correctly."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.extract.notation import Expected, Reader, known_gaps, mark_gap, parse_expected, read_table

ROWS = read_table("sentences")
GAPS = known_gaps("sentences")
POINTS = {
    "sentences", "arguments", "voice", "structure", "light verbs",
    "noun events", "static", "reality", "speech", "repair",
}


@pytest.fixture(scope="module", autouse=True)
def _read_in_one_batch(read: Reader) -> None:
    read.read_all(row["sentence"] for row in ROWS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(row["sentence"], fact, id=f"{row['point']}-{number}-{fact.written}",
                     marks=mark_gap(GAPS, row["sentence"], fact.written))
        for number, row in enumerate(ROWS, 2)
        for fact in parse_expected(row["facts"])
    ],
)
def test_sentence_is_read_as_a_careful_reader_does(read: Reader, text: str, expected: Expected) -> None:
    expected.check(read(text))


def test_the_table_is_broad_and_has_no_row_twice() -> None:
    assert len({row["sentence"] for row in ROWS}) == len(ROWS) >= 150
    assert set(Counter(row["point"] for row in ROWS)) == POINTS
    assert min(Counter(row["point"] for row in ROWS).values()) >= 12
