"""Mends of coordinated subjects: several nouns for one person, and a second subject hung inside the first."""

from __future__ import annotations

from kg.extract.agreement import agrees, verb_number
from kg.extract.repair.moves import finite_verb
from kg.extract.tree import Tree, Word, labels_of
from kg.extract.words import is_finite
from kg.lang.nouns import noun_types


def one_person(tree: Tree, lang: str) -> None:
    """ "Le journaliste et écrivain Pierre Bonte est mort": behind one singular article nouns for people name one."""
    labels = labels_of(lang)
    for word in tree.heads:
        others = word.kids(labels.conjunct)
        article = word.kid(labels.determiner) if others else None
        if article is None or article.morph.get("Number") != "Sing" or not _is_person(word, lang):
            continue
        for other in others:
            bare = not other.kids(labels.determiner | labels.number | labels.preposition)
            if bare and _is_person(other, lang) and not other.text.endswith(("s", "x")):
                other.dep = "appos"
                tree.repairs[other] = "one person"


def _is_person(word: Word, lang: str) -> bool:
    types = noun_types(lang)
    return word.pos in {"NOUN", "ADJ"} and "Person" in {types.get(word.lemma), types.get(word.text.lower())}


def coordinated_subject(tree: Tree, lang: str) -> None:
    """ "Le Belge Tim Wellens et l'Italien Vincenzo Nibali ont chuté": what is coordinated below a singular subject of
    a plural verb is coordinated with the subject itself."""
    labels = labels_of(lang)
    for subject in tree.heads:
        verb = subject.head
        if subject.dep not in labels.any_subject or subject.i > verb.i or not is_finite(finite_verb(verb)):
            continue
        plural = verb_number(finite_verb(verb)) == "Plur"
        if not plural or subject.kids(labels.conjunct) or agrees([subject], finite_verb(verb), lang):
            continue
        inner = set(subject.subtree())
        inside = [
            w
            for w in inner
            if w.dep in labels.conjunct
            and w.head is not subject
            and w.pos in {"NOUN", "PROPN"}
            and w.kids(labels.coordinator)
            and not w.kids(labels.preposition)
            and all(a.pos != "VERB" for a in w.ancestors() if a in inner)
        ]
        if len(inside) == 1:
            inside[0].hang(subject, "conj")
            tree.repairs[verb] = "coordinated subject"
