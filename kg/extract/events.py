"""Facts of clauses: one for each stated reading with a participant."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.agreement import agrees
from kg.extract.clauses import Clause
from kg.extract.drafts import Draft, Role
from kg.extract.existence import is_existential
from kg.extract.frames import composes
from kg.extract.reading import Reading
from kg.extract.tree import Word, labels_of
from kg.extract.words import grammar, is_finite, is_infinitive
from kg.schema import Schema


def clause_facts(readings: list[Reading], schema: Schema) -> Iterator[Draft]:
    """A draft for every clause that states something of somebody."""
    idioms = {w for r in readings if r.casting.rule.startswith("phrase") for w in r.casting.used}
    for reading in readings:
        casting, clause = reading.casting, reading.clause
        if reading.head in idioms and clause.link in {"infinitive", "complement"}:
            continue
        if is_infinitive(clause.finite_verb) and clause.link == "root" or _is_defined(clause):
            continue
        if not reading.stated or reading.silenced or not (casting.agents or casting.patients):
            continue
        undergone = casting.frame is not None and casting.frame.slots.get("subject") == "patient" and casting.patients
        active = clause.voice not in {"passive", "reflexive"} and not clause.impersonal and not is_existential(clause)
        if active and not casting.agents and not undergone:
            continue
        lasting = casting.predicate in _absolute(schema.lang) and casting.agents
        told = casting.agents and any(_says_what(w, schema.lang) for w in casting.patients)
        if casting.type == "Be" and not lasting and not told:
            continue
        if (
            _says_too_little(reading, schema)
            or _is_bare_participle(reading, schema.lang)
            or _is_said_by_nobody(reading, schema)
        ):
            continue
        if clause.own_subject and not agrees(clause.subjects, clause.finite_verb, schema.lang):
            continue
        predicate, kind = _name(reading, schema)
        draft = Draft(
            kind,
            predicate,
            reading.head,
            "clause",
            casting.rule,
            agents=_distinct(casting.agents),
            patients=_distinct(casting.patients),
            polarity=reading.polarity,
            modality=reading.modality,
        ).stand_in(reading)
        draft.roles = [Role(role, word) for role, word in casting.roles]
        draft.evidence = [clause.finite_verb, reading.head, *draft.agents, *draft.patients]
        yield draft


def _says_what(word: Word, lang: str) -> bool:
    """Whether a word tells what something is: no preposition, infinitive or clitic does ("pourraient l'être")."""
    clitic = word.text.lower() in grammar(lang)["pronouns"]["clitic_object"]
    return word.pos != "ADP" and not is_infinitive(word) and not clitic


def _is_defined(clause: Clause) -> bool:
    """ "La stratégie est d'arrêter les opposants et de les juger": what an infinitive behind être says something is,
    nobody has done."""
    if clause.link == "conjunct" and clause.governor is not None and is_infinitive(clause.finite_verb):
        return _is_defined(clause.governor)
    verb, below_de = clause.finite_verb, clause.marker in {"de", "d'"}
    return (
        below_de and is_infinitive(clause.head) and verb is not clause.head and verb.lemma == "être" and is_finite(verb)
    )


@cache
def _absolute(schema_lang: str) -> frozenset[str]:
    """Verbs and phrases that say enough without whom they concern: "résister", "porter plainte"."""
    return frozenset(grammar(schema_lang)["verbs"]["absolute"])


def _says_too_little(reading: Reading, schema: Schema) -> bool:
    """A transitive type without patient, a modal or support verb without complement, a que-clause or an infinitive that
    nothing above it holds."""
    clause, casting = reading.clause, reading.casting
    if clause.link == "root" and clause.marker.startswith("qu"):
        return True
    if is_infinitive(clause.finite_verb) and clause.link not in {"infinitive", "complement", "adverbial", "conjunct"}:
        return True
    verbs = grammar(schema.lang)["verbs"]
    empty = clause.lemma in {*verbs["possible"], *verbs["necessary"], *verbs["support"]} and casting.frame is None
    governor = clause.governor
    composite = clause.link == "infinitive" and governor is not None and composes(governor, schema.lang)
    transitive = schema.event_types[casting.type].transitive and casting.predicate not in _absolute(schema.lang)
    lacking = (clause.voice != "passive" or bool(casting.agents)) and transitive
    completed = any(c.link in {"complement", "infinitive"} for c in clause.children)
    return not casting.patients and (empty or composite or lacking and not completed)


def _is_bare_participle(reading: Reading, lang: str) -> bool:
    """ "missiles guidés": a participle of an unlisted verb with nothing of its own is an adjective; so is one that only
    tells how sure its noun is ("membres présumés du réseau"), and one behind "non" ("les pays non alignés")."""
    clause = reading.clause
    if clause.link != "participle" or clause.agents or clause.objects:
        return False
    if any(c.text.lower() == "non" and c.i == clause.head.i - 1 for c in clause.head.children) and not clause.detached:
        return True
    if not clause.detached and clause.antecedent is not None and _is_set_phrase(clause.antecedent, lang):
        return True
    if clause.children:
        return False
    doubting = clause.lemma in grammar(lang)["manner"]["doubting"]
    return doubting or reading.casting.type == "Other" and not clause.obliques


def _is_set_phrase(noun: Word, lang: str) -> bool:
    """ "à huis clos", "en circuit fermé": a singular noun without article behind a preposition names nothing."""
    labels = labels_of(lang)
    articled = any(c.text.lower() in {"au", "aux", "du", "des"} for c in noun.kids(labels.preposition))
    bare = noun.pos == "NOUN" and noun.morph.get("Number") != "Plur" and not noun.kids(labels.determiner)
    return bare and not articled and bool(noun.kids(labels.preposition))


def _is_said_by_nobody(reading: Reading, schema: Schema) -> bool:
    """ "des informations non confirmées", "il est assuré de sa place": without speaker or content a verb of saying
    tells of no speech as a participle, nor of a name or pronoun."""
    casting, clause = reading.casting, reading.clause
    return (
        schema.event_types[casting.type].group == "speech"
        and clause.voice == "passive"
        and (not is_finite(clause.finite_verb) or all(w.pos in {"PROPN", "PRON"} for w in casting.patients))
        and not casting.agents
        and casting.type == "Say"
        and all(c.link != "complement" for c in clause.children)
    )


def _name(reading: Reading, schema: Schema) -> tuple[str, str]:
    """Predicate and type of a reading; "aider à fournir" is one predicate, and a way of helping."""
    clause, casting = reading.clause, reading.casting
    infinitive = clause
    while infinitive.link == "conjunct" and infinitive.governor is not None and is_infinitive(clause.finite_verb):
        infinitive = infinitive.governor
    governor = infinitive.governor
    if infinitive.link in {"infinitive", "complement"} and governor is not None and composes(governor, schema.lang):
        enabling = governor.lemma in grammar(schema.lang)["verbs"]["enabling"]
        if enabling or infinitive is clause:
            preposition = "de" if enabling else "à"
            linked = "d'" if preposition == "de" and casting.predicate[0] in "aeiouyhéèêâîô" else f"{preposition} "
            return f"{governor.lemma} {linked}{casting.predicate}", schema.verbs[governor.lemma][0].type
    return casting.predicate, casting.type


def _distinct(words: list[Word]) -> list[Word]:
    return list(dict.fromkeys(words))
