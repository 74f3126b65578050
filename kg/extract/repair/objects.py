"""Mends of objects that the parser took for circumstances or for complements of one."""

from __future__ import annotations

from functools import cache

from kg.extract.frames import lexicon
from kg.extract.kinds import is_measure
from kg.extract.repair.moves import finite_verb
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import grammar, is_past_participle, preposition_of
from kg.lang import load_table
from kg.schema import load_schema

_NOT_FINISHED = frozenset({"fois", "coup"})


@cache
def _transitive_verbs(lang: str) -> frozenset[str]:
    """Verbs of types with a patient that no frame completes with "de"."""
    types = load_schema(lang).event_types
    return frozenset(
        verb
        for verb, frames in lexicon(lang)[0].items()
        if any(types[f.type].transitive for f in frames) and all("de" not in f.slots for f in frames)
    )


def object_as_circumstance(tree: Tree, lang: str) -> None:
    """ "dénombre au moins 37 morts", "frappe des pays voisins", "n'a jamais occupé de fonction": what a transitive verb
    without object has behind it."""
    labels = labels_of(lang)
    for verb in tree.heads:
        if verb.pos != "VERB" or verb.lemma not in _transitive_verbs(lang) or _is_complete(verb, labels):
            continue
        found = next((c for c in _behind(verb, labels) if _is_object(c, verb, tree, lang)), None)
        if found is not None:
            for case in found.kids(labels.preposition):
                case.dep = "det"
            found.hang(verb, "obj")
            tree.repairs[verb] = "object as a circumstance"


def circumstance_as_object(tree: Tree, lang: str) -> None:
    """ "a confié, quelques heures avant les faits, que …": no object stands behind a preposition of time."""
    labels, temporal = labels_of(lang), load_table(lang, "places")["temporal"]
    for word in tree.words:
        if word.dep in labels.object and word.kids(labels.preposition) and preposition_of(word, lang) in temporal:
            word.dep = "obl:mod"
            tree.repairs[word] = "circumstance as an object"


def _is_complete(verb: Word, labels: Labels) -> bool:
    """Whether a verb has an object, is passive or reflexive, or is a participle that describes a noun."""
    filled = labels.object | labels.open_complement | labels.clause_complement | labels.reflexive
    passive = labels.passive_auxiliary | labels.passive_subject | labels.passive_agent | labels.expletive_subject
    bare = is_past_participle(verb) and finite_verb(verb) is verb
    pronoun = any(c.text.lower() in {"se", "s'", "que", "qu'", "en", "l'", "le", "la", "les"} for c in verb.children)
    return bare or pronoun or bool(verb.kids(filled | passive))


def _behind(verb: Word, labels: Labels) -> list[Word]:
    own = [c for c in verb.kids(labels.oblique) if c.i > verb.i]
    deeper = [g for c in own if c.lemma in _NOT_FINISHED for w in c.subtree() for g in w.kids(labels.noun_complement)]
    return sorted([*own, *(w for w in deeper if w.i > verb.i)], key=lambda w: w.i)


def _is_object(word: Word, verb: Word, tree: Tree, lang: str) -> bool:
    labels, words = labels_of(lang), grammar(lang)
    spans = words["impersonal"]["units"] + words["impersonal"]["spans"]
    times = {*spans, *(t for w in words["time"].values() for t in w)}
    between = tree.words[verb.i + 1 : word.i]
    if word.pos != "NOUN" or word.lemma in times or is_measure(word, lang) or any(w.text == "," for w in between):
        return False
    if any(c.text.lower() in words["pronouns"]["relative_of"] for c in word.children):
        return False
    cases = [c.text.lower() for c in word.kids(labels.preposition)]
    if word.dep in labels.noun_complement or word.head is not verb:
        return cases == ["des"]
    articled = bool(word.kids(labels.determiner | labels.number))
    if not cases:
        return articled
    denied = any(c.text.lower() in words["negation"]["words"] for c in verb.children)
    return cases == ["des"] or cases[0] in {"de", "d'"} and denied and not articled
