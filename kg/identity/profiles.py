"""What is known of an actor so far: everything that its occurrences say, added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.gazetteer import country_of_adjective, fold
from kg.gazetteer.spelling import sound
from kg.gazetteer.tables import first_names
from kg.identity.occurrences import Occurrence
from kg.lang import load_table

PLACES = frozenset({"Country", "Place", "Facility"})
_LEAST_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class IdentityWords:
    """The table ``identity.toml`` of a language pack, and the fields of ministers from ``names.toml``."""

    fields: dict[str, str]
    offices: frozenset[str]
    bridges: frozenset[frozenset[str]]
    marks: frozenset[str]
    particles: frozenset[str]
    plain: frozenset[str]
    portfolios: frozenset[str]
    bodies: frozenset[str]
    silent: frozenset[str]
    causes: dict[str, str]
    first_names: frozenset[str]


@cache
def identity_words(lang: str) -> IdentityWords:
    table, names = load_table(lang, "identity"), load_table(lang, "names")
    return IdentityWords(
        {fold(word): name for name, words in table["fields"].items() for word in words.split()},
        frozenset(map(fold, table["offices"]["words"])),
        frozenset(frozenset(pair.split()) for pair in table["bridges"]["pairs"]),
        frozenset(map(fold, table["generations"]["marks"])),
        frozenset(map(fold, table["generations"]["particles"])),
        frozenset(map(fold, table["titles"]["plain"])),
        frozenset(map(fold, names["portfolios"])),
        frozenset(map(fold, table["bodies"]["common"])),
        frozenset(map(fold, (*table["events"]["silent"], *table["generations"]["particles"]))),
        {fold(word): name for name, words in table["causes"].items() for word in words.split()},
        frozenset(first_names(lang)),
    )


@dataclass(slots=True)
class Profile:
    """Occurrences taken for one actor; ``apart`` are keys of occurrences that a reader keeps apart from it."""

    lang: str
    members: list[Occurrence] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    same_as: set[str] = field(default_factory=set)
    origins: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    companions: Counter[str] = field(default_factory=Counter)
    surroundings: Counter[str] = field(default_factory=Counter)
    deeds: set[str] = field(default_factory=set)
    apart: set[tuple[str, str]] = field(default_factory=set)
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, occurrences: Iterable[Occurrence], lang: str) -> Profile:
        profile = cls(lang)
        for occurrence in occurrences:
            profile.add(occurrence)
        return profile

    def add(self, o: Occurrence) -> None:
        self.members.append(o)
        self.documents.add(o.document)
        self.names.update(o.names)
        self.same_as.update(o.same_as)
        self.origins.update({*o.origins, *([o.country] if o.country else [])})
        self.roles.update(o.roles)
        self.companions.update(o.companions)
        self.surroundings.update(o.companions)
        self.surroundings.update(o.neighbours)
        self.deeds.update(o.deeds)
        self._known.clear()

    def take(self, other: Profile) -> None:
        for occurrence in other.members:
            self.add(occurrence)
        self.apart |= other.apart

    @property
    def type(self) -> str:
        return self.members[0].type

    @property
    def family(self) -> str:
        return "Place" if self.type in PLACES else self.type

    @property
    def anchor(self) -> Occurrence:
        """The occurrence that the actor began with."""
        return self.members[0]

    def usual_origins(self) -> frozenset[str]:
        """Countries that a tenth of the articles or more tell."""
        return self._once("origins", lambda: self._usual(self.origins))

    def usual_roles(self) -> frozenset[str]:
        """Titles that a tenth of the articles or more tell."""
        return self._once("roles", lambda: self._usual(self.roles))

    def _usual(self, counts: Counter[str]) -> frozenset[str]:
        least = _LEAST_SHARE * len(self.members)
        return frozenset(x for x, n in counts.items() if n >= least)

    def _once(self, what: str, find: Callable[[], frozenset[str]]) -> frozenset[str]:
        """What was found since the last occurrence came."""
        if what not in self._known:
            self._known[what] = find()
        return self._known[what]

    def share(self, counts: Counter[str], value: str) -> float:
        """1 when a tenth of the articles or more have ``value``, less for what only a few have."""
        return min(1.0, counts[value] / (_LEAST_SHARE * len(self.members)))

    def fields(self) -> frozenset[str]:
        words = identity_words(self.lang).fields
        return self._once("fields", lambda: frozenset(words[w] for w in self._words() if w in words))

    def offices(self) -> frozenset[str]:
        """Offices that one person, or a few, hold in a country."""
        words = identity_words(self.lang).offices
        return self._once("offices", lambda: frozenset(w for w in self._words() if w in words))

    def _words(self) -> Iterator[str]:
        return (w for role in self.usual_roles() for w in fold(role).split())

    def role_words(self) -> frozenset[str]:
        """Words of the titles that say more than field and country."""
        return self._once("role words", self._find_role_words)

    def _find_role_words(self) -> frozenset[str]:
        words = identity_words(self.lang)
        silent = words.particles | words.plain | set(words.fields)
        return frozenset(
            fold(w)
            for role in self.usual_roles()
            for w in role.replace("’", " ").replace("'", " ").split()
            if fold(w) not in silent and not country_of_adjective(w, self.lang)
        )

    def marks(self) -> frozenset[str]:
        """Marks of a generation in the names: "Dumas fils"."""
        marks = identity_words(self.lang).marks
        return frozenset(w for name in self.names for w in fold(name).split()[1:] if w in marks)


def block_keys(profile: Profile) -> Iterator[str]:
    """Under which names a profile may be compared with others."""
    words = identity_words(profile.lang)
    for name in sorted(profile.names):
        key = fold(name)
        parts = [w for w in key.split() if w not in words.marks]
        if not parts:
            continue
        if profile.type == "Person":
            for part in parts if parts[0] not in words.first_names else parts[1:] or parts:
                if part not in words.particles:
                    yield "p " + sound(part)
        else:
            yield "n " + key
            initials = "".join(w[0] for w in parts if w not in words.particles)
            if profile.type == "Organization":
                yield "a " + (key.replace(" ", "") if name.isupper() else initials)
