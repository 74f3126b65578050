"""Vary annotated names: others of the same kind in their place, capitals, missing accents."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry

from kg.analysis import join_hyphens
from kg.training.augmentation import read_lines
from kg.training.corpus import Augmenter, blank_example
from kg.training.invention import invent_name

Piece = tuple[str, str]
UNKNOWN = "?"
STRAY_SPACES = re.compile(r"(?<=['(]) +| +(?=[,.)])")
LARGEST_POOL = 5000
DRAWS = 10
NO_QUOTES = str.maketrans("", "", '«»“”"')
VOWELS = "aeiouyéèêàâîïôûœh"


@dataclass(frozen=True, slots=True)
class Rates:
    """Probabilities: that a name of a label gives way to another (``swap``), that the other is invented, and, by
    paragraph, of capitals throughout, of capitals without accents, of lost quotation marks, of stray spaces removed
    (those that wiki markup leaves around links would give the names away), of hyphenated words as one token (as kg
    parses them).
    """

    swap: dict[str, float]
    invented: float = 0.0
    capitals: float = 0.0
    accents: float = 0.0
    unquoted: float = 0.0
    tidied: float = 0.0
    joined: float = 0.0


class Names:
    """Where other names come from: word lists, the corpus as far as it was read, invention."""

    def __init__(self) -> None:
        self.met: dict[str, list[str]] = {label: [] for label in ("PER", "LOC", "ORG")}
        self.listed = {
            "PER": read_lines("family_names"),
            "LOC": (*read_lines("towns"), *read_lines("places")),
            "ORG": read_lines("organisations"),
        }

    def collect(self, pieces: list[Piece]) -> None:
        """Remember the names of a paragraph."""
        for text, label in pieces:
            if label in self.met and len(self.met[label]) < LARGEST_POOL:
                self.met[label].append(text)

    def draw(self, name: str, label: str) -> str:
        """Another name of the kind, half of the time one met before; persons keep their number of names."""
        met = self.met[label]
        if met and random.random() < 0.5:
            return random.choice(met)
        other = random.choice(self.listed[label])
        return f"{random.choice(read_lines('given_names'))} {other}" if label == "PER" and " " in name else other


@registry.augmenters("kg.news_names.v1")  # type: ignore[untyped-decorator]
def create_name_augmenter(rates: dict[str, Any]) -> Augmenter:
    """``rates`` are the fields of Rates."""
    names, chance = Names(), Rates(**rates)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        pieces = split_names(example.reference)
        names.collect(pieces)
        pieces = swap_names(pieces, names, chance)
        if random.random() < chance.capitals:
            pieces = [(text.upper(), label) for text, label in pieces]
        elif random.random() < chance.accents:
            pieces = [(strip_capital_accents(text), label) for text, label in pieces]
        if random.random() < chance.unquoted:
            pieces = [(text.translate(NO_QUOTES), label) for text, label in pieces]
        if random.random() < chance.tidied:
            pieces = [(STRAY_SPACES.sub("", text), label) for text, label in pieces]
        reference = join_names(nlp, pieces)
        if random.random() < chance.joined:
            reference = join_hyphens(reference)
        yield blank_example(nlp, reference)

    return augment


def swap_names(pieces: list[Piece], names: Names, chance: Rates) -> list[Piece]:
    """The pieces with other names; an invented organisation is mostly told to be one ("la société Korvex")."""
    changed: list[Piece] = []
    for text, label in pieces:
        if label in names.met and random.random() < chance.swap.get(label, 0.0):
            if random.random() < chance.invented:
                text = invent_name(label, len(text.split()))
                if label == "ORG" and changed and random.random() < 0.7:
                    changed[-1] = (introduce(changed[-1][0]), changed[-1][1])
            else:
                text = swap_name(text, [names.draw(text, label) for _ in range(DRAWS)])
        changed.append((text, label))
    return changed


def introduce(before: str) -> str:
    """The words before a name with a noun that says what bears it: "selon l'" → "selon l'association "."""
    article, noun = re.split(r"(?<=')| ", random.choice(read_lines("bodies")), maxsplit=1)
    gap = "" if article.endswith("'") else " "
    head = re.sub(r"\b(?:la |le |l')$", "", re.sub(r"\bd'$", "de ", before))
    if re.search(r"\b(?:du|au|des|aux|les) $", head):
        return before if article != "le" or re.search(r"s $|x $", head) else f"{head}{noun} "
    if head and not head.endswith((" ", "'", "(", '"')):
        return before
    if head.endswith(("de ", "De ", "à ", "À ")) and article == "le":
        return f"{head[:-3] + 'du' if head[-3] in 'dD' else head[:-2] + 'au'} {noun} "
    return f"{head}{article}{gap}{noun} "


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


def swap_name(name: str, others: list[str]) -> str:
    """The first other name that takes the same form of article: a vowel where a vowel was ("l'OTAN" → "l'Unesco")."""
    begins = name[0].lower() in VOWELS
    return next((other for other in others if other != name and (other[0].lower() in VOWELS) == begins), name)


def strip_capital_accents(text: str) -> str:
    """Capitals without their accents: "État" → "Etat"."""
    return "".join(unicodedata.normalize("NFD", c)[0] if c.isupper() else c for c in text)
