"""The happenings that the nouns of a clause name, and which of them take place when and where the clause does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache

from kg.extract.clauses import Clause
from kg.extract.drafts import Draft
from kg.extract.reading import Reading
from kg.extract.tree import Word, labels_of
from kg.extract.words import preposition_of
from kg.lang import load_table
from kg.schema import load_schema

Cues = Mapping[Word, Sequence[Draft]]
"""Drafts of clauses and nouns by the word that states them."""

_VIOLENT = frozenset({"conflict", "disaster"})
_PASSIVE_BY = "par"


class Happenings:
    """Knows the nouns of one paragraph that name events. ``kind_of`` tells the entity type of a word."""

    def __init__(self, cues: Cues, kind_of: Callable[[Word], str], lang: str):
        schema = load_schema(lang)
        self.cues, self._kind_of, self._lang = cues, kind_of, lang
        self._nouns = schema.nouns
        self._groups = _groups(lang)

    def is_happening(self, word: Word) -> bool:
        return word.pos == "NOUN" and (word.lemma in self._nouns or self._kind_of(word) == "Event")

    def is_a(self, noun: Word, types: Collection[str]) -> bool:
        """Whether a noun names an event of one of some types first of all."""
        return any(frame.type in types for frame in self._nouns.get(noun.lemma, ())[:1])

    def accompanies(self, noun: Word, reading: Reading) -> bool:
        """Whether a noun names an event that happens when and where a clause does."""
        return self.is_happening(noun) and any(noun is w for w in self.of(reading))

    def of(self, reading: Reading) -> Iterator[Word]:
        """The nouns of a clause that happen with it if they are events ("lors d'une frappe", "mener un raid")."""
        clause, table = reading.clause, load_table(self._lang, "circumstances")
        if clause.lemma in table["performing"]:
            yield from clause.objects
        if clause.lemma in table["occurring"]:
            yield from clause.subjects
        for preposition, noun in phrases_of(clause, self._lang):
            held = preposition == "à" and noun.lemma in table["venues"]
            if held or preposition in table["simultaneous"] or preposition == _PASSIVE_BY:
                yield noun
        if self.group(reading.casting.type) in _VIOLENT:
            yield from (w for w in reading.casting.agents if self._violent(w))

    def group(self, kind: str) -> str:
        """The group of the sheets that an event type belongs to, ``other`` for an unknown one."""
        return self._groups.get(kind, "other")

    def _violent(self, noun: Word) -> bool:
        frames = self._nouns.get(noun.lemma, ())
        return any(self.group(frame.type) in _VIOLENT for frame in frames)


@cache
def _groups(lang: str) -> Mapping[str, str]:
    """Event type → its group in the sheets."""
    return {name: kind.group for name, kind in load_schema(lang).event_types.items()}


def phrases_of(clause: Clause, lang: str) -> list[tuple[str, Word]]:
    """(preposition, head) of all circumstances of a clause, with those that the parser hung below an adverb ("lors de")
    and, as "par", the agents of a passive."""
    labels = labels_of(lang)
    below = [
        (f"{adverb.text.lower()} {preposition_of(w, lang)}".strip(), w)
        for adverb in clause.head.kids(labels.adverb)
        for w in adverb.kids(labels.complement)
    ]
    return [*clause.obliques, *below, *((_PASSIVE_BY, w) for w in clause.agents)]
