"""Node-sized noun phrases: what distinguishes stays, determiners, relatives and circumstances go."""

from __future__ import annotations

import re

from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import preposition_of
from kg.facts import Mention, Node, Span

MAX_WORDS = 9
_HYPHENED_BEFORE = re.compile(r"(?:\w+-)+$")
_HYPHENED_AFTER = re.compile(r"(?:-\w+)+")
_NEVER = {"DET", "PUNCT", "ADP", "CCONJ", "SCONJ", "VERB"}


class Phraser:
    """Cuts the phrase of a head word out of a tree whose names are marked, and which bound it."""

    def __init__(self, tree: Tree, text: str, lang: str):
        self._tree = tree
        self._text = text
        self._lang = lang
        self._labels: Labels = labels_of(lang)
        self._spans: dict[Word, Span] = {}

    def mention(self, word: Word) -> Mention | None:
        """The name mention that the word is part of."""
        return word.mention

    def node(self, word: Word) -> Node:
        """The phrase headed by a word as a node; a word inside a name gives the whole name."""
        span = self.span(word)
        text = self._text[span.start_char : span.end_char]
        return Node(text, span, word.start)

    def span(self, word: Word) -> Span:
        """The place of the phrase headed by a word."""
        if word not in self._spans:
            self._spans[word] = self._stripped(self._find_span(word))
        return self._spans[word]

    def _stripped(self, span: Span) -> Span:
        """The span without white space at its ends."""
        text = self._text[span.start_char : span.end_char]
        left, right = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
        return Span(span.start_char + left, span.end_char - right) if text.strip() else span

    def _find_span(self, word: Word) -> Span:
        kept = {word}
        self._grow(word, kept, 0)
        start, end = min(w.start for w in kept), max(w.end for w in kept)
        mention = self.mention(word)
        if mention is not None:
            start, end = min(start, mention.span.start_char), max(end, mention.span.end_char)
            if mention.type in {"Person", "Country"} or mention.span.contains(Span(start, end)):
                return mention.span
        cut = next((m for w in kept if (m := self.mention(w)) and w.end == end and m.span.end_char > end), None)
        return self._trim(start, cut.span.end_char if cut is not None else end, word)

    def run(self, first: Word, last: Word) -> Node:
        """The words from one to another as a node headed by the first."""
        span = self._stripped(Span(first.start, last.end))
        return Node(self._text[span.start_char : span.end_char], span, first.start)

    def _grow(self, word: Word, kept: set[Word], depth: int) -> None:
        labels = self._labels
        for child in word.children:
            if len(kept) >= MAX_WORDS:
                return
            if child.dep in labels.name_part and child.pos not in _NEVER:
                kept.update(w for w in child.subtree() if w.pos not in {"PUNCT"})
            elif child.dep in labels.number:
                kept.add(child)
                self._grow(child, kept, depth + 1)
            elif child.dep in labels.adjective and self._qualifies(word, child):
                kept.add(child)
                for other in child.kids(labels.conjunct):
                    if other.pos == "ADJ":
                        kept.add(other)
            elif child.dep in labels.complement | labels.apposition and self._belongs(word, child, depth):
                kept.add(child)
                kept.update(child.kids(labels.preposition))
                self._grow(child, kept, depth + 1)

    def _qualifies(self, word: Word, child: Word) -> bool:
        """Whether an adjective distinguishes: not "tous" before an article."""
        before_article = child.lemma == "tout" and any(d.i > child.i for d in word.kids(self._labels.determiner))
        return child.lemma != "près" and not before_article and not self.separated(word, child)

    def _belongs(self, word: Word, child: Word, depth: int) -> bool:
        """Whether a noun complement distinguishes: de + noun, a bare name beside it, or a complement without
        determiner."""
        labels = self._labels
        if child.i < word.i or child.pos not in {"NOUN", "PROPN", "X", "NUM"} or self.separated(word, child):
            return False
        preposition = preposition_of(child, self._lang)
        if preposition == "de":
            return depth < 2
        if not preposition:
            return child.pos in {"PROPN", "X", "NUM"} and child.i - word.i <= 3 and child.dep not in labels.oblique
        return (
            depth < 1
            and not child.kids(labels.determiner | labels.number)
            and not any(c.text.lower() in {"au", "aux"} for c in child.kids(labels.preposition))
            and child.pos == "NOUN"
            and preposition in {"à", "en", "pour", "sans"}
            and child.i - word.i <= 3
        )

    def sentence(self, word: Word) -> list[Word]:
        """The words of the sentence that a word stands in."""
        first, last = self._tree.sentence_of(word)
        return self._tree.words[first:last]

    def same_sentence(self, a: Word, b: Word) -> bool:
        return self._tree.sentence_of(a) == self._tree.sentence_of(b)

    def separated(self, word: Word, child: Word) -> bool:
        """Whether a comma, bracket, dash or quotation mark stands between two words."""
        a, b = sorted((word.i, child.i))
        return any(w.text in {",", "(", ")", ";", ":", "«", "»", "—", "–", '"'} for w in self._tree.words[a + 1 : b])

    def joined(self, word: Word, other: Word) -> bool:
        """Whether no colon or quotation mark stands between two words."""
        a, b = sorted((word.i, other.i))
        return all(w.text not in {":", "«", "»", "“", "”", '"'} for w in self._tree.words[a + 1 : b])

    def _trim(self, start: int, end: int, head: Word) -> Span:
        """Drop determiners and prepositions at the left edge."""
        inside = self._tree.within(Span(start, end))
        while (
            len(inside) > 1
            and inside[0] is not head
            and inside[0].pos in {"DET", "ADP", "ADV", "PUNCT", "CCONJ"}
            and inside[0].text.lower() not in {"plusieurs", "quelques"}
            and inside[0].morph.get("NumType") is None
        ):
            inside.pop(0)
        while len(inside) > 1 and inside[-1] is not head and inside[-1].pos in {"PUNCT", "ADP", "DET", "CCONJ"}:
            inside.pop()
        start, end = inside[0].start, inside[-1].end
        if head.pos == "PRON":
            return Span(start, end)
        joined_before = _HYPHENED_BEFORE.search(self._text[max(0, start - 40) : start])
        joined_after = _HYPHENED_AFTER.match(self._text, end)
        return Span(
            start - len(joined_before[0]) if joined_before else start, joined_after.end() if joined_after else end
        )
