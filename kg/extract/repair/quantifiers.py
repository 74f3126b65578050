"""Quantifiers that float: "ont tous été arrêtés", "ont été tous les trois tués", "a lui-même signé"."""

from __future__ import annotations

from functools import cache

from kg.extract.repair.moves import make_participle, replace_by
from kg.extract.repair.verbs import participle_form
from kg.extract.tree import Tree, Word, labels_of
from kg.extract.words import grammar, is_past_participle


def quantifier_in_verb(tree: Tree, lang: str) -> None:
    """Between auxiliary and participle a quantifier or "lui-même" says again who the subject is: it is nobody new."""
    helpers = grammar(lang)["voice"]
    auxiliaries = {*helpers["auxiliary_have"], *helpers["be_verbs"]}
    openers = _openers(lang)
    for word in tree.words:
        if not word.i or word.text.lower() not in openers or not (run := _quantifier_at(word, tree, lang)):
            continue
        before, behind = tree.words[word.i - 1], run[-1].i + 1
        while before.pos == "ADV" and before.i:
            before = tree.words[before.i - 1]
        while behind < len(tree.words) and (
            tree.words[behind].pos == "ADV" or tree.words[behind].lemma in helpers["be_verbs"]
        ):
            behind += 1
        verb = tree.words[behind] if behind < len(tree.words) else word
        if before.lemma not in auxiliaries or verb in run:
            continue
        if not is_past_participle(verb) and not participle_form(verb, lang):
            continue
        top = next((w for w in reversed(list(verb.ancestors())) if w in run), None)
        if top is not None:
            replace_by(top, verb)
        for part in run:
            for child in [c for c in part.children if c not in run]:
                child.hang(verb, child.dep)
            part.hang(verb, "advmod")
            part.pos, part.morph = "ADV", {}
        if not is_past_participle(verb):
            make_participle(verb, participle_form(verb, lang))
        if before in verb.ancestors():
            replace_by(before, verb)
            for child in [c for c in before.children if c is not verb]:
                child.hang(verb, child.dep)
            before.hang(verb, "aux:tense")
        tree.repairs[verb] = "floating quantifier"


def floating_quantifier(tree: Tree, lang: str) -> None:
    """ "nous dépendons tous du merlu": the quantifier is no object, and what follows belongs to the verb."""
    labels, floating = labels_of(lang), set(grammar(lang)["pronouns"]["floating"])
    for word in tree.words:
        if word.dep in labels.object and word.text.lower() in floating and word.i > word.head.i:
            for child in list(word.children):
                child.hang(word.head, "obl:arg" if child.dep in labels.complement else child.dep)
            word.dep = "advmod"
            tree.repairs[word.head] = "floating quantifier"


@cache
def _openers(lang: str) -> frozenset[str]:
    """Words that a quantifier may begin with."""
    pronouns = grammar(lang)["pronouns"]
    first = (phrase.split()[0] for phrase in pronouns["each_other"])
    return frozenset((*first, *pronouns["emphatic"], *pronouns["floating"]))


def _quantifier_at(word: Word, tree: Tree, lang: str) -> list[Word]:
    """The words of a quantifier that begins with a word: "tous", "tous les trois", "l'un et l'autre", "eux-mêmes"."""
    pronouns = grammar(lang)["pronouns"]
    following = tree.words[word.i : word.i + 5]
    forms = [w.text.lower() for w in following]
    for phrase in pronouns["each_other"]:
        parts = phrase.split()
        if forms[: len(parts)] == parts:
            return following[: len(parts)]
    if forms[0] in pronouns["emphatic"]:
        return following[:1]
    if forms[0] not in pronouns["floating"]:
        return []
    counted = 2 if forms[1:2] == ["les"] else 1
    number = following[counted : counted + 1]
    return following[: counted + 1] if number and number[0].pos == "NUM" else following[:1]
