"""Facts of clauses: one for each stated reading with a participant."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.clauses import grammar
from kg.extract.drafts import Draft
from kg.extract.reading import Reading
from kg.extract.tree import Word


def clause_facts(readings: list[Reading], lang: str) -> Iterator[Draft]:
    """A draft for every clause that states something of somebody."""
    for reading in readings:
        casting, clause = reading.casting, reading.clause
        if not reading.stated or reading.silenced or not (casting.agents or casting.patients):
            continue
        if clause.voice != "passive" and not casting.agents and not clause.impersonal:
            continue
        if clause.voice == "copula" and casting.frame is None and not (casting.agents and casting.patients):
            continue
        if _is_bare_participle(reading):
            continue
        draft = Draft(casting.type, _predicate(reading, lang), reading.head, "clause", casting.rule,
                      agents=_distinct(casting.agents), patients=_distinct(casting.patients),
                      polarity=reading.polarity, modality=reading.modality).stand_in(reading)
        draft.roles = [(role, word, None) for role, word in casting.roles]
        draft.evidence = [clause.finite_verb, reading.head, *draft.agents, *draft.patients]
        yield draft


def _is_bare_participle(reading: Reading) -> bool:
    """ "missiles guidés": a participle of an unlisted verb with nothing of its own is an adjective."""
    clause = reading.clause
    return clause.link == "participle" and reading.casting.type == "Other" and not (
        clause.agents or clause.obliques or clause.children or clause.objects)


def _predicate(reading: Reading, lang: str) -> str:
    clause = reading.clause
    governor = clause.governor
    if clause.link == "infinitive" and governor is not None and governor.lemma in grammar(lang)["verbs"]["composite"]:
        return f"{governor.lemma} à {reading.casting.predicate}"
    return reading.casting.predicate


def _distinct(words: list[Word]) -> list[Word]:
    return list(dict.fromkeys(words))
