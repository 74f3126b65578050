"""The roles that prepositions tell: place, instrument, recipient, topic, purpose, and a happening for time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.extract.drafts import Draft, Role
from kg.extract.happenings import Happenings, phrases_of
from kg.extract.holders import is_function
from kg.extract.phrases import Phraser
from kg.extract.reading import Reading
from kg.extract.tree import Word, labels_of
from kg.extract.words import conjuncts, preposition_of
from kg.facts import Node
from kg.lang import load_table

_PLACES = frozenset({"Place", "Country", "Facility"})
_ACTORS = frozenset({"Person", "Organization", "Country", "Group"})
_AT_A_PLACE = frozenset({"LocatedIn", "Move", "Visit"})
_HARM = frozenset({"Kill", "Injure", "Die", "Destroy"})
_HARMING = frozenset({"Attack", "Accident"})
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
        phrases = self._phrases(cue, reading, times)
        for draft in drafts:
            self._mend_frame(draft)
            if reading is not None:
                draft.patients = [w for w in draft.patients if not self._is_setting(w, draft, reading)]
            if draft.type in _AT_A_PLACE:
                there = [w for w in draft.patients if w not in times and self._can_be_at(w, draft)]
                draft.roles.extend(Role("place", w) for w in there)
            own = [*phrases, *self._inherited(draft, reading)]
            draft.roles = [r for r in draft.roles if r.name != "topic" or not self._is_channel(r.filler, own)]
            for preposition, word in own:
                if preposition == "chez" and word.pos == "PRON":
                    draft.roles.append(Role("place", self._phraser.run(word.children[0], word)))
                    continue
                role = self._role(preposition, word, draft)
                if role and word not in times and not self._is_used(word, draft, reading) and not _fills(draft, word):
                    draft.roles.append(Role(role, word))

    def _can_be_at(self, word: Word, draft: Draft) -> bool:
        kind = self._kind(word)
        return kind in _PLACES or draft.type == "LocatedIn" and kind not in {"Person", "Group"}

    def _is_channel(self, filler: Word | Node, phrases: Sequence[Phrase]) -> bool:
        """Whether "sur" tells through what somebody speaks, not about what ("a réagi sur les ondes")."""
        known = {*self._table["channels"], *self._table["media"]}
        return any(w is filler and p == "sur" and known & {w.lemma, w.text} for p, w in phrases)

    def _is_setting(self, word: Word, draft: Draft, reading: Reading) -> bool:
        """Whether what was taken for a patient is where it happens: a place that completes a verb of no place, or a
        gathering before the verb ("au sommet, X s'est engagé")."""
        if word in reading.casting.completed and draft.type not in {*_AT_A_PLACE, "Be"}:
            met = draft.type == "Meet" and self._kind(word) == "Facility"
            return met or self._kind(word) in {"Place", "Country"}
        fronted = word.lemma in self._table["venues"] and word.i < reading.clause.finite_verb.i
        return fronted and any(w is word and p == "à" for p, w in reading.clause.obliques)

    def _phrases(self, cue: Word, reading: Reading | None, times: set[Word]) -> list[Phrase]:
        """(preposition, head) of the phrases that complete a predicate, those below its dates included ("dimanche, à
        Bristol")."""
        if reading is None:
            return self._below(cue)
        own = [
            (p, w) for p, w in phrases_of(reading.clause, self._lang) if p != "par" or w not in reading.clause.agents
        ]
        dates = [w for _, w in own if w in times or w.lemma in self._table["days"]]
        below = [pair for date in dates for pair in self._below(date)]
        return [*own, *below]

    def _below(self, word: Word) -> list[Phrase]:
        return [
            (preposition_of(c, self._lang), w)
            for c in word.kids(self._labels.complement)
            for w in conjuncts(c, self._labels)
        ]

    def _inherited(self, draft: Draft, reading: Reading | None) -> Iterator[Phrase]:
        """The phrases that the parser hung below a participant or a happening but that tell of the event itself."""
        obliques = [w for _, w in reading.clause.obliques] if reading is not None else []
        happenings = [w for w in self._happenings.of(reading) if self._happenings.is_happening(w)] if reading else []
        for noun in happenings:
            yield from (
                (p, w) for p, w in self._below(noun) if self._kind(w) in _PLACES and p in self._places["prepositions"]
            )
        if any(role.name == "place" for role in draft.roles):
            return
        for noun in (*draft.patients, *obliques):
            if noun.pos == "NOUN" and noun.i >= draft.cue.i and self._phraser.mention(noun) is None:
                yield from (pair for pair in self._below(noun) if self._tells_of(draft, noun, *pair))

    def _tells_of(self, draft: Draft, noun: Word, preposition: str, word: Word) -> bool:
        """Whether a phrase below a noun tells of the event that the noun takes part in."""
        given = noun in draft.patients
        if is_function(noun, self._lang):
            return False
        if self._phraser.mention(word) is not None and self._kind(word) in {"Place", "Country"}:
            there = self._happenings.group(draft.type) in _PHYSICAL or given and draft.type in self._table["sited"]
            if there and preposition in self._table["there"]:
                return True
        if preposition == "avec":
            return self._kind(word) == "Product" and given and bool(draft.agents)
        if preposition == "chez":
            return word.pos == "PRON"
        return preposition == "à" and given and self._receives(draft, word)

    def _receives(self, draft: Draft, word: Word) -> bool:
        """Whether somebody named below the thing given can be whom it is given to."""
        frame = draft.reading.casting.frame if draft.reading is not None else None
        has = any(role.name == "recipient" for role in draft.roles)
        if word.lemma in self._table["channels"]:
            return False
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
        if self._is_on_the_spot(preposition, word, group):
            return "place"
        if draft.type in _HARM and preposition in table["simultaneous"] and self._happenings.is_a(word, _HARMING):
            return "instrument"
        if group == "speech" and preposition in table["through"] and word.lemma in table["media"]:
            return "instrument"
        if preposition in self._places["temporal"] and self._happenings.is_happening(word):
            return "time"
        if preposition in self._places["means"] and kind not in _ACTORS:
            return "instrument"
        return "topic" if preposition in table["matter"] else ""

    def _is_on_the_spot(self, preposition: str, word: Word, group: str) -> bool:
        """Whether something happens at the seat of a body or somebody's home, on the air, or on the way."""
        table = self._table
        if preposition in table["inside"] and word.lemma.lower() in table["premises"]:
            return group not in {"speech", "cooperation", "politics"}
        if preposition in table["on_air"] and word.lemma in table["channels"]:
            return group in {"speech", "knowledge"}
        if preposition == "chez":
            return self._kind(word) == "Person" and group in {*_PHYSICAL, "movement"}
        return preposition == "par" and group == "movement" and self._kind(word) in _PLACES

    def _is_used(self, word: Word, draft: Draft, reading: Reading | None) -> bool:
        """Whether a word is part of what the predicate is ("mettre en place")."""
        if reading is None or word in reading.casting.completed or self._is_setting(word, draft, reading):
            return False
        return word in reading.casting.used and all(word is not w for _, w in reading.casting.roles)

    def _mend_frame(self, draft: Draft) -> None:
        """Take back what a frame gives to the wrong filler: works, happenings and most places receive nothing ("envoyé
        à l'usine"); a capital stands for its country ("fournir à Kiev des chars")."""
        draft.roles = [role for role in draft.roles if role.name != "recipient" or self._can_receive(role, draft)]
        draft.roles = [self._sited(role) for role in draft.roles]

    def _sited(self, role: Role) -> Role:
        """ "a tiré à Tripoli": a place is no instrument."""
        place = role.name == "instrument" and isinstance(role.filler, Word) and self._kind(role.filler) in _PLACES
        return role._replace(name="place") if place else role

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
