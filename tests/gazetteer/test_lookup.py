"""Names of the gazetteers: found in text where they are names, linked only beyond doubt."""

from __future__ import annotations

import pytest

from kg.gazetteer import Candidate, Gazetteer, fold, is_place, load_gazetteer, lookup
from kg.gazetteer.spelling import is_acronym_of, is_variant


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("États-Unis", "etats unis"),
        ("Etats Unis", "etats unis"),
        ("L'Équipe", "l equipe"),
        ("Sacré-Cœur", "sacre coeur"),
    ],
)
def test_spellings_share_a_key(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le Conseil de l'Europe siège à Strasbourg.", ["Conseil de l'Europe", "Strasbourg"]),
        ("Il mange une orange au lit.", []),
        ("L'Otan et l'ONU, à New York", ["Otan", "ONU", "New York"]),
        ("les etats unis d'amérique", []),
        ("KIEV (AP)", ["KIEV", "AP"]),
        ("la mer Noire", ["mer Noire"]),
    ],
)
def test_find_takes_the_longest_names_and_heeds_capitals(text: str, names: list[str]) -> None:
    assert [text[m.start : m.end] for m in load_gazetteer().find(text)] == names


@pytest.mark.parametrize(
    ("one", "other"), [("OTAN", "NATO"), ("Kiev", "Kyiv"), ("UE", "Union européenne"), ("USA", "Etats-Unis")]
)
def test_names_of_one_thing_meet(one: str, other: str) -> None:
    assert lookup(one)[0] is lookup(other)[0]


@pytest.mark.parametrize(
    "name", ["Georgia", "Géorgie", "Congo", "Washington", "Tripoli", "Zorblax", "Orange", "Dominique"]
)
def test_ambiguous_and_unknown_names_are_not_linked(name: str) -> None:
    assert load_gazetteer().link(name) is None


def test_a_country_named_in_the_article_decides_between_cities() -> None:
    found = load_gazetteer().link("Tripoli", frozenset({"LY"}))
    assert found is not None
    assert found.country == "LY"


def test_candidates_of_a_user_win() -> None:
    mine = Candidate("Zorblax", "Product", ("OTAN",), same_as=("https://example.org/zorblax",))
    assert load_gazetteer().with_candidates([mine]).lookup("OTAN")[0] is mine


def test_the_largest_city_comes_first() -> None:
    small, large = Candidate("Ville", "Place", weight=10), Candidate("Ville", "Place", weight=1000)
    assert Gazetteer([small, large]).lookup("Ville") == (large, small)
    assert Gazetteer([small, large]).link("Ville") is large


def test_is_place() -> None:
    assert is_place("Marseille")
    assert not is_place("Reuters")


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("OMS", "Organisation mondiale de la santé", True),
        ("ONU", "Organisation mondiale de la santé", False),
        ("SEDIF", "Syndicat des eaux d'Île-de-France", True),
        ("Paris", "Parlement", False),
    ],
)
def test_acronyms(short: str, long: str, expected: bool) -> None:
    assert is_acronym_of(short, long) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Zelensky", "Zelenskyy", True),
        ("Zelensky", "Zelenski", True),
        ("Poutine", "Putin", False),
        ("Martin", "Marton", False),
    ],
)
def test_variants_of_transliteration(a: str, b: str, expected: bool) -> None:
    assert is_variant(a, b) is expected
