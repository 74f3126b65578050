"""Which predicates a time expression dates: by syntax, then by the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.extract.clauses import Clause
from kg.extract.drafts import Draft
from kg.extract.happenings import Happenings
from kg.extract.reading import Reading
from kg.extract.reality import marker_kind, mood_of
from kg.extract.tree import Tree, Word, labels_of
from kg.extract.words import grammar, is_finite, is_infinitive, is_past_participle, preposition_of
from kg.facts import Span
from kg.lang import load_table
from kg.values.calendar import bounds
from kg.values.time import TimeExpression

_LASTING = frozenset({"Have", "Be", "Include", "LocatedIn"})
_TELLING = frozenset({"Announce", "Say"})
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
    """``past`` (simple or compound), ``imperfect``, ``present``, ``future``, ``conditional``; "" for no tense."""
    verb, labels = clause.finite_verb, labels_of(lang)
    if not is_finite(verb):
        return ""
    tense = mood_of(verb) or _TENSES.get(verb.morph.get("Tense", ""), "")
    compound = verb.dep in labels.tense_auxiliary or (
        verb is not clause.head
        and is_past_participle(clause.head)
        and clause.head.lemma in grammar(lang)["voice"]["etre_verbs"]
    )
    return "past" if compound and tense not in {"future", "conditional"} else tense


_TENSES = {"Pres": "present", "Past": "past", "Imp": "imperfect", "Fut": "future"}


class Dating:
    """Finds the drafts of one paragraph that a time belongs to. ``parts`` are the drafts of "dont"."""

    def __init__(
        self,
        tree: Tree,
        readings: Sequence[Reading],
        happenings: Happenings,
        parts: Sequence[Draft],
        lang: str,
        published: date | None,
    ):
        self._tree, self._happenings, self._parts, self._lang, self._published = (
            tree,
            happenings,
            parts,
            lang,
            published,
        )
        self._cues, self._readings = happenings.cues, readings
        self._by_head = {r.head: r for r in readings}
        self._labels, self._table = labels_of(lang), load_table(lang, "circumstances")
        self._dated: dict[Word, PlacedTime] = {}

    def owners(self, placed: PlacedTime) -> tuple[list[Draft], str]:
        """The drafts that a time dates, and on what basis (see ``kg.facts.Argument``)."""
        if placed.time.kind == "anchor" and placed.time.value:
            top = placed.top
            near = self._tree.words[top.i : top.i + 8]
            return next((list(self._cues[w]) for w in near if w in self._cues), []), ""
        if placed.time.kind == "duration" and not self._lasts(placed):
            return [], ""
        if part := self._part(placed):
            return part, ""
        cue = self._cue(placed)
        found = [*self._cues.get(cue, ()), *self._served(cue)] if cue is not None else []
        found += [d for d in self._relative(placed) if d not in found]
        if found:
            return found, ""
        ahead = self._ahead_in_sentence(placed)
        return (ahead if ahead or self._hangs_on_predicate(placed.top) else self._by_sentence(placed)), "sentence"

    def _lasts(self, placed: PlacedTime) -> bool:
        """Whether a length of time is that of an event ("pendant deux ans", "a duré deux ans"), no measure ("deux ans
        de prison", "un homme de 23 ans")."""
        words = self._tree.words
        first, last = placed.words[0].i, placed.words[-1].i
        before = words[first - 1] if first else None
        while before is not None and before.text.lower() in self._table["about"]:
            before = words[before.i - 1] if before.i else None
        opening = {w.text.lower() for w in (placed.words[0], before) if w is not None}
        if opening & set(self._table["lasting"]):
            return True
        measured = last + 1 < len(words) and words[last + 1].text.lower() in {"de", "d'", "d’"}
        return not measured and before is not None and before.lemma in self._table["enduring"]

    def _cue(self, placed: PlacedTime) -> Word | None:
        """The predicate or event noun that a time dates: the nearest above it that it can belong to."""
        inside: Word | None = None
        for word in (placed.top, *placed.top.ancestors()):
            reading = self._by_head.get(word)
            if reading is None:
                if word in placed.words:
                    continue
                if inside is not None and self._is_of(placed, inside):
                    continue
                if word in self._cues and not self._is_of_saying(placed, word):
                    return self._alone(word, placed)
                inside = inside or (word if word.pos in {"NOUN", "PROPN"} else None)
                continue
            if self._is_lasting(reading) or self._is_later(placed, reading) or self._is_outside(placed, reading):
                continue
            if inside is not None and not self._reaches(placed, inside, reading):
                return None
            if not self._agrees(placed, reading):
                return self._ahead(placed, reading)
            reading = self._coordinated(placed, reading)
            told = reading.head in self._cues
            if not told and reading.clause.link == "infinitive" and is_past_participle(reading.head):
                continue
            if not reading.stated:
                below = [c.head for c in reading.clause.children if c.link in {"infinitive", "complement"}]
                return next((w for w in below if w in self._cues), None)
            if not told:
                return next((w for w in self._happenings.of(reading) if w in self._cues), None)
            return self._alone(reading.head, placed)
        return None

    def _reaches(self, placed: PlacedTime, noun: Word, reading: Reading) -> bool:
        """Whether a time below a noun dates the clause around it: not in "l'accident du 3 mai", "depuis la création en
        1990"."""
        if self._is_of(placed, noun) or preposition_of(noun, self._lang) in self._table["apart"]:
            return self._happenings.accompanies(noun, reading)
        return True

    def _is_of_saying(self, placed: PlacedTime, noun: Word) -> bool:
        """Whether a bare weekday behind an event dates that it was told: "a annoncé sa démission lundi"."""
        reading = self._by_head.get(noun.head)
        if reading is None or noun not in reading.clause.objects or reading.casting.type not in _TELLING:
            return False
        days, published = placed.days, self._published
        past = days is None or published is None or days[1] <= published
        return len(placed.words) == 1 and past and tense_of(reading.clause, self._lang) == "past"

    def _is_of(self, placed: PlacedTime, noun: Word) -> bool:
        """Whether "de" joins a time to the noun before it ("l'accident du 3 mai")."""
        first = placed.words[0]
        before = self._tree.words[first.i - 1] if first.i else first
        return before.i > noun.i and before.text.lower() in {"de", "du", "des", "d'", "d’"}

    def _alone(self, cue: Word, placed: PlacedTime) -> Word | None:
        """The predicate ``cue``, or, where it has another date already, the one nearest before this: an event has one
        date unless dates are coordinated."""
        first = self._dated.setdefault(cue, placed)
        days, others = placed.days, first.days
        if first is placed or days is None or others is None or days[0] <= others[1] and others[0] <= days[1]:
            return cue
        if placed.top.dep in self._labels.conjunct:
            return cue
        between = self._tree.words[max(cue.i, first.words[-1].i) + 1 : placed.top.i]
        return next((w for w in reversed(between) if w in self._cues), None)

    def _hangs_on_predicate(self, top: Word) -> bool:
        return any(word in self._by_head or word in self._cues for word in (top, *top.ancestors()))

    @staticmethod
    def _is_lasting(reading: Reading) -> bool:
        """Whether a relative clause tells what something is or has: the time behind it belongs to the clause above."""
        return reading.clause.link == "relative" and reading.casting.type in _LASTING

    def _is_outside(self, placed: PlacedTime, reading: Reading) -> bool:
        """Whether a time stands before the word that opens the clause it hangs on ("a dit mardi que …")."""
        if reading.clause.link in {"root", "conjunct"}:
            return False
        marks = reading.head.kids(self._labels.marker)
        return bool(marks) and placed.top.i < marks[0].i

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

    def _coordinated(self, placed: PlacedTime, reading: Reading) -> Reading:
        """The clause behind "et" or "mais" when the time stands between that word and the verb."""
        for child in reading.clause.children:
            if child.link == "conjunct" and reading.head.i < placed.top.i < child.head.i and child.own_subject:
                between = self._tree.words[reading.head.i + 1 : placed.words[0].i]
                subject = min((w.i for w in child.subjects), default=child.head.i)
                joined = any(w.pos == "CCONJ" and w.head in {child.head, placed.top} for w in between)
                if joined and placed.top.i < subject:
                    return self._by_head[child.head]
        return reading

    def _agrees(self, placed: PlacedTime, reading: Reading) -> bool:
        """A day after publication cannot be that of a clause of the past ("a annoncé un sommet vendredi prochain")."""
        days = placed.days
        if days is None or self._published is None or placed.time.mod == "UNTIL":
            return True
        ahead = days[0] > self._published or placed.time.mod == "WITHIN"
        return not ahead or tense_of(reading.clause, self._lang) != "past"

    def _ahead(self, placed: PlacedTime, reading: Reading) -> Word | None:
        """The noun or infinitive between the verb of the past and the day to come, that the day is of."""
        between = [w for w in self._tree.words[reading.head.i + 1 : placed.top.i] if w in self._cues]
        return next((w for w in reversed(between) if w not in self._by_head or is_infinitive(w)), None)

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

    def _ahead_in_sentence(self, placed: PlacedTime) -> list[Draft]:
        """The drafts of the one verb about the future that stands before a day to come."""
        if placed.days is None or self._published is None or placed.days[0] <= self._published:
            return []
        first, _ = self._tree.sentence_of(placed.top)
        before = [self._by_head[w] for w in self._tree.words[first : placed.top.i] if w in self._by_head]
        found = [r for r in before if tense_of(r.clause, self._lang) in {"future", "conditional"}]
        return list(self._cues.get(found[0].head, ())) if len(found) == 1 else []

    def _by_sentence(self, placed: PlacedTime) -> list[Draft]:
        """The drafts of the one verb of a sentence of which the parser left the time out."""
        first, last = self._tree.sentence_of(placed.top)
        inside = [r for r in self._readings if first <= r.head.i < last]
        verbs = [w for w in self._tree.words[first:last] if w.pos == "VERB"]
        if len(inside) != 1 or any(w is not inside[0].head for w in verbs) or not self._agrees(placed, inside[0]):
            return []
        return list(self._cues.get(inside[0].head, ()))
