"""What common nouns denote: the table ``nouns.toml`` of a language pack."""

from __future__ import annotations

from functools import cache

from kg.lang import load_table


@cache
def noun_types(lang: str) -> dict[str, str]:
    """Lemma, or form, of a common noun → entity type; the first type listed wins."""
    found: dict[str, str] = {}
    for type_, words in load_table(lang, "nouns").items():
        for word in words.split():
            found.setdefault(word, type_)
    return found
