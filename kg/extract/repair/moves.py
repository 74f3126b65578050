"""Moves that several repairs make."""

from __future__ import annotations

from kg.extract.tree import Word

PARTICIPLE = {"VerbForm": "Part", "Tense": "Past"}


def replace_by(old: Word, new: Word) -> None:
    """Put a word of the tree in its ancestor's place."""
    if old.is_root:
        new.hang(new, "ROOT")
    else:
        new.hang(old.head, old.dep)


def finite_verb(verb: Word) -> Word:
    return next((c for c in verb.children if c.dep.startswith("aux") or c.dep == "cop"), verb)


def make_participle(word: Word, lemma: str) -> None:
    """Make a past participle of a word that was taken for something else."""
    word.pos, word.lemma = "VERB", lemma
    word.morph = {**word.morph, **PARTICIPLE}
