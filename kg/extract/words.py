"""What single words of a tree are: finite verbs, infinitives, participles, what stands behind a preposition."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.extract.tree import Labels, Word, labels_of
from kg.lang import load_table


@cache
def grammar(lang: str) -> dict[str, dict[str, Any]]:
    """The closed-class words of a language."""
    return load_table(lang, "grammar")


def is_vague(word: Word, lang: str) -> bool:
    """A pronoun that names nobody; "une personne" and "12 personnes" are nouns."""
    labels = labels_of(lang)
    return word.text.lower() in grammar(lang)["pronouns"]["vague"] and not word.kids(labels.determiner | labels.number)


def is_finite(word: Word) -> bool:
    return word.morph.get("VerbForm") == "Fin" or "Mood" in word.morph


def is_subjunctive(word: Word) -> bool:
    return word.morph.get("Mood") == "Sub"


def is_past_participle(word: Word) -> bool:
    return word.morph.get("VerbForm") == "Part" and word.morph.get("Tense") == "Past"


def is_infinitive(word: Word) -> bool:
    return word.morph.get("VerbForm") == "Inf"


def preposition_of(word: Word, lang: str) -> str:
    """The preposition before a phrase, contracted forms undone: "au" → "à", "lors du" → "lors de", "" when bare."""
    if not word.children:
        return ""
    labels, table = labels_of(lang), grammar(lang)["prepositions"]
    parts: list[str] = []
    cases = word.kids(labels.preposition) or [
        d for d in word.kids(labels.determiner) if d.pos == "ADP" and word.dep in labels.oblique
    ]
    for case in cases:
        if case.i > word.i:
            continue
        first, *rest = [case.text.lower(), *(c.text.lower() for c in case.kids(labels.name_part))]
        form = " ".join([first, *rest[:-1], *(table.get(w, w) for w in rest[-1:])])
        parts.append(table.get(form, form))
    joined = " ".join(parts)
    found: str = table.get(joined, joined)
    return found.replace("' ", "'")


def conjuncts(word: Word, labels: Labels) -> list[Word]:
    """The word and what is coordinated with it, in text order; not what "et non" excludes."""
    found = [word]
    for child in word.kids(labels.conjunct):
        excluded = any(w.text.lower() in {"non", "pas"} for w in child.subtree() if w.i < child.i)
        if (
            child.pos in {"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ"}
            and not child.kids(labels.predicate)
            and not excluded
        ):
            found.extend(conjuncts(child, labels))
    return found
