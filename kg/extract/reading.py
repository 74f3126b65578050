"""Clauses interpreted from the top down: who does what, how real it is, and under whose word it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.clauses import Clause, take_agents
from kg.extract.contexts import Context, colour, hand_down, tells_more
from kg.extract.existence import is_existential, is_unsaid
from kg.extract.frames import Casting, cast_clause, is_transparent
from kg.extract.informants import resolve_anybody
from kg.extract.kinds import is_actor
from kg.extract.reality import is_hearsay, is_reason, marker_kind, own_modality, polarity_of, stronger
from kg.extract.sharing import (
    controlled_subject,
    described_by,
    is_bare_participle,
    is_told_by_noun,
    noun_modality,
    resolve_participle,
    resolve_relative,
    share_conjunct,
    share_objects,
    top_down,
)
from kg.extract.tree import Tree, Word
from kg.extract.words import grammar, is_finite, is_infinitive
from kg.facts import Modality, Polarity
from kg.schema import Content, Schema

PLAIN = Content()
# What has this done to it does what it was done for.
_SERVING = frozenset(
    {"Mobilize", "Move", "Transport", "Appoint", "Hire", "Elect", "Create", "Produce", "Use", "Investigate"}
)
_TELLING = frozenset({"Say", "Announce", "Criticize", "Warn"})


@dataclass(slots=True, eq=False)
class Reading:
    """A clause with its meaning. ``stated`` is False for verbs that only colour another ("pouvoir") and for dropped
    ones.

    ``source`` is the reading whose agent is the source of this one by syntax; ``speakers`` are the heads of those who
    say it once quotations are read too; ``quoted`` means inside a quotation, ``silenced`` said by nobody known: no fact
    may come of it.
    """

    clause: Clause
    casting: Casting
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    stated: bool = True
    source: Reading | None = None
    speakers: list[Word] = field(default_factory=list)
    speaker_cue: Word | None = None
    silenced: bool = False
    quoted: bool = False

    def __hash__(self) -> int:
        return self.clause.head.start

    @property
    def head(self) -> Word:
        return self.clause.head

    def tells(self, word: Word) -> bool:
        """Whether a word stands in what the reading's agent tells of ("il a rappelé les attaques qui …")."""
        if self.casting.type not in _TELLING or not self.casting.agents:
            return False
        told = [*self.casting.patients, *(w for role, w in self.casting.roles if role == "topic")]
        return any(word is w or w in set(word.ancestors()) for w in told)

    @property
    def content(self) -> Content:
        return self.casting.frame.content if self.casting.frame else PLAIN


def read_clauses(tree: Tree, clauses: list[Clause], schema: Schema) -> list[Reading]:
    """Interpret the clauses of a paragraph; the readings come in text order."""
    lang = schema.lang
    readings: dict[Clause, Reading] = {}
    contexts: dict[Clause, Context] = {}
    share_objects(clauses, lang)
    for clause in top_down(clauses):
        resolve_relative(clause, lang)
        resolve_participle(clause, lang)
        share_conjunct(clause, lang)
        resolve_anybody(clause, lang)
        _complete_verb(clause, readings, lang)
        _take_subject(clause, readings, lang)
        reading = Reading(clause, cast_clause(clause, schema))
        _lend_object(reading, readings)
        readings[clause] = reading
        context = contexts[clause] = hand_down(clause, readings, contexts, lang)
        reading.source = context.source
        if is_told_by_noun(clause, lang):
            reading.source, reading.speakers, reading.speaker_cue = None, list(clause.subjects), clause.head.head
        reading.polarity = "negative" if context.denied else polarity_of(clause, lang)
        own = own_modality(
            clause,
            lang,
            reported=context.source is not None and not is_hearsay(clause, context.source.clause, lang),
            asked=tree.is_question(clause.head),
            correlative=tree.is_correlative(clause.head, grammar(lang)["markers"]["correlative"]),
            telling=tells_more(clause, reading),
        )
        reading.modality = stronger(own, context.modality)
        kind = is_transparent(clause, lang)
        reading.stated = reading.stated and not context.dropped and not kind and not _is_auxiliary_phrase(clause, lang)
        if kind:
            colour(context, reading, kind)
    return [readings[c] for c in sorted(readings, key=lambda c: c.head.i)]


