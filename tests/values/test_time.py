"""Times: sentences in news style with their values, and properties that hold of any text."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.values.quantity import find_quantities
from kg.values.time import TimeExpression, bounds, find_times, is_iso, narrated_date

THURSDAY = date(2023, 9, 28)


def table() -> Iterator[tuple[str, str, str]]:
    for line in Path(__file__).with_name("times.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            published, sentence, value = line.split("\t")
            yield published, sentence, value


def read(sentence: str, published: str) -> tuple[str, tuple[int, int], tuple[TimeExpression, ...]]:
    """The sentence without brackets, the last bracketed span, and the times found."""
    start = end = -1
    plain = ""
    for part in re.split(r"([\[\]])", sentence):
        if part == "[":
            start = len(plain)
        elif part == "]":
            end = len(plain)
        else:
            plain += part
    return plain, (start, end), find_times(plain, None if published == "-" else date.fromisoformat(published))


@pytest.mark.parametrize(("published", "sentence", "value"), list(table()))
def test_sentences(published: str, sentence: str, value: str) -> None:
    plain, (start, end), found = read(sentence, published)
    if value == "none":
        assert not [e for e in found if e.kind != "duration"]
        return
    here = [e for e in found if e.span.start_char < end and start < e.span.end_char]
    assert [e.value for e in here] == [None if value == "-" else value]
    assert here[0].span.start_char <= start
    assert end <= here[0].span.end_char
    assert here[0].text == plain[here[0].span.start_char : here[0].span.end_char]


def test_the_table_is_large() -> None:
    assert len(list(table())) >= 150


WORDS = [
    "jeudi",
    "le",
    "la",
    "l'",
    "24",
    "31",
    "février",
    "2022",
    "à",
    "h",
    "30",
    "heures",
    "du",
    "au",
    "de",
    "d'",
    "dans",
    "nuit",
    "matin",
    "été",
    "hiver",
    "dernier",
    "prochaine",
    "semaine",
    "mois",
    "ans",
    "il y a",
    "depuis",
    "d'ici",
    "avant",
    "fin",
    "mi-",
    "premier",
    "trimestre",
    "XXe",
    "siècle",
    "années",
    "70",
    "Noël",
    "Pâques",
    "lendemain",
    "veille",
    "en huit",
    "/",
    "-",
    ":",
    ",",
    ".",
    "(",
    "UTC",
    "+2",
    "999999999",
    "0",
    "1er",
    "soir",
    "ce",
    "jusqu'à",
    "pendant",
    "trois",
    "cent",
    "mille",
    "et",
    "demie",
    "minuit",
    "moins",
    "99",
    "9999",
    "entre",
    "12/13/14",
    "tous les",
    "x",
    "É",
    "²",
    "٣",
]


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=14),
    st.sampled_from(["", " "]),
    st.dates() | st.none(),
    st.dates() | st.none(),
    st.booleans(),
)
def test_any_words_give_valid_values(
    words: list[str], glue: str, published: date | None, mentioned: date | None, forward: bool
) -> None:
    text = (glue or " ").join(words) if glue else "".join(words)
    check(text, find_times(text, published, mentioned, forward=forward or None))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), st.datetimes() | st.none())
def test_any_text_gives_valid_values(text: str, published: datetime | None) -> None:
    check(text, find_times(text, published))


def check(text: str, found: tuple[TimeExpression, ...]) -> None:
    last = 0
    for expression in found:
        assert last <= expression.span.start_char
        last = expression.span.end_char
        assert text[expression.span.start_char : last] == expression.text
        assert expression.value is None or is_iso(expression.value)


HOSTILE = ["-", "1 ", "deux ", "vingt et ", "1.111", "jeudi ", "5, 6, ", "le 5, ", "il y a ", "le 5 mai ", "((", "a"]


@pytest.mark.parametrize("part", HOSTILE)
def test_cost_grows_with_length_alone(part: str) -> None:
    clock = time.process_time()
    text = part * (40_000 // len(part))
    find_times(text, THURSDAY)
    find_quantities(text)
    assert time.process_time() - clock < 4


@given(st.dates(min_value=date(1900, 1, 8), max_value=date(2100, 1, 1)), st.integers(1, 7))
def test_a_bare_weekday_looks_back(published: date, weekday: int) -> None:
    name = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"][weekday - 1]
    (found,) = find_times(f"Le vote a eu lieu {name}.", published)
    there = date.fromisoformat(found.value or "")
    assert there.isoweekday() == weekday
    assert timedelta(0) <= published - there < timedelta(7)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_full_date_is_itself(day: date) -> None:
    months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ]
    (found,) = find_times(f"Le {day.day} {months[day.month - 1]} {day.year:04}, il est parti.", None)
    assert found.value == day.isoformat()


def test_narration_moves_on_and_ends_with_the_paragraph() -> None:
    first = find_times("Le 3 mai, il est arrêté.", THURSDAY)
    assert narrated_date(first) == date(2023, 5, 3)
    assert find_times("Le lendemain, il sort.", THURSDAY, narrated_date(first))[0].value == "2023-05-04"
    assert narrated_date(find_times("Il était maire en 2001.", THURSDAY)) is None
    assert find_times("Le lendemain, il sort.", THURSDAY)[0].value == "2023-09-29"


def test_an_anchor_is_told_from_the_time_of_the_event() -> None:
    (anchor,) = find_times("Il a parlé le lendemain de la rencontre.", THURSDAY)
    (plain,) = find_times("Il a parlé le lendemain.", THURSDAY, THURSDAY)
    assert (anchor.kind, anchor.value) == ("anchor", "2023-09-27")
    assert (plain.kind, plain.value) == ("relative", "2023-09-29")


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("depuis 2014", "SINCE"),
        ("jusqu'au 6 octobre", "UNTIL"),
        ("avant 2014", "BEFORE"),
        ("après le 6 octobre", "AFTER"),
        ("fin août", "END"),
        ("mi-août", "MID"),
        ("début août", "START"),
        ("vers le 6 octobre", "APPROX"),
        ("en août", ""),
    ],
)
def test_what_bounds_an_event_says_so(text: str, mod: str) -> None:
    assert [e.mod for e in find_times(text, THURSDAY)] == [mod]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jeudi", "date"),
        ("jeudi à 9 heures", "time"),
        ("cet été", "interval"),
        ("trois jours", "duration"),
        ("chaque jour", "set"),
        ("hier", "relative"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [e.kind for e in find_times(text, THURSDAY)] == [kind]


def test_hours_count_when_the_hour_of_publication_is_known() -> None:
    assert find_times("il y a deux heures", datetime(2023, 9, 28, 1, 30))[0].value == "2023-09-27T23:30"
    assert find_times("il y a deux heures", THURSDAY)[0].value is None


def test_the_caller_may_say_that_a_day_lies_ahead() -> None:
    assert find_times("jeudi", THURSDAY, forward=True)[0].value == "2023-10-05"
    assert find_times("le vote aura lieu lundi", THURSDAY, forward=False)[0].value == "2023-09-25"


def test_a_language_without_tables_is_an_error() -> None:
    with pytest.raises(LexiconError, match="xx"):
        find_times("Thursday", THURSDAY, lang="xx")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-09-28", date(2023, 9, 28), date(2023, 9, 28)),
        ("2022-02-24T04:00", date(2022, 2, 24), date(2022, 2, 24)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-W38", date(2023, 9, 18), date(2023, 9, 24)),
        ("2022-12/2023-02", date(2022, 12, 1), date(2023, 2, 28)),
        ("2012/2022", date(2012, 1, 1), date(2022, 12, 31)),
    ],
)
def test_bounds(value: str, first: date, last: date) -> None:
    assert bounds(value) == (first, last)


@pytest.mark.parametrize(
    "value", ["P3D", "R/P1W", "T20:30", "", "hier", "2023-02-30", "2023-13", "2023-W54", "2024/2023"]
)
def test_no_bounds(value: str) -> None:
    assert bounds(value) is None


@pytest.mark.parametrize(
    "value",
    ["P3D", "PT2.5H", "P1Y6M", "R/P1W", "T20:30", "T08:00/T10:00", "2023-09-28T07:44Z", "2023-09-28T07:44:10+02:00"],
)
def test_iso(value: str) -> None:
    assert is_iso(value)


@pytest.mark.parametrize("value", ["P", "PT", "R/2023", "T25:00", "2023-9", "2023-02-29", "2023-09-28T7:44"])
def test_not_iso(value: str) -> None:
    assert not is_iso(value)
