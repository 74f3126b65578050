"""Numbers in words, checked against text2num, and in digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.numbers import read_digits, read_words
from kg.values.quantity import find_quantities

text2num = pytest.importorskip("text_to_num")


@pytest.mark.parametrize(
    ("values", "number", "taken"),
    [
        ((4, 20, 10), 90, 3),
        ((4, 20, 10, 9), 99, 4),
        ((2, 100, 1000), 200_000, 3),
        ((1000, 5, 100), 1500, 3),
        ((3, 1_000_000, 2, 100, 1000), 3_200_000, 5),
        ((20, 3, 20), 23, 2),
        ((60, 11), 71, 2),
        ((2, 3), 2, 1),
        ((0, 5), 0, 1),
        ((1000, 1_000_000), 1000, 1),
    ],
)
def test_number_words(values: tuple[int, ...], number: int, taken: int) -> None:
    assert read_words(values) == (number, taken)


@pytest.mark.parametrize(
    "words",
    [
        "seize",
        "vingt et un",
        "soixante-dix",
        "soixante et onze",
        "quatre-vingts",
        "quatre-vingt-un",
        "quatre-vingt-dix-neuf",
        "cent un",
        "deux cents",
        "deux cent trente-quatre",
        "mille",
        "mille neuf cent quatre-vingt-quatre",
        "dix mille",
        "deux cent mille trois",
        "un million deux cent mille",
        "trois milliards cinq cents millions",
        "septante-deux",
        "nonante",
    ],
)
def test_words_as_text2num_reads_them(words: str) -> None:
    (found,) = find_quantities(f"{words} euros")
    assert found.quantity.number == text2num.text2num(words, "fr")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("37,3", 37.3),
        ("3.5", 3.5),
        ("1.200.000", 1_200_000),
        ("10.000", 10_000),
        ("50\u202f000,5", 50_000.5),
        ("-8,9", -8.9),
        ("\u22125", -5),
        ("0.125", 0.125),
    ],
)
def test_digits(written: str, number: float) -> None:
    assert read_digits(written) == number


@given(st.lists(st.sampled_from([0, 1, 4, 7, 10, 20, 60, 100, 1000, 1_000_000]), min_size=1, max_size=8))
def test_some_word_is_always_taken(values: list[int]) -> None:
    number, taken = read_words(values)
    assert 1 <= taken <= len(values)
    assert number >= 0