def _complete_verb(clause: Clause, readings: dict[Clause, Reading], lang: str) -> None:
    """ "accuser X d'avoir menti": an infinitive hung on a participant completes the verb, when the verb takes
    infinitives."""
    governor = clause.governor
    if clause.link != "participle" or governor is None or not is_infinitive(clause.finite_verb):
        return
    if clause.marker and clause.marker not in grammar(lang)["markers"]["complement"]:
        return
    frame = readings[governor].casting.frame
    participants = {*governor.objects, *governor.datives, *governor.agents, *(w for _, w in governor.obliques)}
    if frame is not None and (frame.control or frame.content != PLAIN) and clause.antecedent in participants:
        clause.link, clause.subjects = "infinitive", []
        clause.voice = "active" if clause.voice == "passive" else clause.voice


def _lend_object(reading: Reading, readings: dict[Clause, Reading]) -> None:
    """ "refuse de commenter les remarques", "veut voir une résolution": a verb of refusal or will without object takes
    that of its infinitive."""
    clause = reading.clause
    above = readings.get(clause.governor) if clause.governor is not None else None
    if above is None or clause.link != "infinitive" or above.casting.patients or not reading.casting.patients:
        return
    perceived = above.casting.type == "Want" and reading.casting.type == "Discover"
    if above.content.modality == "none" or perceived:
        above.casting.patients = list(reading.casting.patients)
        reading.stated = not perceived


def _is_auxiliary_phrase(clause: Clause, lang: str) -> bool:
    if is_existential(clause):
        return not clause.objects or any(is_unsaid(w, lang) for w in clause.objects)
    return clause.impersonal and clause.head.lemma in {"avoir", "falloir", "s'agir", "agir"}


def _take_subject(clause: Clause, readings: dict[Clause, Reading], lang: str) -> None:
    """Infinitives, gerunds and subjectless adverbials take their subject from the clause above."""
    governor = clause.governor
    if governor is None or clause.own_subject or clause.subjects or clause.impersonal:
        return
    above = readings[governor]
    if is_existential(governor) or clause.link == "infinitive" and noun_modality(clause, lang):
        return
    if clause.link in {"infinitive", "complement"} and is_infinitive(clause.finite_verb):
        if is_transparent(governor, lang):
            seen = governor.lemma in grammar(lang)["verbs"]["witness"]
            clause.subjects = list(governor.objects if seen else governor.subjects)
        else:
            frame = above.casting.frame
            idiom = above.casting.used if above.casting.rule.startswith("phrase") else set()
            clause.subjects = controlled_subject(
                frame.control if frame else "", governor, idiom - set(governor.subjects)
            )
    elif clause.link == "infinitive" and is_bare_participle(clause, lang):
        if governor.lemma in grammar(lang)["verbs"]["attributive"]:
            clause.subjects = list(governor.subjects if governor.voice == "reflexive" else governor.objects)
            clause.voice = "passive"
            take_agents(clause, lang)
            clause.subjects = clause.subjects if clause.agents else []
    elif clause.link == "adverbial" and is_bare_participle(clause, lang):
        clause.voice = "passive"
        take_agents(clause, lang)
        clause.subjects = described_by(clause, governor)
    elif clause.link == "adverbial" and clause.marker == "comme" and not is_infinitive(clause.finite_verb):
        clause.subjects = list(governor.subjects if governor.voice in {"passive", "reflexive"} else governor.objects)
    elif clause.link == "adverbial" and not is_finite(clause.finite_verb) and not governor.impersonal:
        clause.subjects = _adverbial_subject(clause, above, lang)


def _adverbial_subject(clause: Clause, above: Reading, lang: str) -> list[Word]:
    """Who does what a gerund or an infinitive beside a clause tells: its subject. A passive without agent is done for a
    purpose by its subject only where that can act or is made or moved to do so."""
    governor = above.clause
    if is_reason(clause, lang) and governor.voice == "active" and governor.objects:
        return [w for w in governor.objects if is_actor(w, lang)]
    if governor.voice != "passive":
        return list(governor.subjects)
    if marker_kind(clause, lang) == "intended":
        active = above.casting.type in _SERVING or all(is_actor(w, lang) for w in governor.subjects)
        return list(governor.agents) or (list(governor.subjects) if active else [])
    return list(governor.agents) if clause.marker == "en" and governor.agents else list(governor.subjects)
