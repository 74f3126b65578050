"""Agreement of subjects with verbs and of antecedents with relatives and participles: what cannot be so is a wrong
parse."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.tree import Tree, Word, labels_of
from kg.extract.words import is_past_participle
from kg.lang import load_table

_CONTRACTED = {"au": "Sing", "du": "Sing", "aux": "Plur", "des": "Plur"}
_WHICH = frozenset({"lequel", "laquelle", "lesquels", "lesquelles"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})


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
    article = next((c.text.lower() for c in word.kids(labels.preposition) if c.text.lower() in _CONTRACTED), "")
    counted = word.kids(labels.number) or word.pos == "NOUN" and not word.kids(labels.determiner) and not article
    if collective or counted or word.kids(labels.conjunct):
        return ""
    if article and not word.kids(labels.determiner):
        return _CONTRACTED[article]
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


def antecedent_of(head: Word) -> Word | None:
    """The noun that a relative or participle stands after: its head, or, hung on a verb, the noun just before it."""
    if head.head.pos in _NOMINAL or _is_nominalized(head.head):
        which = next((c for c in head.children if c.text.lower() in _WHICH and c.i < head.i), None)
        return _agreeing(head.head, head) if which is None else _nearest_agreeing(head.head, which)
    first = min(w.i for w in head.subtree())
    before = [c for c in head.head.subtree() if c.i < first and c.pos in {"NOUN", "PROPN"}]
    nearest = max(before, key=lambda w: w.i, default=None)
    return nearest if nearest is not None and nearest.head is head.head and first - nearest.i <= 3 else None


def _is_nominalized(word: Word) -> bool:
    """ "le libéral Guy Verhofstadt, qui …", "un quatrième jeune, qui …": an adjective or participle with an article."""
    return word.pos != "VERB" and any(c.pos == "DET" or c.text.lower() in _CONTRACTED for c in word.children)


def _nearest_agreeing(noun: Word, which: Word) -> Word:
    """ "l'intensification des raids de l'Otan, laquelle a nié …": the last noun before "laquelle" of its form."""
    form = which.text.lower()
    gender = "Fem" if form.startswith("laquelle") or form == "lesquelles" else "Masc"
    number = "Plur" if form.endswith("s") else "Sing"
    fits = [
        w
        for w in noun.subtree()
        if w.i < which.i
        and w.pos in {"NOUN", "PROPN"}
        and w.morph.get("Gender", gender) == gender
        and w.morph.get("Number", number) == number
    ]
    return max(fits, key=lambda w: w.i, default=noun)


def _agreeing(noun: Word, participle: Word) -> Word:
    """The noun, or, when a past participle cannot agree with it, the nearest one before that it agrees with
    ("une statue du marchand, érigée"); a participle with a subject of its own need not agree."""
    active = any(c.dep == "aux:tense" for c in participle.children)
    own = any(c.dep.startswith("nsubj") and c.text.lower() not in {"qui", *_WHICH} for c in participle.children)
    if active or own or not is_past_participle(participle) or agree(noun, participle) or noun.is_root:
        return noun
    before = [w for w in noun.head.subtree() if w.i < participle.i and w.pos == "NOUN" and agree(w, participle)]
    return max(before, key=lambda w: w.i, default=noun)


def agree(noun: Word, participle: Word) -> bool:
    """Whether gender and number of a noun and an adjective or participle, where both are told, are the same."""
    pairs = [(noun.morph.get(f), participle.morph.get(f)) for f in ("Gender", "Number")]
    return all(a == b for a, b in pairs if a and b)


def nearest_noun(participle: Word, tree: Tree) -> Word | None:
    """The head of the noun phrase right before a present participle ("l'opération Harpie luttant contre …")."""
    before = tree.words[participle.i - 1] if participle.i else None
    while (
        before is not None
        and not before.is_root
        and before.pos in {"PROPN", "ADJ", "X"}
        and before.head.i < participle.i
        and before.head.pos in {"NOUN", "PROPN"}
    ):
        before = before.head
    return before if before is not None and before.pos in {"NOUN", "PROPN"} else None


def reflexive_lemma(verb: str, aspirated: Sequence[str]) -> str:
    """The infinitive with "se", elided before a vowel or an h that is not among the ``aspirated``."""
    return f"s'{verb}" if verb[0] in "aeéèêiouyhâîô" and verb not in aspirated else f"se {verb}"
