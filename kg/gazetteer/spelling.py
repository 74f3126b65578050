"""How names are shortened and spelled: acronyms, and variants that transliteration makes."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from kg.gazetteer.index import fold

_TRANSLITERATION = (
    ("tch", "ch"),
    ("sch", "sh"),
    ("ch", "sh"),
    ("kh", "h"),
    ("dj", "j"),
    ("ou", "u"),
    ("ph", "f"),
    ("yy", "y"),
    ("ii", "i"),
    ("iy", "i"),
    ("ij", "i"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("q", "k"),
    ("ck", "k"),
    ("x", "ks"),
    ("ss", "s"),
    ("ff", "f"),
    ("ll", "l"),
    ("c", "k"),
    ("h", ""),
)


def is_acronym_of(short: str, long: str) -> bool:
    """Whether the letters of ``short`` are, in order, first letters of the words of ``long``."""
    letters = list(fold(short).replace(" ", ""))
    initials = [w[0] for w in fold(long).split()]
    if len(letters) < 2 or len(initials) < 2 or not short[:2].isupper():
        return False
    position = 0
    for initial in initials:
        if position < len(letters) and letters[position] == initial:
            position += 1
    return position == len(letters)


@lru_cache(maxsize=20_000)
def sound(name: str) -> str:
    """A key that spellings of one foreign name share: Zelensky, Zelenskyy and Zelenski."""
    key = fold(name).replace(" ", "")
    for written, spoken in _TRANSLITERATION:
        key = key.replace(written, spoken)
    return re.sub(r"(.)\1+", r"\1", key)


def is_variant(a: str, b: str) -> bool:
    """Whether two single words are spellings of one foreign name."""
    if min(len(a), len(b)) < 5 or a[0].casefold() != b[0].casefold():
        return False
    x, y = sound(a), sound(b)
    return x == y or (
        x[:4] == y[:4]
        and min(len(x), len(y)) >= 6
        and abs(len(x) - len(y)) <= 1
        and difflib.SequenceMatcher(None, x, y).ratio() >= 0.92
    )
