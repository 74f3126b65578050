"""Adjectives and names of peoples by country, and seats of power that stand for a state."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.gazetteer.tables import load_gazetteer


@dataclass(frozen=True, slots=True)
class Adjectives:
    """``by_adjective``: form in lower case → name of the country or place, unambiguous ones only; ``peoples``: forms in
    lower case of peoples without a country; ``governments``: seat of power → name of the country."""

    by_adjective: Mapping[str, str]
    peoples: frozenset[str]
    governments: Mapping[str, str]


@cache
def load_adjectives(lang: str = "fr") -> Adjectives:
    """The table of a language pack; read once a process."""
    folder = resources.files("kg.lang").joinpath(lang, "gazetteer")
    territories = tomllib.loads(folder.joinpath("territories.toml").read_text("utf-8"))
    names = {c.country: c.name for c in reversed(load_gazetteer(lang).of_source("countries"))}
    independent: dict[str, set[str]] = {}
    others: dict[str, set[str]] = {}
    for line in folder.joinpath("countries.tsv").read_text("utf-8").splitlines()[1:]:
        code, _, is_independent, _, _, demonyms = line.split("\t")
        table = independent if is_independent == "1" else others
        for form in demonyms.split("|") if demonyms else ():
            table.setdefault(form.casefold(), set()).add(names[code])
    irregular = territories["feminines"]
    for code, adjectives in territories["adjectives"].items():
        for adjective in adjectives:
            for form in inflect(adjective, irregular):
                independent[form] = {names[code]}
    for adjective, place in territories["place_adjectives"].items():
        for form in inflect(adjective, irregular):
            independent.setdefault(form, {place})
    by_adjective = {form: next(iter(found)) for form, found in {**others, **independent}.items() if len(found) == 1}
    peoples = frozenset(
        form for people in territories["peoples"]["names"] for form in inflect(people.casefold(), irregular)
    )
    governments = {seat: names[code] for seat, code in territories["governments"].items()}
    return Adjectives(by_adjective, peoples, governments)


def inflect(masculine: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """Masculine and feminine, singular and plural, of a French adjective of origin."""
    if masculine in irregular:
        feminine = irregular[masculine]
    elif masculine.endswith(("ien", "éen")):
        feminine = masculine + "ne"
    elif masculine.endswith("on"):
        feminine = masculine + "ne"
    elif masculine.endswith("e"):
        feminine = masculine
    else:
        feminine = masculine + "e"
    plural = masculine if masculine[-1] in "sx" else masculine + "s"
    return tuple(dict.fromkeys((masculine, feminine, plural, feminine + "s")))
