"""Vary annotated names: others of the same kind in their place, capitals, missing accents."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry

from kg.training.augmentation import read_lines
from kg.training.corpus import Augmenter

Piece = tuple[str, str]
UNKNOWN = "?"
NO_QUOTES = str.maketrans("", "", '«»“”"')
VOWELS = "aeiouyéèêàâîïôûœh"


@registry.augmenters("kg.news_names.v1")  # type: ignore[untyped-decorator]
def create_name_augmenter(swap: dict[str, float], capitals: float, accents: float, unquoted: float) -> Augmenter:
    """``swap`` is the probability, by label, that a name gives way to another; the others are those of a paragraph in
    capitals, of capitals without accents, and of a paragraph without its quotation marks.

    New names are those met before in the corpus, and those of the word lists.
    """
    pool = {
        "PER": [f"{first} {last}" for first in read_lines("first_names") for last in read_lines("surnames")],
        "LOC": list(read_lines("towns")),
        "ORG": list(read_lines("organisations")),
        "MISC": [],
    }

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        pieces = split_names(example.reference)
        for text, label in pieces:
            if label in pool and len(pool[label]) < 5000:
                pool[label].append(text)
        pieces = [
            (swap_name(text, pool[label]), label)
            if label in pool and random.random() < swap.get(label, 0.0)
            else (text, label)
            for text, label in pieces
        ]
        if random.random() < capitals:
            pieces = [(text.upper(), label) for text, label in pieces]
        elif random.random() < accents:
            pieces = [(strip_capital_accents(text), label) for text, label in pieces]
        if random.random() < unquoted:
            pieces = [(text.translate(NO_QUOTES), label) for text, label in pieces]
        reference = join_names(nlp, pieces)
        yield Example(nlp.make_doc(reference.text), reference)

    return augment


def split_names(doc: Doc) -> list[Piece]:
    """The text cut into names (with their label), unknown stretches (``?``) and the rest ("")."""
    marks = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    marks += [(t.idx, t.idx + len(t), UNKNOWN) for t in doc if t.ent_iob == 0]
    pieces, start = [], 0
    for first, last, label in sorted(marks):
        pieces += [(doc.text[start:first], ""), (doc.text[first:last], label)]
        start = last
    return [piece for piece in (*pieces, (doc.text[start:], "")) if piece[0]]


def join_names(nlp: Language, pieces: list[Piece]) -> Doc:
    """The document of the pieces, annotated."""
    doc = nlp.make_doc("".join(text for text, _ in pieces))
    ents: list[Span] = []
    missing: list[Span] = []
    at = 0
    for text, label in pieces:
        if label:
            span = doc.char_span(at, at + len(text), label=label, alignment_mode="expand")
            if span is not None and not any(o.start < span.end and span.start < o.end for o in (*ents, *missing)):
                (missing if label == UNKNOWN else ents).append(span)
        at += len(text)
    doc.set_ents(ents, missing=missing, default="outside")
    return doc


def swap_name(name: str, pool: list[str]) -> str:
    """Another name that takes the same form of article: a vowel where a vowel was ("l'OTAN" → "l'Unesco")."""
    begins = name[0].lower() in VOWELS
    for _ in range(10):
        other = random.choice(pool) if pool else name
        if (other[0].lower() in VOWELS) == begins:
            return other
    return name


def strip_capital_accents(text: str) -> str:
    """Capitals without their accents: "État" → "Etat"."""
    return "".join(unicodedata.normalize("NFD", c)[0] if c.isupper() else c for c in text)
