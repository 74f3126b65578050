"""Names that nobody bears: a model that meets them must go by what stands around them."""

from __future__ import annotations

import random

CONSONANTS = ("b", "c", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "kr", "tr", "ch", "st")
VOWELS = ("a", "e", "i", "o", "u", "a", "e", "i", "o", "ou", "é", "ia", "ei", "aï")
CODAS = ("", "", "", "n", "r", "s", "l", "x", "k", "m")
PLACE_ENDINGS = ("ville", "bourg", "sk", "ivka", "ac", "grad", "land", "stan", "abad", "court", "o", "ia")
ORGANISATION_ENDINGS = ("", "", "ex", "is", "tech", "co", "al", "us", "ia", "Corp", "Bank", "Lab", "net")
VIRTUES = ("Avenir", "Espoir", "Liberté", "Solidarité", "Justice", "Progrès", "Paix", "Dignité", "Santé", "Culture")
CAUSES = ("pour tous", "sans frontières", "et démocratie", "citoyenne", "en mouvement", "populaire", "internationale")


def invent_name(label: str, words: int) -> str:
    """A name that could be one of a person (as many words as ``words``), a place (LOC) or an organisation (ORG)."""
    if label == "PER":
        return " ".join(_word(random.choice((2, 2, 3))) for _ in range(min(words, 3)))
    if label == "LOC":
        return _word(random.choice((1, 2))) + random.choice(PLACE_ENDINGS)
    draw = random.random()
    if draw < 0.4:
        return "".join(random.choice("ABCDEFGHILMNOPRSTUV") for _ in range(random.choice((2, 3, 3, 4, 4, 5))))
    if draw < 0.5:
        return f"{random.choice(VIRTUES)} {random.choice(CAUSES)}"
    return _word(random.choice((1, 2, 2))) + random.choice(ORGANISATION_ENDINGS)


def _word(syllables: int) -> str:
    """So many syllables, with a capital."""
    parts = [random.choice(CONSONANTS) + random.choice(VOWELS) for _ in range(syllables)]
    return ("".join(parts) + random.choice(CODAS)).capitalize()
