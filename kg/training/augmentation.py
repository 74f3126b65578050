"""Vary annotated sentences the way news text varies: headlines, datelines, quotations, capitals, machine translation.

An augmenter of spaCy takes an example and yields the examples to train on instead. Each change keeps the tree or the
names true; its probability stands in the training configuration.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from kg.training.corpus import Augmenter, blank_example


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a tree under change; ``head`` is the position of its head among the words, its own for the root."""

    text: str
    space: bool
    head: int
    dep: str
    pos: str
    morph: str


Tree = tuple[Word, ...]
QUOTES = frozenset('«»“”"')


def read_tree(doc: Doc) -> Tree:
    """The first sentence of a document as words."""
    return tuple(Word(t.text, bool(t.whitespace_), t.head.i, t.dep_, t.pos_, str(t.morph)) for t in doc)


def write_tree(tree: Tree, nlp: Language) -> Doc:
    """The words as a document."""
    return Doc(
        nlp.vocab,
        words=[w.text for w in tree],
        spaces=[w.space for w in tree],
        heads=[w.head for w in tree],
        deps=[w.dep for w in tree],
        pos=[w.pos for w in tree],
        morphs=[w.morph for w in tree],
        sent_starts=[i == 0 for i in range(len(tree))],
    )


def find_root(tree: Tree) -> int:
    """Position of the word that is its own head."""
    return next(i for i, w in enumerate(tree) if w.head == i)


def drop_words(tree: Tree, positions: set[int]) -> Tree:
    """The tree without leaf words; words with dependents stay."""
    heads = {w.head for i, w in enumerate(tree) if w.head != i}
    gone = {i for i in positions if i not in heads and tree[i].head != i}
    new = {old: position for position, old in enumerate(i for i in range(len(tree)) if i not in gone)}
    kept: list[Word] = []
    for i, word in enumerate(tree):
        if i not in gone:
            kept.append(replace(word, head=new[word.head]))
        elif kept and word.space:
            kept[-1] = replace(kept[-1], space=True)
    return tuple(kept)


def insert_words(tree: Tree, at: int, words: Sequence[Word]) -> Tree:
    """Insert words before position ``at``; their heads count from the first inserted word, -1 meaning the root."""
    root = find_root(tree)
    shift = [i if i < at else i + len(words) for i in range(len(tree))]
    old = [replace(w, head=shift[w.head]) for w in tree]
    new = [replace(w, head=shift[root] if w.head == -1 else at + w.head) for w in words]
    return (*old[:at], *new, *old[at:])


def to_headline(tree: Tree) -> Tree:
    """Drop the final stop, determiners and auxiliaries: "Un ministre est nommé." → "Ministre nommé"."""
    gone = {len(tree) - 1} if tree[-1].text == "." else set()
    if random.random() < 0.5:
        gone |= {i for i, w in enumerate(tree) if w.dep == "det" and not w.text.endswith("'")}
    if random.random() < 0.5:
        root = find_root(tree)
        gone |= {i for i, w in enumerate(tree) if w.head == root and w.dep in ("aux:pass", "aux:tense")}
        if tree[root].pos != "VERB" or "VerbForm=Part" not in tree[root].morph:
            gone -= {i for i in gone if tree[i].dep.startswith("aux")}
    return _capitalize(drop_words(tree, gone))


def drop_commas(tree: Tree) -> Tree:
    """Lose commas, as machine translation and hasty typing do."""
    return drop_words(tree, {i for i, w in enumerate(tree) if w.text == "," and random.random() < 0.6})


def open_quotation(tree: Tree) -> Tree:
    """Begin with an opening mark, with or without the closing one."""
    left, right = random.choice([("«", "»"), ('"', '"'), ("—", ""), ("-", ""), ("«", "")])
    mark = Word(left, left != '"', -1, "punct", "PUNCT", "")
    tree = insert_words(tree, 0, [mark])
    if not right:
        return tree
    at = len(tree) - 1 if tree[-1].dep == "punct" else len(tree)
    tree = (*tree[: at - 1], replace(tree[at - 1], space=right == "»"), *tree[at:])
    return insert_words(tree, at, [Word(right, random.random() < 0.5, -1, "punct", "PUNCT", "")])


