"""What kind of thing a noun names: an actor, a thing, an amount, and what it counts."""

from __future__ import annotations

from kg.extract.tree import Word, labels_of
from kg.extract.words import grammar
from kg.gazetteer import country_of_adjective
from kg.lang import load_table
from kg.lang.nouns import noun_types


def is_thing(word: Word, lang: str) -> bool:
    """A common noun that can do nothing: "les tableaux se vendent" tells what is done to them."""
    return word.pos == "NOUN" and noun_types(lang).get(word.lemma) in {"Product", "Work", "Facility", "Place"}


def is_actor(word: Word, lang: str) -> bool:
    """A name or pronoun, or a common noun for people or bodies that can act."""
    return word.pos in {"PROPN", "PRON"} or noun_types(lang).get(word.lemma) in {
        "Person",
        "Group",
        "Organization",
        "Country",
    }


def sorts_of(word: Word, lang: str) -> list[str]:
    """The lemma of a noun, and of what it counts ("une dizaine de militants"), and "@" with their types of entity; of
    a name "@" with its own."""
    if word.mention is not None:
        return [word.lemma, f"@{word.mention.type}"]
    words, labels = grammar(lang)["quantifiers"], labels_of(lang)
    counts = word.pos in {"NUM", "PRON"} or word.lemma in words["fractions"] or word.lemma in words["parts"]
    below = [c for c in word.kids(labels.noun_complement) if counts and c.i > word.i]
    sorts = [word.lemma, *(s for c in below for s in _counted_lemmas(c, lang))]
    person = word.pos != "ADJ" and bool(country_of_adjective(word.text.lower()))
    return [*sorts, *(f"@{t}" for s in sorts if (t := noun_types(lang).get(s) or ("Person" if person else "")))]


def _counted_lemmas(word: Word, lang: str) -> list[str]:
    """The lemma of what is counted, and of what that counts itself ("des dizaines de milliers de morts")."""
    labels = labels_of(lang)
    deeper = word.kids(labels.noun_complement) if word.lemma in grammar(lang)["quantifiers"]["fractions"] else []
    return [word.lemma, *(c.lemma for c in deeper if c.i > word.i)]


def is_measure(word: Word, lang: str) -> bool:
    """ "11 %", "40 km", "3 millions": an amount, not something counted."""
    counted = bool(word.kids(labels_of(lang).number))
    units = {*load_table(lang, "contracts")["units"], *grammar(lang)["quantifiers"]["distances"]}
    unit = len(word.lemma) <= 2 or word.lemma in units
    return not word.text[0].isalnum() or counted and unit
