"""Facts in the making: words of the tree where a finished fact has nodes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract.reading import Reading
from kg.extract.tree import Word
from kg.facts import Modality, Node, Polarity, Quantity


class Role(NamedTuple):
    """What fills a role; ``basis`` and ``mod`` as in ``kg.facts.Argument``."""

    name: str
    filler: Word | Node
    value: str | Quantity | None = None
    basis: str = ""
    mod: str = ""


@dataclass(slots=True, eq=False)
class Draft:
    """A fact before its words become nodes. ``reading`` is the clause it comes from or stands in."""

    type: str
    predicate: str
    cue: Word
    extractor: str
    rule: str
    agents: list[Word] = field(default_factory=list)
    patients: list[Word] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    speakers: list[Word] = field(default_factory=list)
    speaker_cue: Word | None = None
    reading: Reading | None = None
    evidence: list[Word] = field(default_factory=list)

    def stand_in(self, reading: Reading | None) -> Draft:
        """Take speaker and clause from the reading the words stand in."""
        if reading is not None:
            self.reading, self.speakers, self.speaker_cue = reading, list(reading.speakers), reading.speaker_cue
            if self.cue is not reading.head and reading.tells(self.cue):
                self.speakers, self.speaker_cue = list(reading.casting.agents), reading.head
        return self
