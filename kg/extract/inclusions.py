"""Parts and examples behind their whole: "munitions, notamment des obus", "onze personnes, dont cinq enfants"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.drafts import Draft
from kg.extract.reading import Reading
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import conjuncts
from kg.lang import load_table
from kg.lang.nouns import noun_types


def inclusions(tree: Tree, lang: str) -> Iterator[Draft]:
    """ "munitions, notamment des obus et des missiles", "onze personnes, dont cinq enfants"."""
    labels = labels_of(lang)
    members = set(load_table(lang, "inclusion")["members"])
    for word in tree.words:
        if word.pos not in {"NOUN", "PROPN", "NUM"}:
            continue
        cue = next(
            (
                c
                for c in word.children
                if c.text.lower() in members
                and c.i < word.i
                and c.dep
                in labels.adverb
                | labels.preposition
                | labels.marker
                | labels.noun_complement
                | labels.oblique
                | labels.unclear
                | labels.coordinator
            ),
            None,
        )
        if cue is not None and word.dep in labels.any_subject | labels.object and cue.text.lower() == "dont":
            continue
        comparing = cue is not None and cue.text.lower() == "comme"
        if comparing and any(c is not cue for c in word.kids(labels.predicate | labels.preposition)):
            continue
        if cue is None or cue.text.lower() == "comme" and tree.words[cue.i - 1].text != ",":
            continue
        whole = _counted(word, cue, tree, lang) if word.pos == "NUM" else _whole(word, cue, tree, lang)
        if whole is not None and not _is_one(whole, word, cue, lang):
            yield Draft(
                "Include",
                "inclure" if cue.text.lower() != "dont" else "dont",
                cue,
                "static",
                f"inclusion {cue.text.lower()}",
                agents=[whole],
                patients=_parts(word, labels),
                evidence=[whole, cue, word],
            )


def is_brought_forth(draft: Draft, reading: Reading, lang: str) -> bool:
    """ "aurait tué onze personnes, dont cinq enfants", "supprimera 900 postes, dont 200 ici": what is counted only by
    what is done to it is as real as that."""
    if draft.type != "Include":
        return False
    whole, number = draft.agents[0], labels_of(lang).number
    counted = bool(whole.kids(number)) or any(p.pos == "NUM" or p.kids(number) for p in draft.patients)
    definite = any(d.morph.get("Definite") == "Def" or d.lemma == "ce" for d in whole.kids(labels_of(lang).determiner))
    return counted and not definite and whole in reading.casting.patients


def _is_one(whole: Word, part: Word, cue: Word, lang: str) -> bool:
    """ "le patron, dont le mandat …", "Anne, comme Paul, …": one person has no members, a name no definite ones."""
    person = noun_types(lang).get(whole.lemma) == "Person" and whole.morph.get("Number") == "Sing"
    if cue.text.lower() == "comme":
        return person or whole.mention is not None and whole.mention.type in {"Person", "Country"}
    if cue.text.lower() != "dont":
        return False
    definite = any(d.morph.get("Definite") == "Def" for d in part.kids(labels_of(lang).determiner))
    return person or whole.pos == "PROPN" and part.pos == "NOUN" and definite


def _counted(number: Word, cue: Word, tree: Tree, lang: str) -> Word | None:
    """What a bare number counts some of: the last counted noun ("8 000 postes dans le monde, dont 1 400 en Suisse")."""
    first, _ = tree.sentence_of(cue)
    return next(
        (w for w in reversed(tree.words[first : cue.i]) if w.pos == "NOUN" and w.kids(labels_of(lang).number)), None
    )


def _parts(word: Word, labels: Labels) -> list[Word]:
    """A part with its conjuncts, and those that the parser hung beside it instead of below it."""
    beside = (
        [c for c in word.head.children if c.i > word.i and c.dep == word.dep and c.pos == "NOUN"]
        if not word.is_root
        else []
    )
    return list(dict.fromkeys(w for part in (word, *beside) for w in conjuncts(part, labels)))


def _whole(word: Word, cue: Word, tree: Tree, lang: str) -> Word | None:
    """What the parts belong to: a noun of the same lemma before them, else the phrase that ends at the cue, else what
    stands at the side of the verb that does."""
    first, _ = tree.sentence_of(cue)
    same = [w for w in tree.words[first : cue.i] if w.lemma == word.lemma and w.pos == "NOUN"]
    if same:
        return same[0]
    before = next((w for w in reversed(tree.words[first : cue.i]) if w.pos != "PUNCT"), None)
    if before is None:
        return None
    if before.pos in {"NOUN", "PROPN", "ADJ", "NUM"}:
        while (
            before.head.i >= first
            and before.head.i < cue.i
            and before.head.pos in {"NOUN", "PROPN"}
            and not before.is_root
        ):
            before = before.head
        if before.lemma in load_table(lang, "contracts")["units"]:
            inside = sorted(before.subtree(), key=lambda w: w.i)
            before = next(
                (
                    w
                    for w in inside
                    if w.pos == "NOUN"
                    and w.i < cue.i
                    and w.kids(labels_of(lang).preposition)
                    and w.lemma not in load_table(lang, "contracts")["units"]
                ),
                before,
            )
        return before if before.pos in {"NOUN", "PROPN"} else None
    labels = labels_of(lang)
    return before.kid(labels.passive_subject) or before.kid(labels.object) or before.kid(labels.subject)
