"""What stands above a clause makes of it: supposed, intended, denied, said by somebody, or not to be told at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.clauses import Clause
from kg.extract.frames import is_persisting, is_transparent
from kg.extract.reality import (
    goes_on_infinitive,
    is_cleft,
    is_conditioned,
    is_narrators,
    is_noun_content,
    is_reason,
    is_wished,
    marker_kind,
    stronger,
)
from kg.extract.sharing import noun_modality
from kg.extract.tree import Word, labels_of
from kg.extract.words import grammar, is_finite, is_infinitive, is_past_participle, is_subjunctive
from kg.facts import Modality

if TYPE_CHECKING:
    from kg.extract.reading import Reading

# What these have for content is wished whether an infinitive or a clause says it.
_WISHING = frozenset({"Request", "Propose", "Want", "Need"})


@dataclass(slots=True)
class Context:
    """What a governor hands down: modality, source, whether anything below may be said at all, and whether it is
    denied with the modal verb above it ("ne peut pas durer")."""

    modality: Modality = "actual"
    source: Reading | None = None
    dropped: bool = False
    denied: bool = False


def hand_down(clause: Clause, readings: dict[Clause, Reading], contexts: dict[Clause, Context], lang: str) -> Context:
    """The context of a clause, from the readings and contexts of those above it."""
    if is_noun_content(clause, lang):
        return Context(dropped=True)
    governor = clause.governor
    kind = noun_modality(clause, lang) if clause.link == "infinitive" else ""
    if governor is None:
        return Context(dropped=True) if kind == "none" else Context(stronger(kind, "actual"))
    above, outer = readings[governor], contexts[governor]
    if kind:
        return _noun_context(clause, kind, above, outer)
    if clause.link == "infinitive" and _denies_infinitive(clause, above, lang):
        above.stated = False
        return Context(outer.modality, outer.source, outer.dropped, denied=True)
    if clause.link == "conjunct":
        marked = marker_kind(governor, lang) and not clause.marker
        alike = goes_on_infinitive(clause, governor, lang)
        modality = above.modality if marked or alike else outer.modality
        shared = Context(modality, outer.source, outer.dropped, outer.denied and alike)
        if is_transparent(governor, lang) and is_finite(clause.finite_verb):
            return contexts[governor.governor] if governor.governor else Context()
        return shared
    inverted = bool(clause.subjects) and clause.subjects[0].i > clause.finite_verb.i
    follows = clause.link == "parataxis" and clause.head.i > governor.head.i
    quoted = follows and above.content.attributed and not inverted
    if clause.link in {"complement", "infinitive", "relative", "participle"} and _tells_fiction(clause, above, lang):
        return Context(outer.modality, outer.source, dropped=True)
    if quoted or clause.link in {"complement", "infinitive"} and not is_transparent(governor, lang):
        return _complement_context(clause, above, outer, lang)
    if clause.link in {"complement", "infinitive"}:
        denied = above.polarity == "negative" and not is_persisting(governor, lang)
        kept = is_transparent(governor, lang) in {"possible", "composite"}
        return Context(outer.modality, outer.source, outer.dropped or denied and not kept, denied)
    if above.polarity == "negative" and governor.voice == "copula" and is_cleft(governor, lang):
        return Context(outer.modality, outer.source, dropped=True)
    if clause.antecedent is not None and above.polarity == "negative" and _is_denied(clause.antecedent, above):
        return Context(outer.modality, outer.source, dropped=True)
    carries = clause.link in {"adverbial", "participle", "relative", "other"}
    source = outer.source if carries else None
    if clause.antecedent is not None and clause.antecedent.text.lower() == "ce" and _is_added(clause.antecedent, lang):
        source = None
    if marker_kind(clause, lang) == "conditional" and tells_more(governor, above):
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
    return Context(modality, source, outer.dropped and clause.link != "relative")


def _noun_context(clause: Clause, kind: str, above: Reading, outer: Context) -> Context:
    """What a noun makes of the infinitive below it, said by whoever announces it; the noun itself is no participant."""
    if kind == "none" or above.polarity == "negative":
        return Context(outer.modality, outer.source, dropped=True)
    noun = clause.head.head
    if above.content.attributed:
        above.casting.patients = [w for w in above.casting.patients if w is not noun]
    source = above if above.content.attributed else outer.source
    return Context(stronger(outer.modality, kind), source, outer.dropped)


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


def _complement_context(clause: Clause, above: Reading, outer: Context, lang: str) -> Context:
    content = above.content
    infinitive = is_infinitive(clause.finite_verb)
    if content.modality == "denied" and (infinitive or clause.link != "parataxis"):
        return Context(outer.modality, above, outer.dropped or above.polarity == "negative", denied=True)
    if above.polarity == "negative" and above.clause.lemma in grammar(lang)["verbs"]["excluding"]:
        return Context("possible", above, outer.dropped)
    failed = above.clause.lemma in grammar(lang)["modal"]["failed"]
    if content.modality == "none" or above.polarity == "negative" or failed:
        return Context(outer.modality, outer.source, dropped=True)
    if is_narrators(above.clause, lang):
        return Context("actual", outer.source, outer.dropped)
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
    return Context(modality, source, outer.dropped)


def colour(context: Context, reading: Reading, kind: str) -> None:
    """Hand a modal verb's meaning to the infinitive below it; a negated modal says nothing of the infinitive."""
    if kind not in {"phase", "composite"}:
        context.modality = stronger(context.modality, kind)
    context.modality = stronger(context.modality, reading.modality)


def tells_more(clause: Clause, reading: Reading) -> bool:
    """Whether a clause of saying has content, to which a condition behind belongs ("menace de partir si …")."""
    return reading.content.attributed and any(c.link in {"infinitive", "complement"} for c in clause.children)
