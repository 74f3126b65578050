"""Who "on" is: "à la mairie, on assure que …", "a-t-on appris de source policière"."""

from __future__ import annotations

from kg.extract.clauses import Clause
from kg.extract.tree import Word, labels_of
from kg.extract.words import grammar, preposition_of
from kg.lang.nouns import noun_types

_BODIES = frozenset({"Organization", "Facility", "Place"})
_ANYBODY = frozenset({"on", "-on"})


def resolve_anybody(clause: Clause, lang: str) -> None:
    """Put those who are told of beside a verb of saying in the place of its subject "on"; two coordinated verbs share
    them."""
    if len(clause.subjects) != 1 or clause.subjects[0].text.lower() not in _ANYBODY:
        return
    sources = grammar(lang)["sources"]
    if clause.lemma not in {*sources["saying"], *sources["quoting"], *sources["heard"]}:
        return
    first = clause.governor
    labels = labels_of(lang)
    below = [
        (f"{a.text.lower()} {preposition_of(w, lang)}", w)
        for a in clause.head.kids(labels.adverb)
        for w in a.kids(labels.complement)
    ]
    found = next((w for p, w in (*clause.obliques, *below) if _tells_who(p, w, clause, lang)), None)
    if found is not None:
        clause.obliques = [(p, w) for p, w in clause.obliques if w is not found]
        clause.subjects = [found]
    elif clause.link == "conjunct" and first is not None and first.own_subject and _was_anybody(first):
        clause.subjects = list(first.subjects)


def _was_anybody(clause: Clause) -> bool:
    return any(c.text.lower() in _ANYBODY for c in clause.head.children)


def _tells_who(preposition: str, word: Word, clause: Clause, lang: str) -> bool:
    if preposition == "auprès de":
        return True
    if preposition == "de":
        return word.lemma in grammar(lang)["sources"]["nouns"]
    body = word.pos == "PROPN" or noun_types(lang).get(word.lemma) in _BODIES
    beside = word.i < clause.head.i or word.i - clause.head.i <= 6
    return preposition in {"à", "chez", "au sein de", "dans les rangs de", "du côté de"} and body and beside
