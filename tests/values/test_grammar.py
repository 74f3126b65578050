"""The engine of the value tables: a faulty table is refused with its place and a remedy."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import LexiconError
from kg.values.grammar import Grammar

CLASSES = {"DAY_WORD": {"lundi": 1, "mardi": 2}, "PAIR_WORD": {"en huit": 8}, "LINK": {"et": 0}}


def build(pattern: str, builder: str = "pair", **rule: Any) -> Grammar:
    table = {
        "ordinal_suffixes": ["e"],
        "strong": ["DAY_WORD"],
        "macro": {"day": "first:DAY_WORD"},
        "class": CLASSES,
        "rule": [{"stage": 1, "yields": "PAIR", "build": builder, "pattern": pattern, **rule}],
    }
    return Grammar(table, {"pair": lambda **values: values or None}, "table.toml")


def test_a_rule_captures_class_values_and_constants() -> None:
    (item,) = build("{day} LINK last:DAY_WORD", kind="x").read("Réunis lundi et mardi soir.")
    assert item.value == {"first": 1, "last": 2, "kind": "x"}
    assert (item.start, item.end) == (7, 21)


def test_case_accents_and_typographic_apostrophes_do_not_matter() -> None:
    assert [i.value for i in build("{day} more:PAIR_WORD").read("LUNDI EN HUIT")] == [{"first": 1, "more": 8}]


def test_a_builder_may_refuse() -> None:
    assert build("DAY_WORD").read("lundi") == []


@pytest.mark.parametrize(
    ("pattern", "builder", "message"),
    [
        ("{night}", "pair", "no macro 'night'"),
        ("d:NIGHT", "pair", "no word has the class 'NIGHT'"),
        ("d:DAY_WORD", "triple", "names the builder 'triple'"),
        ("(d:DAY_WORD", "pair", "bracket is not closed"),
        ("d:DAY_WORD)", "pair", "bracket too many"),
        ("? d:DAY_WORD", "pair", "nothing for '\\?' to repeat"),
        ("d:DAY_WORD §", "pair", "cannot read ' §'"),
    ],
)
def test_faulty_tables_are_refused(pattern: str, builder: str, message: str) -> None:
    with pytest.raises(LexiconError, match=f"table.toml: .*{message}"):
        build(pattern, builder)
