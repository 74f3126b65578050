"""When numbers of one event agree."""

from __future__ import annotations

import pytest

from kg.story.amounts import Amount, find_disagreements

EXACT, OTHER = Amount(34, "morts", "34 morts"), Amount(33, "personnes", "33 personnes")
AT_LEAST = Amount(30, "personnes", "au moins 30 personnes", minimum=30)
LESS = Amount(30, "personnes", "moins de 30 personnes", maximum=30)
ROUGH = Amount(35, "personnes", "environ 35 personnes", approximate=True)


@pytest.mark.parametrize(
    ("amounts", "disagree"),
    [
        ((EXACT, OTHER), True),
        ((EXACT, EXACT), False),
        ((EXACT, AT_LEAST), False),
        ((EXACT, LESS), True),
        ((EXACT, ROUGH), False),
        ((OTHER, ROUGH), False),
        ((Amount(20, "morts", "20 morts"), AT_LEAST), True),
        ((EXACT,), False),
    ],
)
def test_bounds_decide(amounts: tuple[Amount, ...], disagree: bool) -> None:
    told = [("Kill", f"outlet {n}", amount) for n, amount in enumerate(amounts)]
    assert bool(find_disagreements(told)) == disagree


def test_who_says_which() -> None:
    told = [("Kill", "A", EXACT), ("Kill", "B", OTHER), ("Die", "C", EXACT)]
    (found,) = find_disagreements(told)
    assert found.figures == (("33 personnes", ("B",)), ("34 morts", ("A", "C")))


def test_different_things_do_not_disagree() -> None:
    euros, dollars = Amount(30, "EUR", "30 euros"), Amount(33, "USD", "33 dollars")
    assert not find_disagreements([("Acquire", "A", euros), ("Acquire", "B", dollars)])
    injured = Amount(105, "blessés", "105 blessés")
    assert find_disagreements([("Acquire", "A", euros), ("Acquire", "B", Amount(33, "EUR", "33 euros"))])
    assert not find_disagreements([("Injure", "A", injured)])
