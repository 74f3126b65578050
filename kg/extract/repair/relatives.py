"""Mends of relative clauses of place."""

from __future__ import annotations

from kg.extract.repair.moves import finite_verb, replace_by
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import grammar, is_finite

_NOMINAL = frozenset({"NOUN", "PROPN"})


def relative_of_place(tree: Tree, lang: str) -> None:
    """ "À Lyon, où X craint Y, Z a fui": "où" behind the comma of a noun opens a relative clause of it, and the main
    verb is the one behind the comma that closes the clause."""
    labels, pronouns = labels_of(lang), grammar(lang)["pronouns"]["relative_place"]
    loose = labels.adverbial_clause | labels.conjunct | labels.parataxis | labels.unclear
    for place in tree.words:
        if place.text.lower() not in pronouns or place.i < 2 or tree.words[place.i - 1].text != ",":
            continue
        noun, verb = tree.words[place.i - 2], place.head
        noun = noun.head if noun.dep in labels.name_part else noun
        if noun.pos not in _NOMINAL or verb.i < place.i or verb.pos not in {"VERB", "AUX"}:
            continue
        top = _phrase_of(noun, verb)
        main = verb.head if verb.dep in labels.adverbial_clause and verb.i < verb.head.i else _main_verb(verb, labels)
        if verb.dep in labels.relative:
            if main is not None and top.is_root and top.kids(labels.preposition):
                main.hang(main, "ROOT")
                top.hang(main, "obl:mod")
                tree.repairs[main] = "main verb behind a relative clause of place"
        elif top.head is verb and main is not None:
            if verb.is_root:
                replace_by(verb, main)
            top.hang(main, top.dep)
            verb.hang(noun, "acl:relcl")
            tree.repairs[main] = "main verb behind a relative clause of place"
        elif verb.dep in loose and verb not in noun.ancestors():
            verb.hang(noun, "acl:relcl")
            tree.repairs[verb] = "relative clause of place"


def _phrase_of(noun: Word, verb: Word) -> Word:
    """The head of the phrase that ends with a noun, below ``verb`` when that is above it."""
    top = noun
    while not top.is_root and top.head is not verb and top.head.i < verb.i:
        top = top.head
    return top


def _main_verb(verb: Word, labels: Labels) -> Word | None:
    """The finite verb with a subject of its own that a comma without conjunction joins to the verb of the relative."""
    for other in verb.children:
        joined = other.i > verb.i and other.dep in labels.conjunct | labels.parataxis | labels.clause_complement
        own = is_finite(finite_verb(other)) and other.kids(labels.any_subject)
        commas = [w for w in (*verb.kids(labels.punctuation), *other.kids(labels.punctuation)) if w.text == ","]
        if joined and own and not other.kids(labels.coordinator | labels.marker):
            if any(verb.i < w.i < other.i for w in commas):
                return other
    return None
