"""What there is: "il y a du brouillard", "il n'y a eu aucun survivant"."""

from __future__ import annotations

from kg.extract.clauses import Clause
from kg.extract.kinds import is_measure
from kg.extract.tree import Word
from kg.extract.words import grammar


def is_existential(clause: Clause) -> bool:
    """Whether a clause is "il y a", or an infinitive of it below an impersonal verb ("il pourrait y avoir")."""
    if clause.head.lemma != "avoir" or all(c.text.lower() != "y" for c in clause.head.children):
        return False
    above = clause.governor
    if clause.link != "infinitive" or above is None:
        return clause.impersonal
    nobody = above.impersonal or [w.text.lower() for w in above.subjects] == ["il"]
    return nobody and any(d.pos == "DET" and d.morph.get("Poss") != "Yes" for o in clause.objects for d in o.children)


def is_unsaid(word: Word, lang: str) -> bool:
    """What "il y a" tells nothing of: spans of time, names, pronouns, and nouns that only open a thought ("il y a
    lieu de")."""
    words = grammar(lang)["impersonal"]
    few = any(c.text.lower() == "peu" for c in (*word.children, *word.head.children) if c.i < word.i)
    return few or word.pos != "NOUN" or is_measure(word, lang) or word.lemma in {*words["units"], *words["openers"]}
