"""The parse of a paragraph as a tree of words that repairs may re-hang before anything is read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Token

from kg.analysis import ParsedParagraph
from kg.facts import Span
from kg.lang import load_table

_VERB_ENDING = re.compile(r"(e|es|ent|ons|ez|ait|aient|ais|a|as|èrent|é|ée|és|ées|ant)$")


@dataclass(slots=True, eq=False)
class Word:
    """A token with its place in the tree. ``start`` and ``end`` are document offsets; the root is its own head."""

    i: int
    text: str
    lemma: str
    pos: str
    dep: str
    morph: dict[str, str]
    start: int
    end: int
    head: Word = field(init=False, repr=False)
    children: list[Word] = field(default_factory=list, repr=False)

    def __hash__(self) -> int:
        return self.start

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def is_root(self) -> bool:
        return self.head is self

    def kids(self, labels: frozenset[str]) -> list[Word]:
        """Children with one of the labels, in text order."""
        return [c for c in self.children if c.dep in labels]

    def kid(self, labels: frozenset[str]) -> Word | None:
        return next((c for c in self.children if c.dep in labels), None)

    def subtree(self) -> Iterator[Word]:
        """The word and all below it, in no particular order."""
        yield self
        for child in self.children:
            yield from child.subtree()

    def ancestors(self) -> Iterator[Word]:
        word = self
        while not word.is_root:
            word = word.head
            yield word

    def hang(self, head: Word, dep: str) -> None:
        """Move the word, with all below it, under another head; under itself it becomes a root."""
        if not self.is_root:
            self.head.children.remove(self)
        self.head, self.dep = head, dep
        if head is not self:
            head.children.append(self)
            head.children.sort(key=lambda w: w.i)


@dataclass(slots=True)
class Tree:
    """All words of a paragraph. ``breaks`` are the numbers of words that begin a sentence; ``repairs`` names the
    repairs that fired, by the word they mended."""

    paragraph: ParsedParagraph
    words: list[Word]
    breaks: list[int] = field(default_factory=list)
    repairs: dict[Word, str] = field(default_factory=dict)

    @property
    def roots(self) -> list[Word]:
        return [w for w in self.words if w.is_root]

    def root_of(self, word: Word) -> Word:
        while not word.is_root:
            word = word.head
        return word

    def sentence_of(self, word: Word) -> tuple[int, int]:
        """First and last (excluded) word number of the word's sentence."""
        first = max((b for b in self.breaks if b <= word.i), default=0)
        last = min((b for b in self.breaks if b > word.i), default=len(self.words))
        return first, last

    def sentence_break_between(self, start_char: int, end_char: int) -> bool:
        """Whether a sentence begins strictly between two document offsets."""
        return any(start_char < self.words[b].start <= end_char for b in self.breaks)

    def is_question(self, word: Word) -> bool:
        _, last = self.sentence_of(word)
        return any(w.text == "?" for w in self.words[max(0, last - 3) : last])

    def is_torn(self, word: Word) -> bool:
        """Whether the word's sentence begins in lower case behind a full stop: the rest of a sentence that got lost."""
        first, _ = self.sentence_of(word)
        return first > 0 and self.words[first].text[0].islower() and self.words[first - 1].text == "."

    def at(self, start_char: int) -> Word | None:
        """The word that starts at or covers a document offset."""
        return next((w for w in self.words if w.start <= start_char < w.end), None)


class Labels:
    """Parser labels of a language pack by meaning: ``labels.subject`` is a set of dependency labels."""

    def __init__(self, lang: str):
        self._table = {k: frozenset(v) for k, v in load_table(lang, "syntax").items()}

    def __getattr__(self, name: str) -> frozenset[str]:
        try:
            return self._table[name]
        except KeyError:
            raise AttributeError(f"syntax.toml has no label set {name!r}") from None


@cache
def labels_of(lang: str) -> Labels:
    return Labels(lang)


def _lemma(token: Token, verbs: frozenset[str]) -> str:
    """The lemma in lower case; names and pronouns keep their form; a verb whose lemma is no infinitive gets one:
    the first of ``verbs`` that its form may belong to, else one in -er."""
    if token.pos_ == "PROPN":
        return token.lemma_
    if token.pos_ == "PRON":
        return token.text.lower()
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and not lemma.endswith(("er", "ir", "re")):
        stem = _VERB_ENDING.sub("", lemma)
        guesses = (
            stem + "er",
            lemma + "ir",
            lemma[:-1] + "ir",
            stem + "ir",
            stem + "re",
            lemma + "re",
            lemma[:-1] + "re",
        )
        return next((g for g in guesses if g in verbs), stem + "er" if len(stem) > 1 else lemma)
    return lemma


def _sentence_starts(words: list[Word]) -> list[int]:
    """Numbers of the words that begin a sentence: the first, and those behind a full stop, question or exclamation
    mark."""
    starts = [0]
    for word in words[1:]:
        before = [w.text for w in words[max(0, word.i - 3) : word.i]]
        while before and before[-1] in {"»", "”", '"', ")"} and word.text not in {"»", "”", ")"}:
            before.pop()
        opens = word.text[0].isupper() or word.text in {"«", "“", '"', "-", "–", "—"} or word.text[0].isdigit()
        ends = before[-1:] in (["."], ["!"], ["?"], ["…"], ["..."])
        if ends and word.text not in {"»", "”", ")", '"', ","} and (opens or before[-1] == "."):
            starts.append(word.i)
    return starts


def grow_tree(paragraph: ParsedParagraph, verbs: frozenset[str]) -> Tree:
    """Read a parsed paragraph into a tree of words; ``verbs`` are known infinitives, for lemmas that the model
    missed."""
    morphs: dict[int, dict[str, str]] = {}
    words: list[Word] = []
    for t in paragraph.doc:
        key = t.morph.key  # type: ignore[attr-defined]
        if key not in morphs:
            morphs[key] = t.morph.to_dict()
        start, end = paragraph.offset + t.idx, paragraph.offset + t.idx + len(t.text)
        if t.pos_ == "PRON" and t.text[0] == "-" and len(t.text) > 1:
            start += 1
        words.append(Word(t.i, t.text, _lemma(t, verbs), t.pos_, t.dep_, morphs[key], start, end))
    for t in paragraph.doc:
        word, head = words[t.i], words[t.head.i]
        word.head = head
        if word is not head:
            head.children.append(word)
    return Tree(paragraph, words, _sentence_starts(words))
