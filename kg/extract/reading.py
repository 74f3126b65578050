"""Clauses interpreted from the top down: who does what, how real it is, and under whose word it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.clauses import (
    Clause,
    grammar,
    is_finite,
    is_infinitive,
    is_past_participle,
    is_subjunctive,
    take_agents,
)
from kg.extract.existence import is_existential, is_unsaid
from kg.extract.frames import Casting, cast_clause, is_persisting, is_transparent
from kg.extract.informants import resolve_anybody
from kg.extract.kinds import is_actor
from kg.extract.reality import (
    goes_on_infinitive,
    is_cleft,
    is_conditioned,
    is_hearsay,
    is_narrators,
    is_noun_content,
    is_reason,
    is_wished,
    marker_kind,
    own_modality,
    polarity_of,
    stronger,
)
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
from kg.extract.tree import Tree, Word, labels_of
from kg.facts import Modality, Polarity
from kg.schema import Content, Schema

PLAIN = Content()
# What these have for content is wished whether an infinitive or a clause says it.
_WISHING = frozenset({"Request", "Propose", "Want", "Need"})
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


@dataclass(slots=True)
class _Context:
    """What a governor hands down: modality, source, whether anything below may be said at all, and whether it is
    denied with the modal verb above it ("ne peut pas durer")."""

    modality: Modality = "actual"
    source: Reading | None = None
    dropped: bool = False
    denied: bool = False


def read_clauses(tree: Tree, clauses: list[Clause], schema: Schema) -> list[Reading]:
    """Interpret the clauses of a paragraph; the readings come in text order."""
    lang = schema.lang
    readings: dict[Clause, Reading] = {}
    contexts: dict[Clause, _Context] = {}
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
        context = contexts[clause] = _context(clause, readings, contexts, lang)
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
            telling=_tells_more(clause, reading),
        )
        reading.modality = stronger(own, context.modality)
        kind = is_transparent(clause, lang)
        reading.stated = reading.stated and not context.dropped and not kind and not _is_auxiliary_phrase(clause, lang)
        if kind:
            _colour(context, reading, kind)
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


def _tells_more(clause: Clause, reading: Reading) -> bool:
    """Whether a clause of saying has content, to which a condition behind belongs ("menace de partir si …")."""
    return reading.content.attributed and any(c.link in {"infinitive", "complement"} for c in clause.children)


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


def _colour(context: _Context, reading: Reading, kind: str) -> None:
    """Hand a modal verb's meaning to the infinitive below it; a negated modal says nothing of the infinitive."""
    if kind not in {"phase", "composite"}:
        context.modality = stronger(context.modality, kind)
    context.modality = stronger(context.modality, reading.modality)


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


def _context(clause: Clause, readings: dict[Clause, Reading], contexts: dict[Clause, _Context], lang: str) -> _Context:
    if is_noun_content(clause, lang):
        return _Context(dropped=True)
    governor = clause.governor
    kind = noun_modality(clause, lang) if clause.link == "infinitive" else ""
    if governor is None:
        return _Context(dropped=True) if kind == "none" else _Context(stronger(kind, "actual"))
    above, outer = readings[governor], contexts[governor]
    if kind:
        return _noun_context(clause, kind, above, outer)
    if clause.link == "infinitive" and _denies_infinitive(clause, above, lang):
        above.stated = False
        return _Context(outer.modality, outer.source, outer.dropped, denied=True)
    if clause.link == "conjunct":
        marked = marker_kind(governor, lang) and not clause.marker
        alike = goes_on_infinitive(clause, governor, lang)
        modality = above.modality if marked or alike else outer.modality
        shared = _Context(modality, outer.source, outer.dropped, outer.denied and alike)
        if is_transparent(governor, lang) and is_finite(clause.finite_verb):
            return contexts[governor.governor] if governor.governor else _Context()
        return shared
    inverted = bool(clause.subjects) and clause.subjects[0].i > clause.finite_verb.i
    follows = clause.link == "parataxis" and clause.head.i > governor.head.i
    quoted = follows and above.content.attributed and not inverted
    if clause.link in {"complement", "infinitive", "relative", "participle"} and _tells_fiction(clause, above, lang):
        return _Context(outer.modality, outer.source, dropped=True)
    if quoted or clause.link in {"complement", "infinitive"} and not is_transparent(governor, lang):
        return _complement_context(clause, above, outer, lang)
    if clause.link in {"complement", "infinitive"}:
        denied = above.polarity == "negative" and not is_persisting(governor, lang)
        kept = is_transparent(governor, lang) in {"possible", "composite"}
        return _Context(outer.modality, outer.source, outer.dropped or denied and not kept, denied)
    if above.polarity == "negative" and governor.voice == "copula" and is_cleft(governor, lang):
        return _Context(outer.modality, outer.source, dropped=True)
    if clause.antecedent is not None and above.polarity == "negative" and _is_denied(clause.antecedent, above):
        return _Context(outer.modality, outer.source, dropped=True)
    carries = clause.link in {"adverbial", "participle", "relative", "other"}
    source = outer.source if carries else None
    if clause.antecedent is not None and clause.antecedent.text.lower() == "ce" and _is_added(clause.antecedent, lang):
        source = None
    if marker_kind(clause, lang) == "conditional" and _tells_more(governor, above):
        source = above
    if is_reason(clause, lang) and above.content.attributed and above.casting.type != "Praise":
        source = above
    if clause.link in {"relative", "participle"}:
        while source is not None and source.content.modality:
            source = source.source
        restrictive = clause.link == "participle" and _identifies(clause)
        if clause.antecedent is not None and (_is_named(clause.antecedent) or restrictive):
            source = None
        elif clause.antecedent is not None and above.tells(clause.antecedent):
            source = above
    present = clause.link == "participle" and not is_past_participle(clause.head)
    wished = is_wished(clause, above.casting.patients)
    modality = above.modality if present and not _identifies(clause) or wished else "actual"
    return _Context(modality, source, outer.dropped and clause.link != "relative")


