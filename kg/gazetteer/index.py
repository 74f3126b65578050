"""Candidates by name, and the names of candidates in running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+")
_DETERMINERS = frozenset({"le", "la", "les", "l"})
_DOMINANCE = 8
_METROPOLIS = 1_000_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing in the world that a name may stand for.

    ``name`` is the one shown; ``country`` is an ISO 3166 code; ``same_as`` are IRIs of the same thing elsewhere, proven
    by a source; ``weight`` is a population, 0 where unknown; ``certain`` is False when its names are also common words,
    first names or other things, so that it takes evidence to read them so; ``nouns`` are common nouns for it.
    """

    name: str
    type: str
    names: tuple[str, ...] = ()
    country: str | None = None
    same_as: tuple[str, ...] = ()
    source: str = ""
    weight: int = 0
    certain: bool = True
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the gazetteer in a text: ``start``, ``end`` in characters, half open."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """Words in lower case without accents, one space between: the key of a name."""
    return " ".join(_WORD.findall(_plain(text)))


class Gazetteer:
    """Candidates by folded name. A value: ``with_candidates`` gives a new one."""

    def __init__(self, candidates: Iterable[Candidate], uncertain_links: frozenset[str] = frozenset()):
        self._candidates: list[Candidate] = list(candidates)
        self._uncertain_links = uncertain_links
        self._index: dict[str, list[tuple[int, str]]] = {}
        self._longest: dict[str, int] = {}
        for number, candidate in enumerate(self._candidates):
            for name in dict.fromkeys((candidate.name, *candidate.names)):
                self._add(name, number)

    def _add(self, name: str, number: int) -> None:
        key = fold(name)
        if not key:
            return
        rows = self._index.setdefault(key, [])
        if all(n != number for n, _ in rows):
            rows.append((number, name))
        first, words = key.partition(" ")[0], key.count(" ") + 1
        if words > self._longest.get(first, 0):
            self._longest[first] = words

    def with_candidates(self, candidates: Iterable[Candidate]) -> Gazetteer:
        """This gazetteer with more candidates, which win over those of the same name."""
        return Gazetteer([*candidates, *self._candidates], self._uncertain_links)

    def of_source(self, source: str) -> tuple[Candidate, ...]:
        """The candidates of one table, in its order."""
        return tuple(c for c in self._candidates if c.source == source)

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Candidates of exactly this name (a leading article aside), the most likely first."""
        key = fold(name)
        rows = self._index.get(key)
        if rows is None:
            first, _, rest = key.partition(" ")
            rows = self._index.get(rest) if first in _DETERMINERS else None
        return self._ranked(rows or ())

    def link(self, name: str, countries: frozenset[str] = frozenset()) -> Candidate | None:
        """The one thing that the name stands for beyond doubt; None when unknown or ambiguous.

        ``countries`` are the codes of the countries that the article names: of several cities of one name, the only one
        in these countries is meant.
        """
        if fold(name) in self._uncertain_links:
            return None
        found = self.lookup(name)
        if not found or not found[0].certain:
            return None
        if len(found) == 1 or (
            found[1].type == found[0].type and found[0].weight >= _DOMINANCE * max(found[1].weight, 1)
        ):
            return found[0]
        near = [c for c in found if c.country in countries]
        return near[0] if len(near) == 1 and all(c.type == "Place" for c in found) else None

    def find(self, text: str) -> Iterator[Match]:
        """The longest names in a text, from left to right, none overlapping; capitals count ("orange" is no
        company)."""
        words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        folded = [_plain(text[s:e]) for s, e in words]
        i = 0
        while i < len(words):
            longest = self._longest.get(folded[i])
            if longest is None:
                i += 1
                continue
            for length in range(min(longest, len(words) - i), 0, -1):
                rows = self._index.get(" ".join(folded[i : i + length]))
                if rows is None:
                    continue
                surface = [text[s:e] for s, e in words[i : i + length]]
                fitting = [r for r in rows if _fits(r[1], surface)]
                if fitting and _joined(text, words[i : i + length]):
                    yield Match(words[i][0], words[i + length - 1][1], self._ranked(fitting))
                    i += length
                    break
            else:
                i += 1

    def _ranked(self, rows: Iterable[tuple[int, str]]) -> tuple[Candidate, ...]:
        found = {n: self._candidates[n] for n, _ in rows}
        order = sorted(
            found,
            key=lambda n: (
                not found[n].certain,
                found[n].type != "Country",
                _is_small_city(found[n]),
                -found[n].weight,
                n,
            ),
        )
        return tuple(found[n] for n in order)


def _is_small_city(candidate: Candidate) -> bool:
    return candidate.source == "cities" and candidate.weight < _METROPOLIS


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _fits(name: str, surface: list[str]) -> bool:
    """Whether the text has capitals where the name has them; acronyms of four letters may stand as "Otan"."""
    for word, seen in zip(_WORD.findall(name), surface, strict=False):
        if len(word) > 1 and word.isupper():
            if not (seen.isupper() or (len(word) > 3 and seen[0].isupper())):
                return False
        elif word[0].isupper() and not (seen[0].isupper() or seen[0].isdigit()):
            return False
        elif 1 < len(seen) < 4 and seen.isupper():
            return False
    return (
        surface[0][0].isupper() or surface[0][0].isdigit() or any(s[0].isupper() for s in surface[1:]) or name.islower()
    )


def _joined(text: str, words: list[tuple[int, int]]) -> bool:
    """Only one space, hyphen, apostrophe or the like between the words of a name."""
    return all(gap in _GAPS for gap in (text[a[1] : b[0]] for a, b in pairwise(words)))


_GAPS = frozenset({" ", "-", "'", "’", "\u00a0", "\u202f", ". ", ".", " - ", "/", "&", " & ", ", ", "–"})
