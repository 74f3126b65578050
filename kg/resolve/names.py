"""Which names of one article are names of the same thing."""

from __future__ import annotations

from collections.abc import Iterable

from kg.gazetteer import Candidate, Gazetteer, fold
from kg.gazetteer.spelling import is_variant

_TITLES = frozenset({"m", "mme", "mlle", "mm", "dr", "pr", "me", "sir", "lord", "mgr"})
_PARTICLES = frozenset({"de", "du", "des", "d", "la", "le", "von", "van", "der", "al", "el", "ben", "bin", "saint"})


def person_words(name: str) -> list[str]:
    return [w for w in fold(name).split() if w not in _TITLES]


def is_same_person(short: str, long: str) -> bool:
    """Whether a shorter name of a person may stand for the longer one: its surname, its first name, or both with a
    variant."""
    a, b = person_words(short), person_words(long)
    if not a or not b or len(a) > len(b):
        return False
    if a == b:
        return True
    if len(a) == 1:
        return any(a[0] == w or is_variant(a[0], w) for w in b if w not in _PARTICLES) and a[0] not in _PARTICLES
    if a == b[-len(a) :] or a == b[: len(a)]:
        return True
    return len(a) == len(b) and all(
        x == y or is_variant(x, y) or (len(x) == 1 and y.startswith(x)) for x, y in zip(a, b, strict=True)
    )


def is_short_form(short: str, long: str) -> bool:
    """Whether a name of a body or place is the beginning or end of a longer one: "Louvre", "musée du Louvre"."""
    a, b = fold(short).split(), fold(long).split()
    return 0 < len(a) < len(b) and (a == b[-len(a) :] or a == b[: len(a)])


def candidate_of(
    names: Iterable[str], type_: str, gazetteer: Gazetteer, countries: frozenset[str] = frozenset()
) -> Candidate | None:
    """The one thing of the gazetteer, of a fitting type, that some name stands for and no other name speaks against."""
    found: set[Candidate] = set()
    for name in names:
        linked = gazetteer.link(name, countries)
        if linked is not None and fits(linked.type, type_):
            found.add(linked)
    return found.pop() if len(found) == 1 else None


def fits(known: str, type_: str) -> bool:
    places = {"Country", "Place", "Facility"}
    return known == type_ or (known in places and type_ in places)
