"""Who holds a function: the persons whom a sentence names beside the noun of it ("le ministre Paul Roux")."""

from __future__ import annotations

from functools import cache

from kg.extract.phrases import Phraser
from kg.extract.tree import Word, labels_of
from kg.lang import load_table

_CLOSING = frozenset({",", ".", ";", ")", "!", "?", "…"})
_IN_TITLES = frozenset({"ADJ", "ADP", "ADV", "CCONJ", "DET", "NOUN", "NUM", "PROPN"})


@cache
def titles(lang: str) -> dict[str, frozenset[str]]:
    table = load_table(lang, "titles")
    return {k: frozenset(v.split() if isinstance(v, str) else v) for k, v in table.items()}


def is_function(word: Word, lang: str) -> bool:
    functions = titles(lang)["functions"]
    return word.pos in {"NOUN", "ADJ", "PROPN"} and (word.lemma.lower() in functions or word.text.lower() in functions)


def person_of(word: Word, phraser: Phraser, lang: str) -> Word | None:
    """The named person that a function noun is said of: an apposition of it, or what it is an apposition of."""
    labels = labels_of(lang)
    near = labels.apposition | labels.noun_complement | labels.name_part | labels.unclear | labels.parataxis
    for child in word.children:
        if child.dep in near and is_person(child, phraser) and not child.kids(labels.preposition):
            return child if phraser.joined(word, child) else None
        if child.dep in labels.apposition and is_function(child, lang) and (person := person_of(child, phraser, lang)):
            return person
    if (person := _behind_complement(word, phraser, lang)) is not None:
        return person
    head = word.head
    if not word.is_root and word.dep in near and is_person(head, phraser) and not word.kids(labels.preposition):
        return head if phraser.joined(word, head) else None
    return _apposed(word, phraser, lang)


def _apposed(function: Word, phraser: Phraser, lang: str) -> Word | None:
    """ "Le patron de la banque, Jean Roux, a …", "Jean Roux, patron de la banque, a …": a person whom nothing but a
    comma parts from a function. Read off the words, since parsers hang such phrases anywhere; lists are left out."""
    if function.morph.get("Number") == "Plur":
        return None
    words = phraser.sentence(function)
    at = function.i - words[0].i
    before = at - 1
    while before >= 0 and words[before].pos in {"DET", "ADJ"}:
        before -= 1
    if before > 0 and words[before].text == "," and is_person(words[before - 1], phraser):
        end = next((w for w in words[at + 1 :] if w.text in _CLOSING or w.pos in {"VERB", "AUX", "SCONJ"}), None)
        rest = words[at + 1 : end.i - words[0].i] if end is not None else words[at + 1 :]
        closed = end is None or end.text in _CLOSING or end.pos == "VERB"
        if closed and all(w.pos != "CCONJ" for w in rest) and not _is_listed(words[before - 1], words, phraser):
            return _first(words[before - 1], words)
    if not any(d.morph.get("Definite") == "Def" or d.morph.get("Poss") for d in function.children if d.pos == "DET"):
        return None
    comma = next((k for k in range(at + 1, len(words)) if words[k].pos not in _IN_TITLES), len(words))
    if comma + 1 >= len(words) or words[comma].text != ",":
        return None
    if any(is_function(w, lang) for w in words[at + 1 : comma]):
        return None
    at = next((k for k in range(comma + 1, len(words)) if words[k].pos not in {"DET", "ADJ", "NOUN"}), 0)
    if comma + 1 < at < comma + 5 and words[comma + 1].pos == "DET" and is_person(words[at], phraser):
        comma = at - 1
    if not is_person(words[comma + 1], phraser):
        return None
    person = words[comma + 1]
    last = max(w.i for w in words if w.mention is person.mention) - words[0].i
    follows = words[last + 1] if last + 1 < len(words) else None
    if (
        follows is None
        or follows.text in {".", ";", ")"}
        or follows.text == ","
        and not _goes_on(words[last + 2 :], phraser)
    ):
        return person
    return None


def _goes_on(words: list[Word], phraser: Phraser) -> bool:
    """Whether a list goes on behind a comma: a name, a noun phrase, or "et"."""
    return bool(words) and (words[0].pos == "CCONJ" or is_person(words[0], phraser))


def _is_listed(name: Word, words: list[Word], phraser: Phraser) -> bool:
    """Whether a name is one of several: "Anne Roux et Jean Roux, …", "Anne Roux, Jean Roux, …"."""
    start = _first(name, words).i - words[0].i
    return start > 1 and (
        words[start - 1].pos == "CCONJ" or words[start - 1].text == "," and is_person(words[start - 2], phraser)
    )


def _first(name: Word, words: list[Word]) -> Word:
    """The word of a name that its phrase is made of: the one on which the others hang, else the first."""
    own = [w for w in words if w.mention is name.mention]
    return next((w for w in own if w.head not in own or w.is_root), own[0])


def _behind_complement(function: Word, phraser: Phraser, lang: str) -> Word | None:
    """ "L'ancien candidat à la primaire de la droite et du centre Alain Juppé": a person named right behind the
    coordinated complement of a function."""
    labels = labels_of(lang)
    if not any(d.morph.get("Definite") == "Def" for d in function.kids(labels.determiner)):
        return None
    for noun in function.subtree():
        if noun.dep not in labels.conjunct or noun.pos != "NOUN" or is_function(noun, lang):
            continue
        for name in noun.kids(labels.apposition):
            if is_person(name, phraser) and name.i == noun.i + 1 and not phraser.separated(function, name):
                return name
    return None


def is_person(word: Word, phraser: Phraser) -> bool:
    mention = phraser.mention(word)
    return mention is not None and mention.type == "Person"


def persons_of(function: Word, person: Word, phraser: Phraser) -> list[Word]:
    """All whom a function in the plural is said of, of whom one is known: "les ministres X et Y", "les policiers, X, Y
    et Z, …"."""
    if function.morph.get("Number") != "Plur":
        return [person]
    words, found = phraser.sentence(person), [person]
    joined = ""
    while joined in {"", ","}:
        last = max(w.i for w in words if w.mention is found[-1].mention) + 1 - words[0].i
        if last + 1 >= len(words) or not is_person(words[last + 1], phraser):
            break
        joined = "," if words[last].text == "," else "and" if words[last].pos == "CCONJ" else "none"
        found.append(_first(words[last + 1], words))
    return found if joined == "and" else [person]
