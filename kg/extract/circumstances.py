"""When, where, how much, with what and what for: the roles beside agent and patient."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.extract.complements import Complements
from kg.extract.dating import Dating, PlacedTime
from kg.extract.drafts import Draft, Role
from kg.extract.happenings import Happenings
from kg.extract.phrases import Phraser
from kg.extract.reading import Reading
from kg.extract.reality import marker_kind
from kg.extract.scope import Scope
from kg.extract.tree import Tree, Word
from kg.extract.words import is_infinitive
from kg.facts import Node, Span
from kg.lang import load_table
from kg.lang.nouns import noun_types
from kg.values.quantity import find_quantities
from kg.values.time import TimeExpression

_ACTORS = frozenset({"Person", "Organization", "Country", "Group"})
_LONGEST_PURPOSE = 10
# Where those who suffer are counted, how many do it is no amount of the event.
_SUFFERED = frozenset({"conflict", "coercion", "justice", "disaster", "life"})
_PEACEFUL = frozenset({"Protest", "Strike"})


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
        self._by_cue: dict[Word, list[Draft]] = {}
        for draft in drafts:
            if draft.extractor in {"clause", "noun"}:
                self._by_cue.setdefault(draft.cue, []).append(draft)
        self._happenings = Happenings(self._by_cue, self._kind, lang)

    def add(self, times: Sequence[TimeExpression], text: str) -> list[Draft]:
        """Add all roles; ``times`` and ``text`` are those of the paragraph's words, offsets counted from the first.

        A time is no participant: drafts with one as agent go, one as patient leaves an intransitive fact.
        """
        taken = self._add_times(times)
        complements = Complements(self._happenings, self._phraser, self._kind, self._lang)
        for cue, drafts in self._by_cue.items():
            complements.add(cue, drafts, self._by_head.get(cue), taken)
        self._add_quantities(text)
        self._add_purposes()
        Scope(self._tree, self._readings, self._happenings, self._lang).spread()
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
        parts = [
            d for d in self._drafts if d.type == "Include" and all(self._happenings.is_happening(w) for w in d.patients)
        ]
        dating = Dating(self._tree, self._readings, self._happenings, parts, self._lang, self._published)
        for time in times:
            span, words = self._placed(time.span)
            if not words:
                continue
            taken.update(words)
            if time.kind in {"age", "set"}:
                continue
            placed = PlacedTime(time, span, words, _top(words))
            if self._is_named(placed):
                continue
            owners, basis = dating.owners(placed)
            value = None if time.mod in {"BEFORE", "AFTER"} else time.value
            head = placed.top.start if span.contains(placed.top.span) else span.start_char
            for draft in owners:
                draft.roles.append(Role("time", Node(time.text, span, head), value, basis, time.mod))
        return taken

    def _is_named(self, placed: PlacedTime) -> bool:
        """Whether a time is part of a name ("les Jeux olympiques d'hiver de 2016")."""
        mention = self._phraser.mention(placed.top)
        return mention is not None and mention.span.contains(placed.span) and mention.span != placed.span

    def _kind(self, word: Word) -> str:
        mention = self._phraser.mention(word)
        if (
            mention is None
            and word.text[0].isupper()
            and word.text.lower() in load_table(self._lang, "places")["directions"]
        ):
            return "Place"
        return mention.type if mention is not None else noun_types(self._lang).get(word.lemma, "")

    def _add_quantities(self, text: str) -> None:
        """Give amounts to the facts whose patient (or lone agent) they count or measure, or whose predicate they
        complete."""
        owner: dict[Word, list[Draft]] = {}
        before = None
        for amount in find_quantities(text, self._lang):
            span, words = self._placed(amount.span)
            if not words:
                continue
            top = _top(words)
            found = [d for d in self._drafts if self._counts(d, span, top, amount.kind)] or owner.get(top.head, [])
            if before is not None and text[before.span.end_char : amount.span.start_char] == " (":
                found = found or owner[self._placed(before.span)[1][0]]
            before = amount
            owner.update((w, found) for w in words)
            for draft in found:
                self._drop_measured(draft, words, amount.kind)
                draft.roles.append(Role("quantity", Node(amount.text, span, span.start_char), amount.quantity))
        for draft in self._drafts:
            draft.roles = [self._counted_or_served(role) for role in draft.roles]

    def _counts(self, draft: Draft, span: Span, top: Word, kind: str) -> bool:
        """Whether an amount counts or measures what a fact is about: the patients, or, where nobody suffers what the
        agents do, these."""
        counted = draft.patients or draft.agents
        if any(_is_counted(w, span, top) for w in counted):
            return True
        if draft.extractor == "contract":
            return any(draft.cue.end <= span.start_char < w.start for w in counted)
        if kind == "measure" and _is_of(top) and top.head.pos == "NOUN":
            return False
        if kind in {"money", "percentage", "measure"}:
            return top.head in counted or top.head is draft.cue
        suffered = draft.type not in _PEACEFUL and self._happenings.group(draft.type) in _SUFFERED
        return not suffered and draft.extractor == "clause" and any(_is_counted(w, span, top) for w in draft.agents)

    def _drop_measured(self, draft: Draft, words: Sequence[Word], kind: str) -> None:
        """Take the words of an amount out of the other places of a fact: of quantities without value, of topics, and of
        patients where they only complete the verb ("a reculé de 3 %")."""
        told = {"quantity", "topic"}
        draft.roles = [r for r in draft.roles if r.name not in told or r.value is not None or r.filler not in words]
        if draft.agents and draft.reading is not None and kind in {"money", "percentage", "measure"}:
            completed = draft.reading.casting.completed
            draft.patients = [w for w in draft.patients if w not in words or w not in completed and not _is_of(w)]

    def _counted_or_served(self, role: Role) -> Role:
        """ "acheter des jouets pour les enfants": somebody behind "pour" is no price but whom it is for."""
        if role.name != "quantity" or role.value is not None or not isinstance(role.filler, Word):
            return role
        return role._replace(name="recipient") if self._kind(role.filler) in _ACTORS else role

    def _add_purposes(self) -> None:
        for cue, drafts in self._by_cue.items():
            reading = self._by_head.get(cue)
            for child in reading.clause.children if reading is not None else ():
                intended = (
                    child.link in {"adverbial", "participle", "infinitive"}
                    and marker_kind(child, self._lang) == "intended"
                )
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


def _is_of(word: Word) -> bool:
    """Whether "de" stands before an amount."""
    return any(c.i < word.i and c.text.lower() in {"de", "d'", "d’"} for c in word.children)


def _is_counted(word: Word, span: Span, top: Word) -> bool:
    """Whether an amount stands around a word or before it, hung on it."""
    return span.contains(word.span) or top.head is word and top.i < word.i


def _without_times(draft: Draft, times: set[Word]) -> bool:
    """Take times out of agents, patients and speakers; False when that leaves the fact without what it is about."""
    agents, speakers = len(draft.agents), len(draft.speakers)
    draft.agents = [w for w in draft.agents if w not in times]
    draft.patients = [w for w in draft.patients if w not in times]
    draft.speakers = [w for w in draft.speakers if w not in times]
    if draft.predicate == "être" and not draft.patients:
        return False
    kept = (draft.agents or not agents) and (draft.speakers or not speakers)
    return bool(kept and (draft.agents or draft.patients))