def _noun_context(clause: Clause, kind: str, above: Reading, outer: _Context) -> _Context:
    """What a noun makes of the infinitive below it, said by whoever announces it; the noun itself is no participant."""
    if kind == "none" or above.polarity == "negative":
        return _Context(outer.modality, outer.source, dropped=True)
    noun = clause.head.head
    if above.content.attributed:
        above.casting.patients = [w for w in above.casting.patients if w is not noun]
    source = above if above.content.attributed else outer.source
    return _Context(stronger(outer.modality, kind), source, outer.dropped)


def _denies_infinitive(clause: Clause, above: Reading, lang: str) -> bool:
    """ "n'a pas souhaité répondre", "sans parvenir à éteindre le feu": denied, these verbs deny what stands below them
    (Karttunen 1971, "Implicative verbs")."""
    verbs, governor = grammar(lang)["verbs"], above.clause
    if above.polarity != "negative" or not is_infinitive(clause.finite_verb):
        return False
    past = governor.verb is not governor.head or governor.marker.startswith("sans")
    return governor.lemma in verbs["implicative"] or past and governor.lemma in verbs["implicative_past"]


def _identifies(clause: Clause) -> bool:
    """ "soutenir les employés faisant partie du projet": behind a definite noun a participle tells which ones."""
    noun = clause.antecedent
    definite = noun is not None and any(d.morph.get("Definite") == "Def" for d in noun.children if d.pos == "DET")
    return definite and not clause.detached


def _tells_fiction(clause: Clause, above: Reading, lang: str) -> bool:
    """ "Le film montre un général qui tue le roi": what a work tells happens nowhere else; what is added to the work
    itself does."""
    if clause.antecedent is not None and clause.antecedent in {*above.casting.agents, *above.clause.subjects}:
        return False
    return any(w.lemma in grammar(lang)["modal"]["fiction"] and w.pos == "NOUN" for w in above.casting.agents)


def _is_denied(noun: Word, above: Reading) -> bool:
    """ "n'a trouvé ni arme ni témoin qui l'accuse", "aucun élément prouvant …": of what is not, nothing is said."""
    said = {*above.clause.subjects, *above.clause.objects, *above.casting.patients}
    before = {c.text.lower() for c in noun.children if c.pos in {"DET", "ADP", "CCONJ"} and c.i < noun.i}
    return noun in said and bool(before & {"de", "d'", "aucun", "aucune", "nul", "nulle", "ni"})


def _is_added(word: Word, lang: str) -> bool:
    """ "…, ce que le ministère dément": beside the clause, not in it."""
    labels = labels_of(lang)
    return word.dep in labels.unclear | labels.apposition | labels.parataxis


def _is_named(noun: Word) -> bool:
    """A name, or a noun with a name beside it: what is added to it is the article's own word."""
    return noun.pos == "PROPN" or any(
        c.pos == "PROPN" and not any(g.pos == "ADP" for g in c.children) for c in noun.children
    )


def _colour_of_governor(clause: Clause, above: Reading, lang: str) -> Modality:
    """What an adjective, an unlisted verb or the subjunctive makes of the clause below: never more than it says."""
    words = grammar(lang)["modal"]
    lemmas = {
        above.clause.lemma,
        above.clause.head.text.lower(),
        above.clause.attribute.lemma if above.clause.attribute else above.clause.lemma,
    }
    for kind in ("possible", "necessary", "intended"):
        if lemmas & set(words[kind]):
            return kind
    if above.casting.frame is None and above.clause.voice != "copula":
        return "intended" if is_infinitive(clause.finite_verb) else "possible"
    if is_subjunctive(clause.finite_verb) and not lemmas & set(words["factive"]):
        return "possible"
    return "actual"


def _complement_context(clause: Clause, above: Reading, outer: _Context, lang: str) -> _Context:
    content = above.content
    infinitive = is_infinitive(clause.finite_verb)
    if content.modality == "denied" and (infinitive or clause.link != "parataxis"):
        return _Context(outer.modality, above, outer.dropped or above.polarity == "negative", denied=True)
    if above.polarity == "negative" and above.clause.lemma in grammar(lang)["verbs"]["excluding"]:
        return _Context("possible", above, outer.dropped)
    failed = above.clause.lemma in grammar(lang)["modal"]["failed"]
    if content.modality == "none" or above.polarity == "negative" or failed:
        return _Context(outer.modality, outer.source, dropped=True)
    if is_narrators(above.clause, lang):
        return _Context("actual", outer.source, outer.dropped)
    told = content.attributed and not (above.clause.impersonal and above.clause.voice == "active")
    source = above if told else outer.source
    inherited: Modality = outer.modality if infinitive else "actual"
    modality = stronger(inherited, _colour_of_governor(clause, above, lang))
    if content.attributed and is_conditioned(above.clause, lang):
        modality = stronger(modality, "conditional")
    wished = content.modality == "possible" or above.casting.type in _WISHING
    if content.modality and (infinitive or not content.attributed or wished):
        modality = stronger(modality, content.modality)
    if above.modality != "actual" and content.attributed:
        modality = stronger(modality, "possible")
    elif above.modality != "actual" and infinitive:
        modality = stronger(modality, above.modality)
    return _Context(modality, source, outer.dropped)
