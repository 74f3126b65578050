"""What one article says of one event, as far as it helps to tell which event that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from kg.schema import load_schema

PLACES = frozenset({"Country", "Place", "Facility"})
DEATHS = frozenset({"Kill", "Die"})
NO_EVENTS = frozenset({"state", "relation", "knowledge", "other"})
"""Groups of types that are no happenings of their own."""
NO_EVENT_TYPES = frozenset({"Say", "Announce", "Ask", "Deny", "Begin", "End", "Change"})
"""What is said, or begins or changes, is another fact; several of these a day are the rule."""
NEWS = timedelta(2)
"""How many days before an article what it tells without a date may have happened."""

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Who or what takes part, or where: ``node`` is the IRI of a named actor or place, "" for a mere phrase.

    ``type`` is that of the entity, ``country`` its ISO 3166 code, either "" where unknown.
    """

    node: str
    name: str
    type: str = ""
    country: str = ""


@dataclass(frozen=True)
class EventMention:
    """One fact of one article, called by its IRI. Days are ISO 8601 or "".

    ``type`` is one that ``kind_of`` knows; of a death the dead are patients, whoever the grammar makes the agent.
    ``amounts`` are numbers with their units; ``setting`` are the named entities of the whole article; ``real`` is False
    of what is planned, wished or possible.
    """

    document: str
    fact: str
    label: str
    type: str
    lemma: str
    agents: tuple[Party, ...] = ()
    patients: tuple[Party, ...] = ()
    places: tuple[Party, ...] = ()
    topics: tuple[str, ...] = ()
    amounts: tuple[tuple[float, str], ...] = ()
    earliest: str = ""
    latest: str = ""
    published: str = ""
    real: bool = True
    setting: tuple[Party, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.document, self.fact

    @cached_property
    def days(self) -> Days | None:
        """First and last day that the article gives; None where it gives none."""
        if not self.earliest and not self.latest:
            return None
        return _day(self.earliest), _day(self.latest)

    @cached_property
    def supposed(self) -> Days | None:
        """When it will have happened though the article gives no day: shortly before publication."""
        day = _day(self.published)
        return (day - NEWS, day) if day is not None and self.real else None

    @cached_property
    def is_dated(self) -> bool:
        """Whether the article gives the day."""
        return self.days is not None and None not in self.days and self.days[0] == self.days[1]

    @cached_property
    def around(self) -> frozenset[str]:
        """IRIs of the named entities of the article."""
        return frozenset(p.node for p in self.setting)


@cache
def kind_of(type_: str) -> str | None:
    """What types may tell of one event: the PLOVER class of a type, or the type itself; None for what is no event."""
    event_type = load_schema().event_types.get(type_)
    if event_type is None or event_type.group in NO_EVENTS or type_ in NO_EVENT_TYPES:
        return None
    return "death" if type_ in DEATHS else event_type.plover or type_


@cache
def is_repeated(type_: str) -> bool:
    """Whether people do this again and again, so that only its day tells one from the next: to accuse, to threaten."""
    return load_schema().event_types[type_].group in {"speech", "conflict"} and type_ not in DEATHS


def drop_status(label: str) -> str:
    """The label of a fact without the status in brackets: what holds of the event, whoever tells it."""
    return label.rpartition(" [")[0] if label.endswith("]") and " [" in label else label


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
