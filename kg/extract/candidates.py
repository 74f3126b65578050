"""Candidates for names, and the words that tell names from other capitalised words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Token

from kg.gazetteer.tables import first_names
from kg.lang import load_table
from kg.lang.nouns import noun_types

_ARTICLE = re.compile(r"(?:al|el|ad|as|an|ar|at|ash)-[A-ZÀ-Þ]")
ADDED, PATTERN, KNOWN, MODEL, GUESS = 5, 4, 3, 2, 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """Tokens ``start:end`` may be a name of ``type`` ("" unknown); the higher ``rank`` wins, then the longer."""

    start: int
    end: int
    type: str
    rank: int
    source: str

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class NameWords:
    """The table ``names.toml`` of a language pack."""

    particles: frozenset[str]
    honorifics: frozenset[str]
    always: frozenset[str]
    national: frozenset[str]
    churches: frozenset[str]
    beside: dict[str, str]
    inside: dict[str, str]
    places_beside: frozenset[str]
    speech: frozenset[str]
    not_names: frozenset[str]
    held: frozenset[str]
    alone: frozenset[str]
    called: frozenset[str]
    first_names: frozenset[str]
    portfolios: frozenset[str]
    nouns: dict[str, str]


@cache
def name_words(lang: str) -> NameWords:
    table = load_table(lang, "names")
    beside, inside = {}, {}
    for key, type_ in (
        ("organization", "Organization"),
        ("place", "Place"),
        ("facility", "Facility"),
        ("product", "Product"),
        ("work", "Work"),
        ("event", "Event"),
    ):
        beside.update(dict.fromkeys(table[key].get("beside", ()), type_))
        inside.update(dict.fromkeys(table[key].get("inside", ()), type_))
    return NameWords(
        frozenset(table["particles"]),
        frozenset(table["honorifics"]),
        frozenset(table["organization"]["always"]),
        frozenset(table["organization"]["national"]),
        frozenset(table["organization"]["churches"]),
        beside,
        inside,
        frozenset(table["place"]["beside"]),
        frozenset(table["speech"]),
        frozenset(table["not_names"]["words"]),
        frozenset(table["event"]["held"]),
        frozenset(table["event"]["alone"]),
        frozenset(table["event"]["called"]),
        frozenset(first_names(lang)),
        frozenset(table["portfolios"]),
        noun_types(lang),
    )


def is_capital(token: Token) -> bool:
    """Whether a word begins with a capital, an Arabic article before it left aside: "Alep", "el-Assad"."""
    return _opens_with_capital(token.text)


@lru_cache(maxsize=1 << 14)
def _opens_with_capital(word: str) -> bool:
    return word[0].isupper() or word[0] in "ae" and _ARTICLE.match(word) is not None


def begins_anew(token: Token) -> bool:
    """Whether a sentence begins at a word for certain: the parser also breaks them inside foreign names."""
    return bool(token.is_sent_start) and (token.i == 0 or not token.nbor(-1).text[-1].isalnum())


def plain_word(token: Token) -> str:
    return token.text.lower().rstrip("'")


def opens_sentence(token: Token) -> bool:
    if token.i == 0 or token.is_sent_start:
        return True
    return token.nbor(-1).text in {'"', "«", "“", ":", ".", "–", "—", "!", "?", "…"}
