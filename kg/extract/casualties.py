"""The dead and injured that stand without a verb: "…, et 300 autres blessées", "56 personnes mortes à Lahore"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.drafts import Draft
from kg.extract.reading import Reading
from kg.extract.tree import Tree, Word, labels_of
from kg.extract.words import grammar


def casualty_facts(tree: Tree, readings: list[Reading], lang: str) -> Iterator[Draft]:
    """A draft for every counted group of victims that no verb of its own tells of."""
    by_head, kinds = {r.head: r for r in readings}, _kinds(lang)
    for word in tree.words:
        kind = kinds.get(word.text.lower())
        if kind is None or word.kids(labels_of(lang).auxiliary | labels_of(lang).copula):
            continue
        victims = _victims(word, lang)
        if victims is None or victims.i > word.i:
            continue
        type_, predicate = {"injured": ("Injure", "blesser"), "dead": ("Die", "mourir")}.get(
            kind, ("Disappear", "disparaître")
        )
        reading = next((by_head[w] for w in word.ancestors() if w in by_head and w is not word), None)
        if reading is not None and (reading.silenced or reading.polarity == "negative"):
            continue
        draft = Draft(type_, predicate, word, "noun", f"casualty {kind}", evidence=[victims, word])
        if kind == "injured":
            draft.patients = [victims]
            if reading is not None and _done_by_same(victims, reading):
                draft.agents = list(reading.casting.agents)
        else:
            draft.agents = [victims]
        draft.stand_in(reading)
        draft.modality = reading.modality if reading is not None else "actual"
        yield draft


def _done_by_same(victims: Word, reading: Reading) -> bool:
    """ "ont été tués et dix autres blessés par une bombe", "a fait deux morts et cinq blessés": one agent for both."""
    if reading.clause.voice == "passive":
        return victims.head is reading.head
    made = reading.casting.type == "Kill" and reading.casting.rule.startswith("phrase")
    return made and any(victims.head is w for w in reading.casting.patients)


@cache
def _kinds(lang: str) -> dict[str, str]:
    return {word: kind for kind, words in grammar(lang)["casualties"].items() for word in words}


def _victims(word: Word, lang: str) -> Word | None:
    """Who is hurt: the counted word itself behind "et", or the counted noun that it describes."""
    labels = labels_of(lang)
    if word.dep in labels.noun_complement and word.head.lemma in grammar(lang)["quantifiers"]["fractions"]:
        elliptic = any(c.lemma == "autre" for c in word.children) and word.head.dep in labels.conjunct
        return word.head if elliptic and word.head.head.pos in {"VERB", "AUX"} else None
    if word.dep in labels.conjunct and word.kids(labels.number):
        return word
    noun = word.head
    adjective = word.dep in labels.adjective and word.pos == "ADJ" and noun.kids(labels.number)
    return noun if adjective and not word.is_root and noun.pos == "NOUN" and noun.is_root else None
