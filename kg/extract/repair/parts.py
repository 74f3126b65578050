"""Mends of parts that the parser takes for the whole: "onze personnes, dont cinq enfants, ont été tuées"."""

from __future__ import annotations

from kg.extract.tree import Labels, Tree, Word, labels_of

_BESIDE_VERBS = frozenset({"ADV", "AUX", "PART", "PRON"})
_NAMING = frozenset({"NOUN", "NUM", "PRON", "PROPN"})


def part_as_subject(tree: Tree, lang: str) -> None:
    """What stands between commas behind "dont" is some of the subject, not the subject."""
    labels = labels_of(lang)
    for cue in tree.words:
        part, verb = cue.head, cue.head.head
        joined = part.dep in labels.conjunct and part.head.i < cue.i
        if cue.text.lower() == "dont" and joined and part.pos == "NOUN" and not _is_owned(part, labels):
            part.dep = "nmod"
            tree.repairs[part] = "part as conjunct"
            continue
        if cue.text.lower() != "dont" or part.pos not in _NAMING or part.i < cue.i or verb.i < part.i:
            continue
        if part.dep not in labels.any_subject or _is_owned(part, labels) or not _is_closed(part, verb, tree):
            continue
        whole = _whole(cue, tree)
        if whole is None:
            continue
        if whole.is_root and verb.head is whole:
            verb.hang(verb, whole.dep)
        if whole.is_root or whole.head is verb or verb.head is whole or _is_parted(whole, tree):
            if whole.head is not verb or whole.is_root:
                whole.hang(verb, part.dep)
            whole.dep = part.dep
            part.hang(whole, "nmod")
            tree.repairs[part] = "part as subject"


def _is_owned(part: Word, labels: Labels) -> bool:
    """ "une femme dont le fils …": a definite noun is somebody's, none of several."""
    definite = any(d.morph.get("Definite") == "Def" for d in part.kids(labels.determiner))
    return part.pos == "NOUN" and definite


def _is_closed(part: Word, verb: Word, tree: Tree) -> bool:
    """Whether a comma stands right before the verb with its auxiliaries and clitics."""
    between = tree.words[part.i + 1 : verb.i]
    while between and between[-1].pos in _BESIDE_VERBS:
        between = between[:-1]
    return bool(between) and between[-1].text == ","


def _is_parted(word: Word, tree: Tree) -> bool:
    """Whether a comma stands between a word and the one before it that it hangs on."""
    return any(w.text == "," for w in tree.words[word.head.i : word.i])


def _whole(cue: Word, tree: Tree) -> Word | None:
    """The noun that the words before the cue hang on."""
    first, _ = tree.sentence_of(cue)
    word = next((w for w in reversed(tree.words[first : cue.i]) if w.pos != "PUNCT"), None)
    while word is not None and first <= word.head.i < word.i and word.head.pos in {"NOUN", "PROPN"}:
        if _is_parted(word, tree):
            break
        word = word.head
    return word if word is not None and word.pos in {"NOUN", "PROPN"} else None
