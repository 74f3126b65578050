"""What speaks for and against two profiles being one actor: points with their reasons.

The weights are ours, set on made-up cases (``tests/identity``): a full name alone is not enough for "same", a name with
one telling companion, title or country is, and one contradiction outweighs a name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from kg.gazetteer import fold, is_place, lookup
from kg.gazetteer.spelling import is_acronym_of, is_variant
from kg.identity.profiles import PLACES, Profile, identity_words

SAME, NOT_SAME, MARGIN = 3.0, 0.0, 1.0
CERTAIN = 100.0
_TELLING = 0.4
"""What a place or a frequent name tells; nothing more where the country is weighed already."""
_MOST_COMPANY, _MOST_NEIGHBOURS, _MOST_TITLES = 3.0, 1.2, 2.0
_DEED = 1.0
"""What it tells that the same happened to both on the same day."""

Telling = Callable[[str], float]
"""How much it tells that two actors keep company with an entity: 0 to 1."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points for (or, negative, against) one actor, with reasons; ``capped`` evidence never suffices for "same"."""

    score: float
    reasons: tuple[str, ...]
    capped: bool = False

    @property
    def judgement(self) -> str:
        if self.score >= SAME and not self.capped:
            return "same"
        return "not same" if self.score <= NOT_SAME else "undecided"


def weigh(a: Profile, b: Profile, telling: Telling) -> Evidence | None:
    """The evidence on two profiles; None when not even their names are alike."""
    if common := a.same_as & b.same_as:
        return Evidence(CERTAIN, (f"same identifier {min(common)}",))
    named = compare_names(a, b)
    if named is None:
        return None
    if (against := _ruled_out(a, b)) is not None:
        return Evidence(-CERTAIN, (against,))
    points, reason, capped = named
    if a.family != b.family:
        return Evidence(-CERTAIN, (reason, f"one is a {a.type}, the other a {b.type}"))
    countries = _countries(a, b)
    least = _TELLING if countries and a.type == "Person" else 0.0

    def more_telling(entity: str) -> float:
        return told if (told := telling(entity)) > least else 0.0

    found = [(points, reason), *countries, *_titles(a, b), *_company(a, b, more_telling), *_deeds(a, b)]
    if (marks := _generations(a, b)) is not None:
        found.append(marks)
        capped = True
    return Evidence(round(sum(p for p, _ in found), 2), tuple(r for _, r in found), capped)


def _ruled_out(a: Profile, b: Profile) -> str | None:
    """What needs no weighing: the reader's word, different identifiers, two entities of one article."""
    if any(o.key in a.apart for o in b.members) or any(o.key in b.apart for o in a.members):
        return "kept apart by a reader"
    for x in sorted(a.same_as):
        for y in sorted(b.same_as):
            if x.rpartition("/")[0] == y.rpartition("/")[0]:
                return f"identifiers differ: {x}, {y}"
    if both := a.documents & b.documents:
        return f"two entities of article {min(both)}"
    return None


def compare_names(a: Profile, b: Profile) -> tuple[float, str, bool] | None:
    """Points, reason and cap for the most alike of the names; None when they are not alike."""
    people = a.type == b.type == "Person"
    compare = _compare_people if people else _compare_others
    x, y = (_full_names(p) if people else [] for p in (a, b))
    pairs = product(x, y) if x and y else product(sorted(a.names), sorted(b.names))
    found = [c for x, y in pairs if (c := compare(x, y, a.type, a.lang)) is not None]
    best = max(found, key=lambda c: c[0], default=None)
    if best is not None and a.type == b.type == "Organization" and best[0] < 2 and (rival := _rival_expansions(a, b)):
        return -CERTAIN, rival, True
    return best


def _full_names(profile: Profile) -> list[str]:
    return sorted(n for n in profile.names if " " in n)


@lru_cache(maxsize=1 << 14)
def _compare_people(x: str, y: str, type_: str, lang: str) -> tuple[float, str, bool] | None:
    words = identity_words(lang)
    p, q = (
        [w for w in fold(n).split() if w not in words.marks] for n in sorted((x, y), key=lambda n: len(fold(n).split()))
    )
    if not p or not q:
        return None
    if p == q:
        return (2.0 if len(p) > 1 else 0.8), f"same name {x}", False
    if len(p) == 1:
        ends = {q[-1]} | ({q[0]} if q[0] not in words.first_names else set())
        alike = p[0] in ends and p[0] not in words.first_names
        return (0.3, f"part of a name: {x} / {y}", False) if alike else None
    if len(p) == len(q) and all(v == w or is_variant(v, w) for v, w in zip(p, q, strict=True)):
        return 1.6, f"spelled alike: {x} / {y}", False
    bare = [[w for w in part if w not in words.particles and w not in {"al", "el"}] for part in (p, q)]
    if bare[0] == bare[1]:
        return 1.6, f"spelled alike: {x} / {y}", False
    rest = iter(q)
    if p[0] == q[0] and p[-1] in q[-2:] and all(w in rest for w in p):
        initial = any(len(w) == 1 for w in q if w not in p)
        return 1.2, f"one name holds the other: {x} / {y}", initial
    return None


@lru_cache(maxsize=1 << 14)
def _compare_others(x: str, y: str, type_: str, lang: str) -> tuple[float, str, bool] | None:
    if fold(x) == fold(y):
        return _distinctness(x, type_, lang), f"same name {x}", False
    if type_ == "Organization" and (is_acronym_of(x, y) or is_acronym_of(y, x)):
        return 1.2, f"acronym and name: {x} / {y}", False
    return None


