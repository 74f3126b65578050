"""What a store tells, as plain values that every view draws from: articles, entities, facts.

Ids are IRIs as strings. Offsets are characters in the article's text, half open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Standing = Literal["positive", "negative", "unreal"]
Status = Literal["asserted", "reported", "denied", "unreal"]


@dataclass(frozen=True, slots=True)
class Article:
    """A document; ``title``, ``published`` (ISO 8601), ``publisher``, ``url`` and ``text`` are "" where unknown.

    RDF never holds the text: only who has the document can give it to ``read_account``.
    """

    id: str
    name: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph: ``same_as`` are IRIs in other catalogues, ``point`` is longitude and latitude."""

    id: str
    name: str
    type: str
    names: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    named: bool = False
    country: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """What fills a role of a fact; ``node`` is the id of an Entity, ``value`` a date or an amount as written in RDF."""

    role: str
    node: str
    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The evidence, ``article.text[start:end]``, with the words around it.

    ``marks`` are where the cue and the names of the participants stand in ``text``.
    """

    article: str
    text: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A stored fact. ``group`` is the sheet of its type; ``sources`` say so; ``content`` are the facts that it says.

    ``earliest`` and ``latest`` are ISO 8601 days, "" where the article does not tell.
    """

    id: str
    type: str
    group: str
    predicate: str
    polarity: str
    modality: str
    status: Status
    quotation: Quotation
    agents: tuple[Participant, ...] = ()
    patients: tuple[Participant, ...] = ()
    others: tuple[Participant, ...] = ()
    sources: tuple[Participant, ...] = ()
    content: tuple[str, ...] = ()
    earliest: str = ""
    latest: str = ""

    @property
    def participants(self) -> tuple[Participant, ...]:
        return self.agents + self.patients + self.others

    @property
    def start(self) -> int:
        return self.quotation.start

    @property
    def standing(self) -> Standing:
        """How the fact itself stands, whoever says so."""
        if self.polarity == "negative":
            return "negative"
        return "positive" if self.modality == "actual" else "unreal"


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that one store, or one article of it, tells; sorted by article and place in the text."""

    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
