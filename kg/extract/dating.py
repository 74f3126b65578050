"""Which predicates a time expression dates: by syntax, then by the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extract.clauses import Clause, grammar, is_finite, is_infinitive, is_past_participle
from kg.extract.drafts import Draft
from kg.extract.reading import Reading
from kg.extract.reality import marker_kind, mood_of
from kg.extract.tree import Tree, Word, labels_of
from kg.facts import Span
from kg.values.calendar import bounds
from kg.values.time import TimeExpression

Cues = Mapping[Word, Sequence[Draft]]

_LASTING = frozenset({"Have", "Be", "Include", "LocatedIn"})
_WHERE = frozenset({"à", "dans", "pendant", "durant", "lors de", "au cours de"})


@dataclass(frozen=True, slots=True)
class PlacedTime:
    """A time expression with its words and the one among them that the others hang on; ``span`` is in the document."""

    time: TimeExpression
    span: Span
    words: tuple[Word, ...]
    top: Word

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day, None when the expression has no day for value."""
        return bounds(self.time.value.partition("T")[0]) if self.time.value else None


def tense_of(clause: Clause, lang: str) -> str:
    """``past`` (simple or compound), ``imperfect``, ``present``, ``future``, or "" for what has no tense."""
    verb, labels = clause.finite_verb, labels_of(lang)
    if not is_finite(verb):
        return ""
    tense = "future" if mood_of(verb) == "future" else _TENSES.get(verb.morph.get("Tense", ""), "")
    compound = verb.dep in labels.tense_auxiliary or (
        verb is not clause.head
        and is_past_participle(clause.head)
        and clause.head.lemma in grammar(lang)["voice"]["etre_verbs"]
    )
    return "past" if compound and tense != "future" else tense


_TENSES = {"Pres": "present", "Past": "past", "Imp": "imperfect", "Fut": "future"}


class Dating:
    """Finds the drafts of one paragraph that a time belongs to. ``cues`` are the drafts of clauses and nouns by the
    word that states them, ``parts`` those of "dont"."""

    def __init__(
        self,
        tree: Tree,
        readings: Sequence[Reading],
        cues: Cues,
        parts: Sequence[Draft],
        lang: str,
        published: date | None,
    ):
        self._tree, self._cues, self._parts, self._lang, self._published = tree, cues, parts, lang, published
        self._readings = readings
        self._by_head = {r.head: r for r in readings}

    def owners(self, placed: PlacedTime) -> tuple[list[Draft], str]:
        """The drafts that a time dates, and on what basis (see ``kg.facts.Argument``)."""
        if placed.time.kind == "anchor" and placed.time.value:
            top = placed.top
            near = self._tree.words[top.i : top.i + 8]
            return next((list(self._cues[w]) for w in near if w in self._cues), []), ""
        if part := self._part(placed):
            return part, ""
        found = self._by_syntax(placed)
        found += [d for d in self._relative(placed) if d not in found]
        if found or self._hangs_on_predicate(placed.top):
            return found, ""
        return self._by_sentence(placed), "sentence"

    def _by_syntax(self, placed: PlacedTime) -> list[Draft]:
        """The drafts of the nearest predicate at or above a time; below a modal those of its infinitive."""
        for word in (placed.top, *placed.top.ancestors()):
            reading = self._by_head.get(word)
            if reading is not None and (self._is_lasting(reading) or self._is_later(placed, reading)):
                continue
            if reading is not None and not self._agrees(placed, reading):
                return self._ahead(placed, reading)
            if word in self._cues:
                return [*self._cues[word], *self._served(word)]
            if reading is not None and not reading.stated:
                below = [c.head for c in reading.clause.children if c.link in {"infinitive", "complement"}]
                return next((list(self._cues[w]) for w in below if w in self._cues), [])
        return []

    def _hangs_on_predicate(self, top: Word) -> bool:
        return any(word in self._by_head or word in self._cues for word in (top, *top.ancestors()))

    @staticmethod
    def _is_lasting(reading: Reading) -> bool:
        """Whether a relative clause tells what something is or has: the time behind it belongs to the clause above."""
        return reading.clause.link == "relative" and reading.casting.type in _LASTING

    def _is_later(self, placed: PlacedTime, reading: Reading) -> bool:
        """Whether a past time stands in a relative clause of the present below a clause of the past, to which it
        belongs ("décapitée dans le parc qui porte son nom dans la nuit de mardi")."""
        clause, days = reading.clause, placed.days
        return (
            clause.link == "relative"
            and clause.governor is not None
            and days is not None
            and self._published is not None
            and days[1] < self._published
            and placed.time.mod != "SINCE"
            and placed.top.i > clause.head.i
            and tense_of(clause, self._lang) == "present"
            and tense_of(clause.governor, self._lang) == "past"
        )

    def _agrees(self, placed: PlacedTime, reading: Reading) -> bool:
        """A day after publication cannot be that of a clause of the past ("a annoncé un sommet vendredi prochain")."""
        days = placed.days
        if days is None or self._published is None or placed.time.mod == "UNTIL":
            return True
        return days[0] <= self._published or tense_of(reading.clause, self._lang) != "past"

    def _ahead(self, placed: PlacedTime, reading: Reading) -> list[Draft]:
        """The noun or infinitive between the verb of the past and the day to come, that the day is of."""
        between = [w for w in self._tree.words[reading.head.i + 1 : placed.top.i] if w in self._cues]
        near = [w for w in reversed(between) if w not in self._by_head or is_infinitive(w)]
        return list(self._cues[near[0]]) if near else []

    def _served(self, word: Word) -> list[Draft]:
        """The drafts of the clause whose purpose a predicate is: both happen at one time."""
        reading = self._by_head.get(word)
        if (
            reading is None
            or reading.clause.link != "adverbial"
            or marker_kind(reading.clause, self._lang) != "intended"
        ):
            return []
        above = reading.clause.governor
        return list(self._cues.get(above.head, ())) if above is not None else []

    def _relative(self, placed: PlacedTime) -> list[Draft]:
        """The drafts of "où …" behind a time or behind the happening that it dates ("le jour où", "au sommet de mai,
        où …")."""
        found: list[Draft] = []
        for reading in self._readings:
            clause, noun = reading.clause, reading.clause.antecedent
            if clause.link != "relative" or noun is None or reading.head not in self._cues:
                continue
            there = any(w is noun and p in _WHERE for p, w in clause.obliques)
            if there and (noun in placed.words or placed.top.head is noun and placed.top.i < clause.head.i):
                found += self._cues[reading.head]
        return found

    def _part(self, placed: PlacedTime) -> list[Draft]:
        """The happenings behind "dont" that a time without comma between belongs to ("dont 40 attaques pendant la
        nuit")."""
        for draft in self._parts:
            between = self._tree.words[draft.cue.i + 1 : placed.top.i]
            if (
                draft.cue.i < placed.top.i
                and any(w in between for w in draft.patients)
                and not any(w.text in {",", ";", ")", "."} or w in self._by_head for w in between)
            ):
                return [draft]
        return []

    def _by_sentence(self, placed: PlacedTime) -> list[Draft]:
        """The drafts of the one predicate of a sentence of which the parser left the time out."""
        first, last = self._tree.sentence_of(placed.top)
        inside = [r for r in self._readings if first <= r.head.i < last]
        if len(inside) != 1 or not self._agrees(placed, inside[0]):
            return []
        return list(self._cues.get(inside[0].head, ()))
