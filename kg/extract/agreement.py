"""Agreement of subjects with verbs and of antecedents with relatives: what cannot be so is a wrong parse."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.tree import Word, labels_of
from kg.lang import load_table


def number_of(words: Sequence[Word], lang: str) -> str:
    """ "Sing" or "Plur" of what the words name together, "" when it cannot be told: names and collective nouns ("une
    dizaine d'élèves") take either."""
    labels = labels_of(lang)
    if len(words) != 1:
        return "Plur" if any(w.kids(labels.coordinator) for w in words) else ""
    word = words[0]
    if word.pos != "NOUN" and (word.pos != "PRON" or word.morph.get("Person") != "3"):
        return ""
    collective = word.lemma in load_table(lang, "grammar")["nouns"]["collective"]
    counted = word.kids(labels.number) or word.pos == "NOUN" and not word.kids(labels.determiner)
    if collective or counted or word.kids(labels.conjunct):
        return ""
    return next((n for d in word.kids(labels.determiner) if (n := d.morph.get("Number"))), word.morph.get("Number", ""))


def verb_number(verb: Word) -> str:
    """ "Sing" or "Plur" of a finite verb, where its ending bears out what the tagger says, else ""."""
    number = verb.morph.get("Number", "")
    plural = verb.text.lower().endswith("nt")
    return number if number == ("Plur" if plural else "Sing") else ""


def agrees(subjects: Sequence[Word], verb: Word, lang: str) -> bool:
    """Whether a finite verb may have these subjects, as far as their numbers tell."""
    wanted, found = verb_number(verb), number_of(subjects, lang)
    return not wanted or not found or wanted == found
