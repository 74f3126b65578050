"""Mends of what is counted and of times that stand where a subject is due."""

from __future__ import annotations

from kg.extract.repair.moves import finite_verb
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import grammar, is_finite


def counted_noun(tree: Tree, lang: str) -> None:
    """ "plus de 10 000 civils", "près de la moitié": the counted noun fills the place, not the adverb that counts."""
    labels, adverbs = labels_of(lang), set(grammar(lang)["quantifiers"]["adverbs"])
    for adverb in tree.heads:
        if adverb.text.lower() not in adverbs or adverb.is_root or adverb.pos not in {"ADV", "NOUN", "ADJ", "PRON"}:
            continue
        noun = next(
            (
                c
                for c in adverb.kids(labels.complement)
                if c.i > adverb.i and c.pos in {"NOUN", "PROPN"} and _is_counted(adverb, c, tree, lang)
            ),
            None,
        )
        if noun is None:
            continue
        case = noun.kid(labels.preposition)
        dep, head = adverb.dep, adverb.head
        if dep in labels.adverb and head.pos in {"VERB", "AUX"}:
            dep = "nsubj" if noun.i < head.i and not head.kid(labels.any_subject) else "obj"
        for child in list(adverb.children):
            if child is not noun:
                child.hang(noun, child.dep)
        noun.hang(head, dep)
        adverb.hang(noun, "advmod")
        if case is not None:
            case.hang(noun, "advmod")
        tree.repairs[noun] = "counted noun"


def _is_counted(adverb: Word, noun: Word, tree: Tree, lang: str) -> bool:
    """Whether "de" opens the noun's phrase; without number "près de la gare" and "plus de" count amounts only."""
    behind = tree.words[adverb.i + 1]
    if behind.text.lower() not in {"de", "d'"}:
        return False
    amount = noun.kids(labels_of(lang).number) or noun.lemma in grammar(lang)["quantifiers"]["fractions"]
    return bool(amount) or adverb.text.lower() not in {"près", "bien"} and noun.i - adverb.i <= 3


def inverted_subject(tree: Tree, lang: str) -> None:
    """ "Mardi ont débuté les négociations": a noun behind a verb that has nothing but circumstances before it is its
    subject."""
    labels, times = labels_of(lang), set(grammar(lang)["time"]["bare"])
    for verb in tree.roots:
        behind = [c for c in verb.kids(labels.object) if c.i > verb.i and c.pos in {"NOUN", "PROPN"}]
        finite = finite_verb(verb)
        if len(behind) != 1 or verb.pos != "VERB" or not is_finite(finite) or finite.morph.get("Mood") == "Imp":
            continue
        number = finite.morph.get("Number")
        if finite.morph.get("Person", "3") != "3" or number and behind[0].morph.get("Number", number) != number:
            continue
        start, _ = tree.sentence_of(verb)
        before = [c for c in verb.children if start <= c.i < verb.i]
        for word in before:
            if word.dep in labels.any_subject and word.lemma.lower() in times and verb.kids(labels.reflexive):
                word.dep = "obl:mod"
        fronted = [c for c in before if c.dep in labels.oblique | labels.adverb]
        others = labels.any_subject | labels.expletive_subject | labels.unclear | labels.object | labels.apposition
        if (
            fronted
            and not any(c.dep in others for c in before)
            and not verb.kids(labels.any_subject)
            and min(w.i for w in verb.subtree()) == start
            and behind[0].kids(labels.determiner | labels.number)
            and all(c.kids(labels.preposition) or c.pos == "ADV" or c.lemma.lower() in times for c in fronted)
        ):
            behind[0].dep = "nsubj"
            tree.repairs[verb] = "subject behind the verb"


def range_of_amounts(tree: Tree, lang: str) -> None:
    """ "ramener de 26 à 15 millions de tonnes les quotas": amounts between which something changes are no object."""
    labels = labels_of(lang)
    for verb in tree.heads:
        if verb.pos != "VERB":
            continue
        amounts = [c for c in verb.kids(labels.object) if _spans_amounts(c, tree, labels)]
        for amount in amounts:
            amount.dep = "obl:mod"
            case = tree.words[_first_of(amount)]
            if case.head is not amount:
                case.hang(amount, "case")
            for part in [c for c in amount.children if c.i > amount.i and _is_noun_phrase(c, labels)]:
                part.hang(verb, "obj")
            tree.repairs[verb] = "range of amounts"


def _first_of(word: Word) -> int:
    return min(w.i for w in word.subtree())


def _spans_amounts(word: Word, tree: Tree, labels: Labels) -> bool:
    """Whether a phrase begins with "de", a number, "à" and another number."""
    first = _first_of(word)
    forms = tree.words[first : first + 4]
    numbers = [w.pos == "NUM" or w.text[0].isdigit() for w in forms]
    return (
        len(forms) == 4
        and [forms[0].text.lower(), forms[2].text.lower()] == ["de", "à"]
        and numbers[1]
        and numbers[3]
        and first < word.i
    )


def _is_noun_phrase(word: Word, labels: Labels) -> bool:
    articled = word.pos == "NOUN" and word.kids(labels.determiner) and not word.kids(labels.preposition)
    return bool(articled) and word.dep in labels.apposition | labels.noun_complement | labels.oblique | labels.unclear
