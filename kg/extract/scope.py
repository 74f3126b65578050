"""How far a time or a place reaches: the other predicates of a sentence, and the next one, that it holds for too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.clauses import Clause
from kg.extract.dating import tense_of
from kg.extract.drafts import Draft, Role
from kg.extract.happenings import Happenings
from kg.extract.reading import Reading
from kg.extract.tree import Tree, Word
from kg.extract.words import is_infinitive, is_past_participle
from kg.facts import Node
from kg.lang import load_table


@dataclass(frozen=True, slots=True)
class _Reach:
    """What dates or places the predicate ``source`` does the same for ``target`` when ``allowed`` says so."""

    source: Word
    target: Word
    allowed: Callable[[Role], bool]
    basis: str = "shared"


class Scope:
    """Hands times and places on between the drafts of one paragraph."""

    def __init__(self, tree: Tree, readings: Sequence[Reading], happenings: Happenings, lang: str):
        self._tree, self._readings, self._happenings, self._lang = tree, readings, happenings, lang
        self._cues = happenings.cues
        self._by_head = {r.head: r for r in readings}

    def spread(self) -> None:
        """Lend every predicate that has no time or no place of its own those of the predicates it happens with."""
        reaches = [*self._reaches()]
        while sum(self._lend(reach) for reach in reaches):
            pass

    def _lend(self, reach: _Reach) -> bool:
        lent = False
        source = self._cues.get(reach.source, ())
        for draft in self._cues.get(reach.target, ()):
            own = {role.name for role in draft.roles}
            for role in source[0].roles if source else ():
                shared = role.name == "place" or role.name == "time" and isinstance(role.filler, Node)
                if shared and role.name not in own and reach.allowed(role) and not _is_participant(role.filler, draft):
                    draft.roles.append(role._replace(basis=reach.basis))
                    lent = True
        return lent

    def _reaches(self) -> Iterator[_Reach]:
        for reading in self._readings:
            above = reading.clause.governor
            if above is not None and above.head in self._by_head:
                yield from self._from_above(reading, self._by_head[above.head])
            yield from self._with_happenings(reading)
        yield from self._frames()

    def _from_above(self, reading: Reading, above: Reading) -> Iterator[_Reach]:
        clause, first = reading.clause, above.clause
        if clause.link == "conjunct":
            yield from self._between_conjuncts(clause, first)
        elif _is_gerund(clause) or _has_subject_of(clause, first) and self._is_act(reading):
            yield _Reach(above.head, reading.head, _always)
        elif clause.link in {"participle", "relative"} and self._is_act(reading) and clause.antecedent is not None:
            happening = self._happenings.accompanies(clause.antecedent, above)
            simple = clause.link == "participle" and clause.finite_verb is clause.head
            present = clause.link == "participle" and not is_past_participle(clause.head)
            involved = clause.antecedent in {*above.casting.agents, *above.casting.patients}
            involved = involved and not self._happenings.is_happening(clause.antecedent)
            past = clause.link == "relative" and tense_of(clause, self._lang) == "past"
            if happening and (present or past or not simple) or simple and present and involved:
                yield _Reach(above.head, reading.head, _always)

    def _between_conjuncts(self, clause: Clause, first: Clause) -> Iterator[_Reach]:
        """ "Dimanche, la statue est arrachée, puis jetée": what stands before the verbs holds for both, what stands
        between or behind them for participles of one auxiliary and for infinitives."""
        tenses = [tense_of(c, self._lang) for c in (first, clause)]
        one_auxiliary = is_past_participle(clause.head) and clause.verb is clause.head
        if is_infinitive(first.head) or one_auxiliary or tenses[0] == tenses[1] or not tenses[1]:
            subject = min((w.start for w in first.subjects), default=first.head.start)
            yield _Reach(first.head, clause.head, lambda role: _start(role) < subject)
        if one_auxiliary and not clause.own_subject:
            yield _Reach(first.head, clause.head, _is_time)
        if is_infinitive(first.head) or one_auxiliary and not self._follows(clause):
            yield _Reach(clause.head, first.head, _is_time)

    def _follows(self, clause: Clause) -> bool:
        """Whether an adverb says that what a clause tells comes later ("puis")."""
        sequel = load_table(self._lang, "circumstances")["sequel"]
        return any(w.text.lower() in sequel for w in clause.head.children)

    def _with_happenings(self, reading: Reading) -> Iterator[_Reach]:
        for noun in self._happenings.of(reading):
            if noun in self._cues:
                yield _Reach(noun, reading.head, _always)
                yield _Reach(reading.head, noun, _always)

    def _is_act(self, reading: Reading) -> bool:
        return self._happenings.group(reading.casting.type) not in {"state", "relation", "other", "knowledge"}

    def _frames(self) -> Iterator[_Reach]:
        """A time or place that opens a sentence told in the present reaches the next one, told in the present too, of
        something that the first one names (Charolles 1997, "L'encadrement du discours")."""
        roots = [r for r in self._readings if r.clause.governor is None and r.clause.link == "root"]
        for first, second in pairwise(roots):
            adjacent = self._tree.sentence_of(first.head)[1] == self._tree.sentence_of(second.head)[0]
            told = all(tense_of(r.clause, self._lang) == "present" and self._is_act(r) for r in (first, second))
            if adjacent and told and not (first.speakers or second.speakers) and _same_subject(first, second):
                start = min(w.start for w in first.head.subtree())
                subject = min((w.start for w in first.clause.subjects), default=start)
                yield _Reach(first.head, second.head, lambda r, end=subject: _start(r) < end, "frame")  # type: ignore[misc]


def _always(role: Role) -> bool:
    return True


def _is_time(role: Role) -> bool:
    return role.name == "time"


def _is_gerund(clause: Clause) -> bool:
    return clause.link == "adverbial" and clause.marker == "en" and clause.head.text.lower().endswith("ant")


def _has_subject_of(clause: Clause, first: Clause) -> bool:
    """Whether a clause is a present participle that tells what the subject of the first does by it (", tuant …")."""
    present = clause.finite_verb is clause.head and clause.head.text.lower().endswith("ant")
    return present and clause.link == "adverbial" and bool(clause.subjects) and clause.subjects == first.subjects


def _same_subject(first: Reading, second: Reading) -> bool:
    before = {w.lemma for w in (*first.casting.agents, *first.casting.patients)}
    return any(w.lemma in before or w.pos == "PRON" for w in second.clause.subjects)


def _is_participant(filler: Word | Node, draft: Draft) -> bool:
    return isinstance(filler, Word) and (filler in draft.agents or filler in draft.patients)


def _start(role: Role) -> int:
    return role.filler.start if isinstance(role.filler, Word) else role.filler.span.start_char
