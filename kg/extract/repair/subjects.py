"""Mends of who does what: of several subjects the one that may be it."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.agreement import agrees, verb_number
from kg.extract.repair.moves import finite_verb
from kg.extract.tree import Labels, Tree, Word, labels_of


def twin_subjects(tree: Tree, lang: str) -> None:
    """ "le boxeur britannique Anthony Joshua a confirmé": a name right behind a noun is no second subject."""
    labels = labels_of(lang)
    for verb in tree.heads:
        subjects = [c for c in verb.kids(labels.any_subject) if c.i < verb.i]
        for first, second in pairwise(subjects):
            if first.pos == "NOUN" and second.pos == "PROPN" and max(w.i for w in first.subtree()) == second.i - 1:
                nouns = [
                    w for w in first.subtree() if w.pos == "NOUN" and max(c.i for c in w.subtree()) == second.i - 1
                ]
                second.hang(max(nouns, key=lambda w: w.i, default=first), "appos")
                tree.repairs[verb] = "name behind its noun"


def single_subject(tree: Tree, lang: str) -> None:
    """Of two subjects that nothing coordinates only the one beside the verb is the subject."""
    labels = labels_of(lang)
    for verb in tree.heads:
        every = verb.kids(labels.any_subject)
        if len(every) < 2:
            continue
        subjects = [c for c in every if c.i < verb.i]
        behind = [c for c in every if c.i > verb.i and c.pos in {"NOUN", "PROPN"}]
        if subjects and behind and not verb.kids(labels.copula):
            behind[0].dep = "dep" if verb.kids(labels.object) else "obj"
            tree.repairs[verb] = "object behind the verb"
        for first, second in pairwise(subjects):
            between = tree.words[max(w.i for w in first.subtree()) + 1 : second.i]
            together = any(w.lemma in {"et", "ou", "ni", "ainsi", "comme"} for w in between)
            if together or not agrees([second], finite_verb(verb), lang):
                continue
            participle = _done_to(second, first, tree, labels)
            if participle is not None:
                second.hang(participle, "obj")
                tree.repairs[verb] = "object of a participle"
                continue
            if second.pos == "PRON" and first.pos in {"NOUN", "PROPN"} and tree.words[second.i + 1].text == ",":
                second.dep = "advmod"
                tree.repairs[verb] = "single subject"
            elif _tells_who(first, second, tree, labels):
                second.hang(first, "appos")
                tree.repairs[verb] = "apposition of the subject"
            else:
                first.dep = "dep"
                tree.repairs[verb] = "single subject"


def _done_to(noun: Word, doer: Word, tree: Tree, labels: Labels) -> Word | None:
    """ "un homme portant une cagoule a …": the present participle behind the doer that a noun is the object of."""
    first = min(w.i for w in noun.subtree())
    participle = tree.words[first - 1] if first else noun
    present = participle.pos == "VERB" and participle.text.endswith("ant") and participle.head is doer
    return participle if present and not participle.kids(labels.object) else None


def _tells_who(name: Word, noun: Word, tree: Tree, labels: Labels) -> bool:
    """ "Jean Dupont, le patron du groupe, …": a noun between commas behind a name."""
    first, last = min(w.i for w in noun.subtree()), max(w.i for w in noun.subtree())
    closed = last + 1 < len(tree.words) and "," in {tree.words[last].text, tree.words[last + 1].text}
    opened = "," in {tree.words[first].text, tree.words[first - 1].text}
    singular = noun.morph.get("Number", "Sing") == "Sing"
    return name.pos == "PROPN" and noun.pos == "NOUN" and singular and closed and opened


def apposed_subject(tree: Tree, lang: str) -> None:
    """ "Noessair L., 25 ans, agent de sécurité, a perdu la vie": without "et" a singular verb has one subject, and what
    follows between commas tells who it is."""
    labels = labels_of(lang)
    for verb in tree.heads:
        subjects = verb.kids(labels.any_subject)
        if not subjects or verb_number(finite_verb(verb)) != "Sing":
            continue
        behind = [s for s in subjects if s.i > verb.i and s.pos in {"NOUN", "PROPN"}]
        for first, second in pairwise(behind):
            between = tree.words[first.i + 1 : second.i]
            if any(w.text == "," for w in between) and not second.kids(labels.coordinator):
                second.hang(first, "appos")
                tree.repairs[verb] = "apposition of the subject"
        for subject in [s for s in verb.kids(labels.any_subject) if s.i < verb.i]:
            others = subject.kids(labels.conjunct)
            if others and not any(c.kids(labels.coordinator) for c in subject.subtree()):
                for other in others:
                    other.dep = "appos"
                tree.repairs[verb] = "apposition of the subject"


def agreeing_subject(tree: Tree, lang: str) -> None:
    """ "une statue de l'explorateur Colomb a été décapitée": the participle tells the subject."""
    labels = labels_of(lang)
    for subject in tree.words:
        verb = subject.head
        wanted = verb.morph.get("Gender")
        if (
            subject.dep not in labels.passive_subject
            or not verb.kids(labels.passive_auxiliary)
            or not wanted
            or subject.morph.get("Gender", wanted) == wanted
            or len(verb.kids(labels.passive_subject)) > 1
        ):
            continue
        start, _ = tree.sentence_of(subject)
        better = next(
            (
                w
                for w in reversed(tree.words[max(start, subject.i - 8) : subject.i])
                if w.pos == "NOUN"
                and w.morph.get("Gender") == wanted
                and w.kids(labels.determiner)
                and not w.kids(labels.preposition)
            ),
            None,
        )
        if better is not None and better not in subject.subtree() and verb not in better.subtree():
            subject.hang(better, "nmod")
            better.hang(verb, "nsubj:pass")
            tree.repairs[verb] = "agreeing subject"
