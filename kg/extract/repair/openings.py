"""Mends of what stands before the main verb: fronted participles, and which of several nouns is its subject."""

from __future__ import annotations

from functools import cache

from kg.extract.repair.clauses import opening
from kg.extract.repair.moves import finite_verb, replace_by
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import is_finite, is_past_participle
from kg.lang import load_table

_NOMINAL = frozenset({"NOUN", "PROPN"})


def fronted_participle(tree: Tree, lang: str) -> None:
    """ "Reconnu coupable, X a été condamné", "Entendue lundi, une voisine …": a past participle that opens a sentence
    hangs on the main verb behind its comma."""
    labels = labels_of(lang)
    for number in tree.breaks:
        word = tree.words[number]
        word = tree.words[number + 1] if word.pos == "ADV" and number + 1 < len(tree.words) else word
        form = is_past_participle(word) or word.pos == "VERB" and word.text.endswith("ant")
        if not form or word.kids(labels.auxiliary | labels.copula | labels.any_subject):
            continue
        if word.is_root:
            verb = next((c for c in word.children if c.i > word.i and _is_main(c, word, tree, labels)), None)
            if verb is not None:
                replace_by(word, verb)
                _take_content(word, verb, labels)
                word.hang(verb, "advcl")
                tree.repairs[verb] = "fronted participle"
        elif word.dep in labels.adjective | labels.participle and word.head.i > word.i:
            verb = next((w for w in word.ancestors() if _is_main(w, word, tree, labels)), None)
            time = word.head
            if verb is not None and time.dep in labels.oblique:
                word.hang(verb, "advcl")
                time.hang(word, time.dep)
                tree.repairs[verb] = "fronted participle"


def _take_content(participle: Word, verb: Word, labels: Labels) -> None:
    """ "Expliquant qu'il avait bu, il a …": what stands before the comma is told by the participle."""
    subject = verb.kid(labels.any_subject)
    for child in list(verb.children):
        opened = any(m.text.lower() in {"que", "qu'"} for m in child.kids(labels.marker))
        if opened and subject is not None and participle.i < child.i < subject.i:
            child.hang(participle, "ccomp")


def _is_main(verb: Word, participle: Word, tree: Tree, labels: Labels) -> bool:
    """Whether a finite verb with its subject stands behind a comma that follows the participle."""
    subject = verb.kid(labels.any_subject)
    return (
        is_finite(finite_verb(verb))
        and subject is not None
        and not verb.kids(labels.marker)
        and not any(c.pos == "PRON" and c.morph.get("PronType") == "Rel" for c in verb.children)
        and any(w.text == "," for w in tree.words[participle.i : verb.i])
    )


def subject_behind_apposition(tree: Tree, lang: str) -> None:
    """ "Coupable du meurtre de X, un plombier, Y a été condamné": an apposition that no comma closes before the verb is
    its subject, and what was taken for it tells who the name before it is."""
    labels = labels_of(lang)
    for verb in tree.heads:
        for subject in verb.kids(labels.any_subject):
            name = next((c for c in reversed(subject.kids(labels.apposition)) if c.pos == "PROPN"), None)
            if name is None or subject.pos != "NOUN":
                continue
            start = opening(finite_verb(verb), tree)
            if not subject.i < name.i < start:
                continue
            own = [w.i for w in name.subtree() if w.pos != "PUNCT"]
            first, last = min(own), max(own)
            before = min([subject.i, *(d.i for d in subject.kids(labels.determiner))]) - 1
            if tree.words[first - 1].text != "," or last != start - 1 or before < 1 or tree.words[before].text != ",":
                continue
            other = tree.words[before - 1]
            other = other.head if other.dep in labels.name_part else other
            if other.pos in _NOMINAL and other not in subject.subtree() and verb not in other.subtree():
                name.hang(verb, subject.dep)
                subject.hang(other, "appos")
                tree.repairs[verb] = "subject behind an apposition"


def main_verb_as_participle(tree: Tree, lang: str) -> None:
    """ "La cheffe de la mission, X, s'est dite prête": a finite verb below the noun that opens the sentence is its
    main verb."""
    labels = labels_of(lang)
    for noun in tree.roots:
        if noun.pos not in _NOMINAL:
            continue
        verb = next(
            (
                c
                for c in noun.children
                if c.dep in labels.participle
                and c.pos == "VERB"
                and is_finite(finite_verb(c))
                and finite_verb(c) is not c
                and tree.words[opening(finite_verb(c), tree) - 1].text == ","
                and not c.kids(labels.marker)
                and not any(k.morph.get("PronType") == "Rel" for k in c.children)
            ),
            None,
        )
        if verb is None:
            continue
        own = [s for s in verb.kids(labels.any_subject) if s.i < verb.i]
        replace_by(noun, verb)
        for child in [c for c in noun.children if c.i > verb.i]:
            child.hang(verb, child.dep)
        noun.hang(verb, "nsubj")
        for subject in own:
            subject.hang(noun, "appos")
        tree.repairs[verb] = "main verb of the noun that opens"


@cache
def _functions(lang: str) -> frozenset[str]:
    return frozenset(load_table(lang, "titles")["functions"].split())


def function_behind_verb(tree: Tree, lang: str) -> None:
    """ "a déclaré la commissaire au Commerce, Ana Silva, avant de …": what stands between the function and the comma
    tells of what, and the name behind the comma who it is."""
    labels, functions = labels_of(lang), _functions(lang)
    for noun in tree.words:
        verb = noun.head
        if noun.dep not in labels.any_subject or noun.lemma not in functions or noun.i < verb.i:
            continue
        last = max(w.i for w in noun.subtree())
        for part in [c for c in verb.kids(labels.complement) if noun.i < c.i <= last + 4]:
            first = min(w.i for w in part.subtree())
            bare = not part.kids(labels.preposition)
            before = tree.words[first - 1] if first else noun
            if first == last + 1 and not bare and part.pos == "NOUN" and _takes_field(part, labels):
                part.hang(noun, "nmod")
            elif bare and part.pos == "PROPN" and "," in {before.text, tree.words[first].text} and first <= last + 2:
                part.hang(noun, "appos")
                tree.repairs[part] = "name behind its function"
            last = max(w.i for w in noun.subtree())


def _takes_field(part: Word, labels: Labels) -> bool:
    return any(c.lemma in {"au", "à", "aux"} for c in part.kids(labels.preposition))


def subject_behind_mark(tree: Tree, lang: str) -> None:
    """ "Pour le maire, Jean Roux, « la ville attend »": a quotation begins with its own subject, not with an apposition
    of the name before it."""
    labels = labels_of(lang)
    for name in tree.heads:
        verb = name.head
        if name.pos != "PROPN" or name.dep not in labels.any_subject or name.i > verb.i:
            continue
        for noun in name.kids(labels.apposition):
            first = min([noun.i, *(c.i for c in noun.kids(labels.determiner))])
            if noun.i < name.i or noun.i > verb.i or first < 2 or tree.words[first - 1].text not in {"«", "“"}:
                continue
            noun.hang(verb, name.dep)
            before = [c for c in verb.kids(labels.oblique) if c.i < name.i and c.kids(labels.preposition)]
            name.hang(before[-1] if before else verb, "appos" if before else "dep")
            tree.repairs[verb] = "subject behind a mark"
            break