def _distinctness(name: str, type_: str, lang: str) -> float:
    """How much an equal name says: much for "Médecins sans frontières" and for a place that the gazetteer knows one of,
    little for "ministère de la Défense"."""
    words = identity_words(lang)
    parts = name.replace("’", "'").replace("'", " ").split()
    content = [w for w in fold(name).split() if w not in words.particles]
    if type_ in {"Country", "Group"}:
        return 3.0
    if type_ in PLACES:
        return 3.0 if sum(c.type in PLACES for c in lookup(name, lang)) == 1 else 2.0
    if type_ == "Person":
        return 2.0
    if name.isupper() and len(content) == 1 and len(name) <= 6:
        return 1.8
    if type_ == "Organization" and fold(name).split()[0] in words.bodies:
        proper = [w for w in parts[1:] if w[0].isupper() and fold(w) not in words.portfolios]
        return 2.2 if proper else 1.0
    return 2.9 if len(content) > 2 else 2.4 if len(content) == 2 or any(c.isdigit() for c in name) else 2.2


def _rival_expansions(a: Profile, b: Profile) -> str | None:
    """The names of two bodies that only share an acronym."""
    long = [sorted((n for n in p.names if len(fold(n).split()) > 1), key=lambda n: (-len(n), n)) for p in (a, b)]
    if not long[0] or not long[1] or {fold(n) for n in long[0]} & {fold(n) for n in long[1]}:
        return None
    return f"one acronym, two names: {long[0][0]} / {long[1][0]}"


def _countries(a: Profile, b: Profile) -> list[tuple[float, str]]:
    x, y = a.usual_origins(), b.usual_origins()
    if common := x & y:
        return [(0.6 if a.type == "Person" else 1.0, f"both of {min(common)}")]
    return [(-4.0, f"countries differ: {', '.join(sorted(x))} / {', '.join(sorted(y))}")] if x and y else []


def _titles(a: Profile, b: Profile) -> list[tuple[float, str]]:
    words = identity_words(a.lang)
    found: list[tuple[float, str]] = []
    x, y = a.fields(), b.fields()
    if common := x & y:
        office = a.offices() & b.offices()
        points = 1.0 if a.usual_origins() & b.usual_origins() else 0.7
        found.append((points, f"both are {min(office)}") if office else (0.3, f"both in {min(common)}"))
    elif x and y:
        moved = any(frozenset(pair) in words.bridges for pair in product(x, y))
        found.append((-0.4 if moved else -3.0, f"fields differ: {', '.join(sorted(x))} / {', '.join(sorted(y))}"))
    shared = a.role_words() & b.role_words()
    if not _heads(a) & _heads(b):
        shared = frozenset(w for w in shared if not is_place(w, a.lang))
    if shared:
        points = sum(0.5 if w in words.portfolios else 1.0 for w in shared)
        found.append((min(_MOST_TITLES, points), f"titles share {', '.join(sorted(shared))}"))
    elif x & y and (p := _proper(a)) and (q := _proper(b)):
        change = all(fold(w) in words.portfolios for w in p | q)
        found.append((-0.5 if change else -2.0, f"titles name {min(p)} / {min(q)}"))
    return found


def _heads(profile: Profile) -> frozenset[str]:
    """What the titles begin with. A prefect of Strasbourg and a judge of Strasbourg have but the town in common."""
    return frozenset(fold(role).partition(" ")[0] for role in profile.usual_roles())


def _proper(profile: Profile) -> frozenset[str]:
    """Words with a capital in the titles: Lyon in "maire de Lyon"."""
    return frozenset(
        w
        for role in profile.usual_roles()
        for w in role.replace("’", "'").replace("'", " ").split()[1:]
        if w[0].isupper()
    )


def _company(a: Profile, b: Profile, telling: Telling) -> list[tuple[float, str]]:
    """Who stands beside both, in the same facts or only in the same article."""
    found = []
    own = {a.anchor.entity, b.anchor.entity}
    small, large = sorted((a, b), key=lambda p: len(p.surroundings))
    close = {x for x in small.companions if x in large.companions} - own
    weights = {x: telling(x) * a.share(a.companions, x) * b.share(b.companions, x) for x in close}
    if points := min(_MOST_COMPANY, sum(weights.values())):
        best = min(weights, key=lambda x: (-weights[x], x))
        found.append((round(points, 2), f"both act with {_shown(best)}"))
    wide = {x for x in small.surroundings if x in large.surroundings} - close - own
    near = {x: 0.4 * telling(x) * a.share(a.surroundings, x) * b.share(b.surroundings, x) for x in wide}
    if points := min(_MOST_NEIGHBOURS, sum(near.values())):
        best = min(near, key=lambda x: (-near[x], x))
        found.append((round(points, 2), f"both stand beside {_shown(best)}"))
    return found


def _deeds(a: Profile, b: Profile) -> list[tuple[float, str]]:
    """A name alone is shared by many people, but few of them meet, accuse or are arrested on the same day."""
    common = a.deeds & b.deeds
    return [(_DEED, f"both {min(common)}")] if common and a.type == "Person" else []


def _generations(a: Profile, b: Profile) -> tuple[float, str] | None:
    x, y = a.marks(), b.marks()
    if x == y:
        return None
    shown = f"generations: {', '.join(sorted(x)) or 'none'} / {', '.join(sorted(y)) or 'none'}"
    return (-4.0 if x and y else -1.0), shown


def _shown(iri: str) -> str:
    return iri.rpartition("/")[2].replace("_", " ")
