"""The parse of a paragraph as a tree of words that repairs may re-hang before anything is read from it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter

import numpy as np
from spacy.strings import StringStore

from kg.analysis import ParsedParagraph
from kg.facts import Mention, Span
from kg.lang import load_table

_VERB_ENDING = re.compile(r"(e|es|ent|ons|ez|ait|aient|ais|a|as|èrent|é|ée|és|ées|ant)$")
# Forms of "tuer" that the lemmatizer takes for "taire".
_KILLING = frozenset({"tue", "tues", "tuent"})
_MARKS = frozenset({"»", "”", '"', ")"})
_OPENING = frozenset({"«", "“", '"', "-", "–", "—"})
_ENDS = frozenset({".", "!", "?", "…", "..."})
_START, _END = attrgetter("start"), attrgetter("end")
_COLUMNS: list[int | str] = ["IDX", "DEP", "ORTH", "LEMMA", "POS", "MORPH"]


@dataclass(slots=True, eq=False)
class Word:
    """A token with its place in the tree. ``start`` and ``end`` are document offsets; the root is its own head;
    ``mention`` is the name that it is part of."""

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
    mention: Mention | None = field(default=None, repr=False)

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
        return [c for c in self.children if c.dep in labels] if self.children else []

    def kid(self, labels: frozenset[str]) -> Word | None:
        return next((c for c in self.children if c.dep in labels), None) if self.children else None

    def subtree(self) -> list[Word]:
        """The word and all below it, in no particular order."""
        found = [self]
        for word in found:
            found += word.children
        return found

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
        return [w for w in self.words if w.head is w]

    @property
    def heads(self) -> list[Word]:
        """Words that others hang on."""
        return [w for w in self.words if w.children]

    def root_of(self, word: Word) -> Word:
        while not word.is_root:
            word = word.head
        return word

    def sentence_of(self, word: Word) -> tuple[int, int]:
        """First and last (excluded) word number of the word's sentence."""
        number = bisect_right(self.breaks, word.i)
        first = self.breaks[number - 1] if number else 0
        return first, self.breaks[number] if number < len(self.breaks) else len(self.words)

    def sentence_break_between(self, start_char: int, end_char: int) -> bool:
        """Whether a sentence begins strictly between two document offsets."""
        return any(start_char < self.words[b].start <= end_char for b in self.breaks)

    def is_question(self, word: Word) -> bool:
        _, last = self.sentence_of(word)
        return any(w.text == "?" for w in self.words[max(0, last - 3) : last])

    def is_correlative(self, word: Word, openers: list[str]) -> bool:
        """Whether the word's sentence opens with "plus" or "moins" and takes it up again behind a comma."""
        first, last = self.sentence_of(word)
        words = [w for w in self.words[first:last] if w.pos != "PUNCT" or w.text == ","]
        return (
            bool(words)
            and words[0].text.lower() in openers
            and any(w.text == "," and after.text.lower() in openers for w, after in pairwise(words))
        )

    def is_torn(self, word: Word) -> bool:
        """Whether the word's sentence begins in lower case behind a full stop: the rest of a sentence that got lost."""
        first, _ = self.sentence_of(word)
        return first > 0 and self.words[first].text[0].islower() and self.words[first - 1].text == "."

    def within(self, span: Span) -> list[Word]:
        """The words that lie in a stretch of the document."""
        first = bisect_left(self.words, span.start_char, key=_START)
        return self.words[first : bisect_right(self.words, span.end_char, first, key=_END)]

    def mark_names(self, mentions: Iterable[Mention]) -> None:
        """Tell the words which name of the document they are part of."""
        for mention in mentions:
            if mention.kind == "name":
                for word in self.within(mention.span):
                    word.mention = mention

    def at(self, start_char: int) -> Word | None:
        """The word that starts at or covers a document offset."""
        return next((w for w in self.words if w.start <= start_char < w.end), None)


