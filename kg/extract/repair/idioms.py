"""Mends of phrases of verb and noun whose noun the parser took for a piece of a preposition, or for the head of the
object."""

from __future__ import annotations

from kg.extract.frames import lexicon
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import grammar, preposition_of


def noun_in_preposition(tree: Tree, lang: str) -> None:
    """ "a remis en cause le projet", "a fait face à une pénurie": with the verb above it the noun is a phrase of the
    sheets, and what follows it the object."""
    labels = labels_of(lang)
    for noun in tree.words:
        if noun.pos != "NOUN" or noun.i == 0:
            continue
        case = noun.head if noun.dep in labels.name_part else None
        followed = noun.head if case is None else case.head
        piece = noun if case is None else case
        if piece.dep not in labels.preposition or piece.i < noun.i - 1 or followed.i < noun.i:
            continue
        verb = followed.head
        if verb.pos == "VERB" and verb.i < noun.i <= verb.i + 4 and _is_phrase(verb, case, noun, lang):
            noun.hang(verb, "obj" if case is None else "obl:arg")
            if case is not None:
                case.hang(noun, "case")
                followed.dep = followed.dep if followed.kids(labels.preposition) else "obj"
            tree.repairs[verb] = "noun in preposition"


def object_below_idiom(tree: Tree, lang: str) -> None:
    """ "ont pris d'assaut la prison": a noun with an article and no preposition behind a phrase is its object."""
    labels = labels_of(lang)
    for noun in tree.words:
        verb, case = noun.head, noun.kid(labels.preposition)
        if noun.pos != "NOUN" or noun.dep not in labels.oblique or case is None or verb.kids(labels.object):
            continue
        behind = _object_behind(noun, labels, lang)
        if behind is not None and verb.pos == "VERB" and verb.i < noun.i and _is_phrase(verb, case, noun, lang):
            behind.hang(verb, "obj")
            tree.repairs[verb] = "object below idiom"


def _object_behind(noun: Word, labels: Labels, lang: str) -> Word | None:
    below = [c for c in noun.kids(labels.noun_complement | labels.apposition) if c.i > noun.i and c.pos == "NOUN"]
    bare = [c for c in below if not preposition_of(c, lang) and c.kids(labels.determiner)]
    return bare[0] if bare and not noun.kids(labels.determiner) else None


def _is_phrase(verb: Word, case: Word | None, noun: Word, lang: str) -> bool:
    form = "" if case is None else case.text.lower()
    wanted = grammar(lang)["prepositions"].get(form, form)
    return any(
        p.noun == noun.lemma and p.preposition == wanted and not p.tail for p in lexicon(lang)[1].get(verb.lemma, ())
    )
