"""Gazetteers: what names stand for in the world, as far as tables that ship with kg or that a user adds can tell.

Names are compared by their words: case, accents, hyphens and apostrophes aside ("Etats Unis" is "États-Unis").
"""

from __future__ import annotations

from kg.gazetteer.adjectives import Adjectives, load_adjectives
from kg.gazetteer.index import Candidate, Gazetteer, Match, fold
from kg.gazetteer.tables import load_gazetteer, read_gazetteer

__all__ = [
    "Adjectives",
    "Candidate",
    "Gazetteer",
    "Match",
    "country_of_adjective",
    "country_of_demonym",
    "fold",
    "is_place",
    "load_adjectives",
    "load_gazetteer",
    "lookup",
    "read_gazetteer",
]

_PLACES = frozenset({"Country", "Place", "Facility"})


def lookup(name: str, lang: str = "fr") -> tuple[Candidate, ...]:
    """Everything the shipped gazetteers know by this name, the most likely first."""
    return load_gazetteer(lang).lookup(name)


def is_place(name: str, lang: str = "fr") -> bool:
    """Whether the most likely thing of this name is a country, place or facility."""
    found = lookup(name, lang)
    return bool(found) and found[0].type in _PLACES


def country_of_adjective(form: str, lang: str = "fr") -> str | None:
    """The country, or other place, that an adjective names: "ukrainiennes" → "Ukraine"; None when none or several."""
    return load_adjectives(lang).by_adjective.get(form.casefold())


def country_of_demonym(form: str, lang: str = "fr") -> str | None:
    """The country, or other place, whose people a noun names: "Ukrainiens" → "Ukraine"."""
    return load_adjectives(lang).by_adjective.get(form.casefold()) if form[:1].isupper() else None