def prefix_dateline(tree: Tree) -> Tree:
    """Begin as agencies do: "PARIS (AFP) — "."""
    town = random.choice(read_lines("towns"))
    agency = random.choice(read_lines("agencies"))
    dash = random.choice(["—", "–", "-"])
    name = Word(random.choice([town.upper(), town]), True, -1, "dep", "", "")
    end = Word(dash, True, 0, "punct", "PUNCT", "")
    if random.random() < 0.6:
        inner = [
            Word("(", False, 2, "punct", "PUNCT", ""),
            Word(agency, False, 0, "appos", "", ""),
            Word(")", True, 2, "punct", "PUNCT", ""),
        ]
        return insert_words(tree, 0, [name, *inner, end])
    return insert_words(tree, 0, [name, end])


def append_speaker(tree: Tree) -> Tree:
    """Turn the sentence into a quotation with an inverted clause of saying: "« … », a déclaré Anne Martin."."""
    if tree[-1].text not in (".", "!", "?") or any(w.text in '«»"' for w in tree):
        return tree
    body = drop_words(tree, {len(tree) - 1})
    body = (*body[:-1], replace(body[-1], space=False))
    clause = [Word(",", True, 1, "punct", "PUNCT", ""), *_say(random.choice(read_lines("sayings")))]
    said = len(clause) - 1
    clause = [replace(w, head=said if w.head != -1 else -1) for w in clause]
    clause += _speaker(said)
    clause[-1] = replace(clause[-1], space=False)
    clause.append(Word(".", True, -1, "punct", "PUNCT", ""))
    if random.random() < 0.4:
        return insert_words(body, len(body), clause)
    closed = [Word("»", False, -1, "punct", "PUNCT", "")]
    body = insert_words((*body[:-1], replace(body[-1], space=True)), len(body), closed)
    return insert_words(insert_words(body, len(body), clause), 0, [Word("«", True, -1, "punct", "PUNCT", "")])


def _say(verb: str) -> list[Word]:
    """The verb of saying, last, with its auxiliary."""
    finite = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
    if not verb.startswith("a "):
        return [Word(verb, True, -1, "parataxis", "VERB", finite)]
    participle = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
    return [
        Word("a", True, 0, "aux:tense", "AUX", finite),
        Word(verb.removeprefix("a "), True, -1, "parataxis", "VERB", participle),
    ]


def _speaker(said: int) -> list[Word]:
    """Who says it, the subject of the word at ``said``: a name, a title with or without name, an organisation."""
    at = said + 1
    first, last = random.choice(read_lines("first_names")), random.choice(read_lines("surnames"))
    title = random.choice(read_lines("titles")).split()
    draw = random.random()
    if draw < 0.35:
        return [Word(first, True, said, "nsubj", "", ""), Word(last, True, at, "flat:name", "", "")]
    if draw < 0.6:
        title = random.choice(read_lines("institutions")).split()
    article = title[0]
    words = [
        Word(article, not article.endswith("'"), at + 1, "det", "", ""),
        Word(title[1], True, said, "nsubj", "", ""),
        *(Word(w, True, at + 1, "amod", "", "") for w in title[2:]),
    ]
    if draw > 0.8:
        name = at + len(words)
        words += [Word(first, True, at + 1, "appos", "", ""), Word(last, True, name, "flat:name", "", "")]
    return words


def remove_quotes(tree: Tree) -> Tree:
    """Leave out every quotation mark, as a reader does who parses speech and frame alike."""
    return drop_words(tree, {i for i, w in enumerate(tree) if w.text in QUOTES})


def change_case(tree: Tree) -> Tree:
    """Capitals throughout, or no capital at the start."""
    if random.random() < 0.5:
        return tuple(replace(w, text=w.text.upper()) for w in tree)
    return (replace(tree[0], text=tree[0].text.lower()), *tree[1:])


def _capitalize(tree: Tree) -> Tree:
    first = tree[0]
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *tree[1:])


CHANGES = {
    "headline": to_headline,
    "commas": drop_commas,
    "quotation": open_quotation,
    "dateline": prefix_dateline,
    "speaker": append_speaker,
    "case": change_case,
    "unquoted": remove_quotes,
}


@registry.augmenters("kg.news_syntax.v1")  # type: ignore[untyped-decorator]
def create_syntax_augmenter(rates: dict[str, float]) -> Augmenter:
    """``rates`` gives each change of CHANGES its probability; they are mutually exclusive, the rest stays as it is."""

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        draw, sentence = random.random(), example.reference
        for name, rate in rates.items():
            if draw < rate:
                if len(sentence) > 3:
                    sentence = write_tree(CHANGES[name](read_tree(sentence)), nlp)
                break
            draw -= rate
        yield blank_example(nlp, sentence)

    return augment


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """A word list of ``words/``, one entry a line."""
    text = resources.files("kg.training").joinpath(f"words/{name}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line)
