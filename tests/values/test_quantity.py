"""Quantities: sentences in news style with number, unit and bounds, and properties that hold of any text."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.values.quantity import find_quantities


def table() -> Iterator[list[str]]:
    for line in Path(__file__).with_name("quantities.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield [*line.split("\t"), "", "", "", "", ""][:6]


@pytest.mark.parametrize(("sentence", "number", "unit", "kind", "minimum", "maximum"), list(table()))
def test_sentences(sentence: str, number: str, unit: str, kind: str, minimum: str, maximum: str) -> None:
    plain = sentence.replace("[", "").replace("]", "")
    found = find_quantities(plain)
    if number == "none":
        assert not found
        return
    start, end = sentence.index("["), sentence.index("]") - 1
    (here,) = [q for q in found if q.span.start_char < end and start < q.span.end_char]
    assert here.text == plain[here.span.start_char : here.span.end_char]
    assert plain[start:end] in here.text
    quantity = here.quantity
    assert (quantity.number, quantity.unit, here.kind) == (float(number), unit, kind)
    assert quantity.approximate == (minimum == "~")
    assert quantity.minimum == (float(minimum) if minimum not in ("", "~") else None)
    assert quantity.maximum == (float(maximum) if maximum else None)


def test_both_amounts_of_a_sum_in_two_currencies() -> None:
    found = find_quantities("des contrats pour 2,4 milliards d\u2019euros (2,5 milliards de dollars) de munitions")
    assert [(q.quantity.number, q.quantity.unit) for q in found] == [(2.4e9, "EUR"), (2.5e9, "USD")]


WORDS = [
    "deux",
    "cent",
    "mille",
    "millions",
    "un",
    "une",
    "1",
    "2,5",
    "50 000",
    "1.200.000",
    "-",
    "+",
    "%",
    "pour cent",
    "d'",
    "de",
    "euros",
    "$",
    "km",
    "°C",
    "dizaine",
    "la",
    "moitié",
    "tiers",
    "plus de",
    "entre",
    "et",
    "à",
    "demi",
    "personnes",
    "neuf",
    "M",
    "K",
    "le",
    "mai",
    "2023",
    "h",
    "30",
    "²",
    "٣",
    ",",
    "9" * 30,
    "0",
    "au moins",
    "environ",
    "quatre",
    "vingt",
    "EUR",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["", " ", "\u202f"]))
def test_any_words_give_sound_quantities(words: list[str], glue: str) -> None:
    check(glue.join(words))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_sound_quantities(text: str) -> None:
    check(text)


def check(text: str) -> None:
    last = 0
    for found in find_quantities(text):
        assert last <= found.span.start_char
        last = found.span.end_char
        assert text[found.span.start_char : last] == found.text
        quantity = found.quantity
        assert math.isfinite(quantity.number)
        assert quantity.minimum is None or quantity.minimum <= quantity.number
        assert quantity.maximum is None or quantity.number <= quantity.maximum


@given(st.integers(1_000, 999_999_999), st.sampled_from([" ", "\u00a0", "\u202f", "."]))
def test_digits_in_groups_of_three(number: int, space: str) -> None:
    written = f"{number:,}".replace(",", space)
    (found,) = find_quantities(f"Il a compté {written} euros.")
    assert (found.quantity.number, found.quantity.unit) == (number, "EUR")


def test_a_language_without_tables_is_an_error() -> None:
    with pytest.raises(LexiconError, match="xx"):
        find_quantities("3 km", lang="xx")
