"""When, where, how much, with what and what for: the roles beside agent and patient."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.extract.clauses import is_infinitive, preposition_of
from kg.extract.dating import Dating, PlacedTime
from kg.extract.drafts import Draft, Role
from kg.extract.phrases import Phraser
from kg.extract.reading import Reading
from kg.extract.reality import marker_kind
from kg.extract.scope import Scope
from kg.extract.tree import Tree, Word, labels_of
from kg.facts import Node, Span
from kg.lang import load_table
from kg.lang.nouns import noun_types
from kg.schema import load_schema
from kg.values.quantity import find_quantities
from kg.values.time import TimeExpression

_PLACES = frozenset({"Place", "Country", "Facility"})
_ACTORS = frozenset({"Person", "Organization", "Country", "Group"})
_AT_A_PLACE = frozenset({"LocatedIn", "Move", "Visit"})
_LONGEST_PURPOSE = 10


class Circumstances:
    """Gives the drafts of one paragraph their roles, in place."""

    def __init__(
        self,
        tree: Tree,
        readings: Sequence[Reading],
        drafts: list[Draft],
        phraser: Phraser,
        lang: str,
        published: date | None,
    ):
        self._tree, self._phraser, self._lang, self._published = tree, phraser, lang, published
        self._readings, self._drafts = readings, drafts
        self._by_head = {r.head: r for r in readings}
        self._events = load_schema(lang).nouns
        self._by_cue: dict[Word, list[Draft]] = {}
        for draft in drafts:
            if draft.extractor in {"clause", "noun"}:
                self._by_cue.setdefault(draft.cue, []).append(draft)

    def add(self, times: Sequence[TimeExpression], text: str) -> list[Draft]:
        """Add all roles; ``times`` and ``text`` are those of the paragraph's words, offsets counted from the first.

        A time is no participant: drafts with one as agent go, one as patient leaves an intransitive fact.
        """
        taken = self._add_times(times)
        self._add_places(taken)
        self._add_quantities(text)
        self._add_purposes()
        Scope(self._tree, self._readings, self._by_cue, self._lang, self._is_happening).spread()
        return [d for d in self._drafts if _without_times(d, taken)]

    def _placed(self, span: Span) -> tuple[Span, tuple[Word, ...]]:
        """A span of the paragraph in the document, with its words."""
        start = self._tree.words[0].start
        moved = Span(start + span.start_char, start + span.end_char)
        return moved, tuple(w for w in self._tree.words if w.start < moved.end_char and w.end > moved.start_char)

    def _add_times(self, times: Sequence[TimeExpression]) -> set[Word]:
        """Attach every time to its predicates; the words of all times are returned.

        An age or a habit dates nothing; "avant 2014" bounds the event without being its time, so its value is left out.
        """
        taken: set[Word] = set()
        parts = [d for d in self._drafts if d.type == "Include" and all(self._is_happening(w) for w in d.patients)]
        dating = Dating(self._tree, self._readings, self._by_cue, parts, self._lang, self._published)
        for time in times:
            span, words = self._placed(time.span)
            if not words:
                continue
            taken.update(words)
            if time.kind in {"age", "set"}:
                continue
            placed = PlacedTime(time, span, words, _top(words))
            owners, basis = dating.owners(placed)
            value = None if time.mod in {"BEFORE", "AFTER"} else time.value
            head = placed.top.start if span.contains(placed.top.span) else span.start_char
            for draft in owners:
                draft.roles.append(Role("time", Node(time.text, span, head), value, basis))
        return taken

    def _add_places(self, taken: set[Word]) -> None:
        table, labels = load_table(self._lang, "places"), labels_of(self._lang)
        for cue, drafts in self._by_cue.items():
            reading = self._by_head.get(cue)
            obliques = (
                reading.clause.obliques
                if reading is not None
                else [(preposition_of(c, self._lang), c) for c in cue.kids(labels.complement)]
            )
            for draft in drafts:
                self._drop_strange_recipients(draft)
                if reading is not None and draft.type not in {*_AT_A_PLACE, "Be"}:
                    draft.patients = [
                        w
                        for w in draft.patients
                        if w not in reading.casting.completed or self._kind(w) not in {"Place", "Country"}
                    ]
                if draft.type in _AT_A_PLACE:
                    draft.roles.extend(Role("place", w) for w in draft.patients if self._kind(w) in _PLACES)
                for preposition, word in obliques:
                    role = self._role(preposition, word, table)
                    if role and word not in taken and not _fills(draft, word):
                        draft.roles.append(Role(role, word))

    def _role(self, preposition: str, word: Word, table: dict[str, list[str]]) -> str:
        kind = self._kind(word)
        if preposition in table["prepositions"] and (kind in _PLACES or kind == "Event" and preposition == "à"):
            return "place"
        if preposition in table["temporal"] and kind == "Event":
            return "time"
        if preposition in table["means"] and kind not in _ACTORS:
            return "instrument"
        return ""

    def _kind(self, word: Word) -> str:
        mention = self._phraser.mention(word)
        return mention.type if mention is not None else noun_types(self._lang).get(word.lemma, "")

    def _is_happening(self, word: Word) -> bool:
        return word.lemma in self._events or self._kind(word) == "Event"

    def _drop_strange_recipients(self, draft: Draft) -> None:
        """Places, works and happenings receive nothing: "envoyé à l'usine" has no recipient."""
        draft.roles = [
            role
            for role in draft.roles
            if role.name != "recipient"
            or not isinstance(role.filler, Word)
            or role.filler.pos == "PRON"
            or self._kind(role.filler) in {*_ACTORS, "Product"}
        ]

    def _add_quantities(self, text: str) -> None:
        """Give amounts to the facts whose patient (or lone agent) they count or measure, or whose predicate they
        complete."""
        owner: dict[Word, list[Draft]] = {}
        for amount in find_quantities(text, self._lang):
            span, words = self._placed(amount.span)
            if not words:
                continue
            top = _top(words)
            found = [d for d in self._drafts if _counts(d, span, top, amount.kind)] or owner.get(top.head, [])
            owner.update((w, found) for w in words)
            for draft in found:
                draft.roles.append(Role("quantity", Node(amount.text, span, span.start_char), amount.quantity))

    def _add_purposes(self) -> None:
        for cue, drafts in self._by_cue.items():
            reading = self._by_head.get(cue)
            for child in reading.clause.children if reading is not None else ():
                intended = child.link == "adverbial" and marker_kind(child, self._lang) == "intended"
                if not intended or not is_infinitive(child.head):
                    continue
                node = self._phraser.run(child.head, self._end_of_purpose(child.head))
                for draft in drafts:
                    draft.roles.append(Role("purpose", node))

    def _end_of_purpose(self, head: Word) -> Word:
        last = head
        for word in sorted((w for w in head.subtree() if w.i > head.i), key=lambda w: w.i):
            if word.i != last.i + 1 or word.i - head.i > _LONGEST_PURPOSE or word.text in {",", ";", "»", "("}:
                break
            last = word
        return last


def _top(words: Sequence[Word]) -> Word:
    """The word among some that the others hang on."""
    return next((w for w in words if w.head not in words or w.is_root), words[0])


def _fills(draft: Draft, word: Word) -> bool:
    return word in draft.patients or word in draft.agents or any(role.filler is word for role in draft.roles)


def _counts(draft: Draft, span: Span, top: Word, kind: str) -> bool:
    counted = draft.patients or draft.agents
    if any(span.contains(w.span) or top.head is w and top.i < w.i for w in counted):
        return True
    if draft.extractor == "contract":
        return any(draft.cue.end <= span.start_char < w.start for w in counted)
    return kind in {"money", "percentage", "measure"} and (top.head in counted or top.head is draft.cue)


def _without_times(draft: Draft, times: set[Word]) -> bool:
    """Take times out of agents, patients and speakers; False when that leaves the fact without what it is about."""
    agents, speakers = len(draft.agents), len(draft.speakers)
    draft.agents = [w for w in draft.agents if w not in times]
    draft.patients = [w for w in draft.patients if w not in times]
    draft.speakers = [w for w in draft.speakers if w not in times]
    kept = (draft.agents or not agents) and (draft.speakers or not speakers)
    return bool(kept and (draft.agents or draft.patients))