@dataclass(frozen=True)
class Labels:
    """Parser labels of a language pack by meaning: the sets of ``syntax.toml``, and unions of them."""

    subject: frozenset[str]
    passive_subject: frozenset[str]
    object: frozenset[str]
    indirect_object: frozenset[str]
    passive_agent: frozenset[str]
    oblique: frozenset[str]
    open_complement: frozenset[str]
    clause_complement: frozenset[str]
    adverbial_clause: frozenset[str]
    participle: frozenset[str]
    relative: frozenset[str]
    apposition: frozenset[str]
    noun_complement: frozenset[str]
    adjective: frozenset[str]
    number: frozenset[str]
    name_part: frozenset[str]
    determiner: frozenset[str]
    preposition: frozenset[str]
    marker: frozenset[str]
    coordinator: frozenset[str]
    conjunct: frozenset[str]
    adverb: frozenset[str]
    copula: frozenset[str]
    tense_auxiliary: frozenset[str]
    passive_auxiliary: frozenset[str]
    reflexive: frozenset[str]
    expletive_subject: frozenset[str]
    parataxis: frozenset[str]
    punctuation: frozenset[str]
    vocative: frozenset[str]
    root: frozenset[str]
    unclear: frozenset[str]

    @cached_property
    def any_subject(self) -> frozenset[str]:
        return self.subject | self.passive_subject

    @cached_property
    def auxiliary(self) -> frozenset[str]:
        return self.tense_auxiliary | self.passive_auxiliary

    @cached_property
    def complement(self) -> frozenset[str]:
        """Of a noun; the parser hangs many of them as obliques."""
        return self.noun_complement | self.oblique

    @cached_property
    def predicate(self) -> frozenset[str]:
        """What only the head of a clause has."""
        return self.subject | self.copula

    @cached_property
    def inside_phrase(self) -> frozenset[str]:
        """What a verb form is not the head of a clause as."""
        parts = self.name_part | self.adjective | self.determiner | self.preposition
        return self.auxiliary | self.copula | parts


@cache
def labels_of(lang: str) -> Labels:
    return Labels(**{name: frozenset(labels) for name, labels in load_table(lang, "syntax").items()})


@cache
def _features(morph: str) -> dict[str, str]:
    """UD features as a dictionary: "Gender=Masc|Number=Sing"."""
    return dict(feature.split("=", 1) for feature in morph.split("|") if "=" in feature)


def _lemma(form: str, lemma: str, pos: str, verb_form: str, verbs: frozenset[str]) -> str:
    """The lemma in lower case; names and pronouns keep their form; a verb whose lemma is no infinitive gets one:
    the first of ``verbs`` that its form may belong to, else one in -er."""
    if pos == "PROPN":
        return lemma
    if pos == "PRON":
        return form.lower()
    lemma = lemma.lower()
    if pos == "VERB" and lemma == "taire" and verb_form == "Fin" and form.lower() in _KILLING:
        return "tuer"
    missed = not lemma.endswith(("er", "ir", "re")) or lemma == form.lower() and lemma not in verbs
    if pos == "VERB" and missed and verb_form != "Inf":
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


@lru_cache(maxsize=1 << 14)
def _describe(
    strings: StringStore, verbs: frozenset[str], form: int, lemma: int, pos: int, morph: int
) -> tuple[str, str, str, dict[str, str]]:
    """Text, lemma, part of speech and features of a token that the parser describes by numbers in ``strings``."""
    text, kind, features = strings[form], strings[pos], _features(strings[morph])
    return text, _lemma(text, strings[lemma], kind, features.get("VerbForm", ""), verbs), kind, features


def _sentence_starts(words: list[Word]) -> list[int]:
    """Numbers of the words that begin a sentence: the first, and those behind a full stop, question or exclamation
    mark."""
    starts = [0]
    for word in words[1:]:
        if word.text in _MARKS or word.text == ",":
            continue
        before = word.i - 1
        while before > max(0, word.i - 3) and words[before].text in _MARKS:
            before -= 1
        end = words[before].text
        opens = word.text in _OPENING or word.text[0].isupper() or word.text[0].isdigit()
        if end == "." or opens and end in _ENDS:
            starts.append(word.i)
    return starts


def grow_tree(paragraph: ParsedParagraph, verbs: frozenset[str]) -> Tree:
    """Read a parsed paragraph into a tree of words; ``verbs`` are known infinitives, for lemmas that the model
    missed."""
    doc, offset = paragraph.doc, paragraph.offset
    strings = doc.vocab.strings
    words: list[Word] = []
    for i, (start, dep, *token) in enumerate(doc.to_array(_COLUMNS).tolist()):
        text, lemma, kind, features = _describe(strings, verbs, *token)
        inverted = kind == "PRON" and text[0] == "-" and len(text) > 1
        begin = offset + start
        words.append(Word(i, text, lemma, kind, strings[dep], features, begin + inverted, begin + len(text)))
    for word, step in zip(words, doc.to_array("HEAD").astype(np.int64).tolist(), strict=True):
        word.head = words[word.i + step]
        if step:
            word.head.children.append(word)
    return Tree(paragraph, words, _sentence_starts(words))
