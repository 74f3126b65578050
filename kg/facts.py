"""The nouns of kg: what the text mentions, what it states about it, and the proof.

All offsets are characters in ``Document.text``, half open: ``text[start_char:end_char]``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from typing import Literal

Polarity = Literal["positive", "negative"]
Modality = Literal["actual", "future", "possible", "conditional", "intended", "necessary"]
Status = Literal["asserted", "reported", "denied", "unreal"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the document's text, in characters, half open."""

    start_char: int
    end_char: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_char < self.end_char:
            raise ValueError(f"span {self.start_char}:{self.end_char} is empty or negative")

    def overlaps(self, other: Span) -> bool:
        return self.start_char < other.end_char and other.start_char < self.end_char

    def contains(self, other: Span) -> bool:
        return self.start_char <= other.start_char and other.end_char <= self.end_char


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: an ISO 4217 code for money, ``%``, a UCUM-like symbol, or the lemma of what is counted.

    ``minimum`` and ``maximum`` are the bounds that words such as "plus de" or a range give; None where open.
    """

    number: float
    unit: str
    minimum: float | None = None
    maximum: float | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """What fills a role: a phrase of the text, and the entity it names once resolved.

    ``text`` is the phrase without determiner; ``head`` is the character offset of its head word, which ties the
    phrase to mentions and to other facts.
    """

    text: str
    span: Span
    head: int
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """A role of a fact other than agent and patient; ``value`` is an ISO 8601 string for times, a Quantity for
    amounts. ``basis`` is "" where the filler completes the predicate itself; else how it was told: ``shared`` with a
    predicate of the same sentence, ``sentence`` (the only predicate there), ``frame`` (the sentence before sets the
    scene). ``mod`` tells how a time bounds the fact, as in ``kg.values.time.TimeExpression``: SINCE, UNTIL, END …"""

    role: str
    node: Node
    value: str | Quantity | None = None
    basis: str = ""
    mod: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Why a fact is here: the evidence span, the cue word that fired, the extractor and its rule."""

    evidence: Span
    cue: Span
    extractor: str
    rule: str
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the source, and the span of the cue (verb of saying, "selon", guillemets) that tells it."""

    source: Node
    cue: Span


@dataclass(frozen=True, slots=True)
class Fact:
    """One predicate with its participants. Several agents or patients mean each of them, severally."""

    id: str
    type: str
    predicate: str
    agents: tuple[Node, ...]
    patients: tuple[Node, ...]
    provenance: Provenance
    arguments: tuple[Argument, ...] = ()
    content: tuple[str, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    polarity: Polarity = "positive"
    modality: Modality = "actual"

    @property
    def status(self) -> Status:
        """What the article does with the fact; only ``asserted`` ones may stand as plain triples."""
        if self.polarity == "negative":
            return "denied"
        if self.modality != "actual":
            return "unreal"
        return "reported" if self.attributions else "asserted"

    def _repr_html_(self) -> str:
        rows = [
            ("agent", "; ".join(node.text for node in self.agents)),
            ("patient", "; ".join(node.text for node in self.patients)),
            *((argument.role, argument.node.text) for argument in self.arguments),
            ("attributed to", "; ".join(attribution.source.text for attribution in self.attributions)),
        ]
        return _make_html(f"{self.predicate} ({self.type}, {self.status})", rows, self.id)

    def pairs(self) -> Iterator[tuple[Node | None, Node | None]]:
        """Every agent with every patient; None where there is none."""
        for agent in self.agents or (None,):
            for patient in self.patients or (None,):
                yield agent, patient


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text that names an entity; ``kind`` is ``name``, ``nominal`` or ``pronoun``."""

    text: str
    span: Span
    type: str
    kind: str = "name"


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions refer to. ``names`` holds every non-pronoun name used for it, the fullest first.

    ``same_as`` holds IRIs of the same thing in the world (Wikidata, GeoNames), only when certain.
    ``named`` tells proper names from common-noun nodes ("munitions"), which live inside their article.
    """

    id: str
    type: str
    name: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    country: str | None = None
    same_as: tuple[str, ...] = ()
    named: bool = False

    def _repr_html_(self) -> str:
        rows = [("names", "; ".join(self.names)), ("same as", " ".join(self.same_as))]
        return _make_html(f"{self.name} ({self.type})", rows, self.id)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one document states. A value: steps return a new one."""

    document: str
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = field(default=())

    def with_facts(self, facts: tuple[Fact, ...]) -> Facts:
        return replace(self, facts=facts)


def _make_html(title: str, rows: list[tuple[str, str]], iri: str) -> str:
    """What a notebook shows: text from outside is escaped."""
    cells = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows if value)
    caption = f"<caption><b>{escape(title)}</b><br><code>{escape(iri)}</code></caption>"
    return f'<table class="mathjax_ignore tex2jax_ignore">{caption}{cells}</table>'
