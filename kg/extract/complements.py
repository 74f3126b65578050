"""The roles that prepositions tell: place, instrument, recipient, topic, purpose, and a happening for time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.extract.clauses import conjuncts, preposition_of
from kg.extract.drafts import Draft, Role
from kg.extract.happenings import Happenings, phrases_of
from kg.extract.phrases import Phraser
from kg.extract.reading import Reading
from kg.extract.static import is_function
from kg.extract.tree import Word, labels_of
from kg.lang import load_table

_PLACES = frozenset({"Place", "Country", "Facility"})
_ACTORS = frozenset({"Person", "Organization", "Country", "Group"})
_AT_A_PLACE = frozenset({"LocatedIn", "Move", "Visit"})
# Where these happen, what they happen to is: "a détruit une usine à Kharkiv".
_PHYSICAL = frozenset({"conflict", "disaster", "coercion", "contact", "justice", "life", "sport"})

Phrase = tuple[str, Word]


class Complements:
    """Gives the drafts of clauses and nouns the roles that their prepositional phrases fill, in place."""

    def __init__(self, happenings: Happenings, phraser: Phraser, kind_of: Callable[[Word], str], lang: str):
        self._happenings, self._phraser, self._kind, self._lang = happenings, phraser, kind_of, lang
        self._labels = labels_of(lang)
        self._places, self._table = load_table(lang, "places"), load_table(lang, "circumstances")

    def add(self, cue: Word, drafts: Sequence[Draft], reading: Reading | None, times: set[Word]) -> None:
        """Add the roles of the drafts that one word states; ``times`` are words of dates, which fill no other role."""
        phrases = self._phrases(cue, reading)
        for draft in drafts:
            self._mend_recipients(draft)
            if reading is not None:
                draft.patients = [w for w in draft.patients if not self._is_setting(w, draft, reading)]
            if draft.type in _AT_A_PLACE:
                draft.roles.extend(Role("place", w) for w in draft.patients if self._kind(w) in _PLACES)
            own = phrases if reading is None else [*phrases, *self._inherited(draft, reading)]
            for preposition, word in own:
                if preposition == "chez" and word.pos == "PRON":
                    draft.roles.append(Role("place", self._phraser.run(word.children[0], word)))
                    continue
                role = self._role(preposition, word, draft)
                if role and word not in times and not self._is_used(word, draft, reading) and not _fills(draft, word):
                    draft.roles.append(Role(role, word))

    def _is_setting(self, word: Word, draft: Draft, reading: Reading) -> bool:
        """Whether what was taken for a patient is where it happens: a place that completes a verb of no place, or a
        gathering before the verb ("au sommet, X s'est engagé")."""
        if word in reading.casting.completed and draft.type not in {*_AT_A_PLACE, "Be"}:
            return self._kind(word) in {"Place", "Country"}
        fronted = word.lemma in self._table["venues"] and word.i < reading.clause.finite_verb.i
        return fronted and any(w is word and p == "à" for p, w in reading.clause.obliques)

    def _phrases(self, cue: Word, reading: Reading | None) -> list[Phrase]:
        """(preposition, head) of the phrases that complete a predicate, those below its dates included ("dimanche, à
        Bristol")."""
        if reading is None:
            return self._below(cue)
        own = [
            (p, w) for p, w in phrases_of(reading.clause, self._lang) if p != "par" or w not in reading.clause.agents
        ]
        below = [pair for _, w in own if w.lemma in self._table["days"] for pair in self._below(w)]
        return [*own, *below]

    def _below(self, word: Word) -> list[Phrase]:
        return [
            (preposition_of(c, self._lang), w)
            for c in word.kids(self._labels.complement)
            for w in conjuncts(c, self._labels)
        ]

    def _inherited(self, draft: Draft, reading: Reading) -> Iterator[Phrase]:
        """The phrases that the parser hung below a participant or a happening but that tell of the event itself."""
        group = self._happenings.group(draft.type)
        happenings = [w for _, w in phrases_of(reading.clause, self._lang) if self._happenings.accompanies(w, reading)]
        for noun in happenings:
            yield from (
                (p, w) for p, w in self._below(noun) if self._kind(w) in _PLACES and p in self._places["prepositions"]
            )
        if any(role.name == "place" for role in draft.roles):
            return
        for noun in (*draft.patients, *(w for _, w in reading.clause.obliques)):
            if (
                noun.pos != "NOUN"
                or noun.i < reading.head.i
                or is_function(noun, self._lang)
                or self._phraser.mention(noun)
            ):
                continue
            for preposition, word in self._below(noun):
                located = self._phraser.mention(word) is not None and self._kind(word) in {"Place", "Country"}
                if located and group in _PHYSICAL and preposition in self._table["there"]:
                    yield preposition, word
                elif (
                    preposition == "avec" and self._kind(word) == "Product" and noun in draft.patients and draft.agents
                ):
                    yield preposition, word
                elif preposition == "chez" and word.pos == "PRON":
                    yield preposition, word
                elif preposition == "à" and noun in draft.patients and self._receives(draft, word):
                    yield preposition, word

    def _receives(self, draft: Draft, word: Word) -> bool:
        """Whether somebody named below the thing given can be whom it is given to."""
        frame = draft.reading.casting.frame if draft.reading is not None else None
        has = any(role.name == "recipient" for role in draft.roles)
        return frame is not None and frame.slots.get("à") == "recipient" and not has and self._kind(word) in _ACTORS

    def _role(self, preposition: str, word: Word, draft: Draft) -> str:
        kind, table = self._kind(word), self._table
        group = self._happenings.group(draft.type)
        if self._receives(draft, word) and preposition == "à":
            return "recipient"
        if preposition == "pour" and draft.type in table["benefiting"] and kind in _ACTORS:
            return "recipient"
        if preposition == "pour" and draft.type in table["serving"] and kind in {"Product", "Concept", "Event", "Work"}:
            return "purpose"
        if preposition == "devant" and group == "speech" and kind in _ACTORS:
            return "recipient"
        if word.lemma in table["venues"] and preposition in {"à", *table["simultaneous"]} and kind not in _ACTORS:
            return "place"
        if preposition in self._places["prepositions"] and kind in _PLACES:
            return "place"
        if group == "speech" and preposition in table["through"] and word.lemma in table["media"]:
            return "instrument"
        if preposition in self._places["temporal"] and self._happenings.is_happening(word):
            return "time"
        if preposition in self._places["means"] and kind not in _ACTORS:
            return "instrument"
        return "topic" if preposition in table["matter"] else ""

    def _is_used(self, word: Word, draft: Draft, reading: Reading | None) -> bool:
        """Whether a word is part of what the predicate is ("mettre en place")."""
        if reading is None or word in reading.casting.completed or self._is_setting(word, draft, reading):
            return False
        return word in reading.casting.used and all(word is not w for _, w in reading.casting.roles)

    def _mend_recipients(self, draft: Draft) -> None:
        """Works, happenings and most places receive nothing: "envoyé à l'usine" has no recipient; a capital stands for
        its country ("fournir à Kiev des chars")."""
        draft.roles = [role for role in draft.roles if role.name != "recipient" or self._can_receive(role, draft)]

    def _can_receive(self, role: Role, draft: Draft) -> bool:
        filler = role.filler
        if not isinstance(filler, Word) or filler.pos == "PRON":
            return True
        if filler.lemma in self._table["channels"]:
            return False
        state = self._kind(filler) == "Place" and self._phraser.mention(filler) is not None
        return self._kind(filler) in {*_ACTORS, "Product"} or (
            state and draft.type in self._table["benefiting"] and draft.cue.lemma not in self._table["sending"]
        )


def _fills(draft: Draft, word: Word) -> bool:
    return word in draft.patients or word in draft.agents or any(role.filler is word for role in draft.roles)
