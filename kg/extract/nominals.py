"""Nouns that are events: "la rencontre entre X et Y", "le soutien du Royaume-Uni à l'Ukraine"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.clauses import conjuncts, grammar, preposition_of
from kg.extract.drafts import Draft, Role
from kg.extract.phrases import Phraser
from kg.extract.reading import Reading
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.facts import Modality
from kg.gazetteer import country_of_adjective
from kg.schema import Frame, Schema, load_schema

# Takes two: "la réunion avec X" does not tell who met X; "en partenariat avec X" does.
_MUTUAL = frozenset({"Meet", "Agreement", "Cooperate", "Discuss"})

_AIMS = frozenset({"contre", "avec", "face à", "envers", "entre"})

# A noun event that a verb of these types has for object does not happen ("annuler la visite") …
_UNREAL = frozenset({"Cancel", "Deny", "Reject", "Forbid", "Accuse", "Think"})

# … or is only meant to, by whoever asks for it or plans it ("réclamer la livraison").
_MEANT = frozenset(
    {"Need", "Want", "Threaten", "Warn", "Request", "Propose", "Promise", "Invite", "Authorize", "Decide"}
)

# Happenings that a common noun tells of as well as a name: "la libération des otages", "la hausse des prix".
_HAPPENING = frozenset(
    {"Abduct", "Accident", "Acquit", "Appoint", "Arrest", "Attack", "Begin", "Cancel", "Convict", "Create"}
    | {"Decrease", "Destroy", "Die", "Disappear", "Discover", "Dismiss", "Elect", "End", "Expel", "Flee", "Increase"}
    | {"Injure", "Kill", "LayOff", "Lose", "Mobilize", "Occupy", "Publish", "Rescue", "Resign"}
    | {"Win", "Withdraw"}
)


def noun_facts(tree: Tree, readings: list[Reading], phraser: Phraser, schema: Schema) -> Iterator[Draft]:
    """A draft for every event noun with a participant of its own, where nothing around it makes it unreal."""
    by_head = {r.head: r for r in readings}
    in_phrases = {w for r in readings if r.casting.rule.startswith("phrase") for w in r.casting.used}
    labels = labels_of(schema.lang)
    for word in tree.words:
        if (
            word.pos != "NOUN"
            or (frame := event_frame(word, schema)) is None
            or phraser.mention(word) is not None
            or word in in_phrases
        ):
            continue
        reading = next((by_head[w] for w in [word, *word.ancestors()] if w in by_head), None)
        if reading is not None and (reading.silenced or reading.polarity == "negative" or reading.modality != "actual"):
            continue
        standing = _standing(word, reading, schema.lang)
        if standing == "unreal":
            continue
        if any(d.lemma in {"aucun", "nul"} for d in word.kids(labels.determiner)):
            continue
        if any(rule(word, schema.lang) for rule in (_is_classifier, _is_cancelled, _is_ahead)):
            continue
        draft = _cast(word, frame, schema)
        if not draft.agents and reading is not None and _is_supported(word, reading, schema.lang):
            draft.agents = list(reading.casting.agents)
            _take_aims(draft, frame, reading)
        if (
            draft.type in _MUTUAL
            and not draft.agents
            and reading is not None
            and preposition_of(word, schema.lang) == "en"
        ):
            draft.agents = list(reading.casting.agents)
        if draft.type in _MUTUAL and not (draft.agents and draft.patients):
            continue
        fillers = (*draft.agents, *draft.patients)
        if not draft.patients and reading is not None and draft.agents == reading.casting.agents:
            continue
        named = any(phraser.mention(w) or preposition_of(w, schema.lang) not in {"de", ""} for w in fillers)
        if fillers and named or draft.agents and draft.patients or fillers and _is_happening(draft, schema.lang):
            draft.stand_in(reading)
            draft.modality = _colour(word, schema.lang)
            if reading is not None and standing == "meant":
                _mean(draft, reading)
            yield draft


def _standing(word: Word, reading: Reading | None, lang: str) -> str:
    """Whether a noun's event is ``real``, ``unreal`` or only ``meant`` by what the verb above it tells.

    What the verb's agent is part of, and what came before or was the reason, is real even so: "après la mort de X, la
    famille réclame une enquête".
    """
    if reading is None:
        return "real"
    foiled = reading.clause.lemma in grammar(lang)["modal"]["failed"]
    if not foiled and reading.casting.type not in _UNREAL | _MEANT:
        return "real"
    path = [word, *word.ancestors()]
    if any(w in reading.casting.agents for w in path):
        return "real"
    asked = [*reading.casting.patients, *(w for role, w in reading.casting.roles if role == "topic")]
    if reading.casting.type in _MEANT and word in asked:
        return "meant"
    before = grammar(lang)["prepositions_of_fact"]["before"]
    return "real" if any(p in before and w in path for p, w in reading.clause.obliques) else "unreal"


def _is_supported(word: Word, reading: Reading, lang: str) -> bool:
    """ "mener une attaque", "procéder à l'arrestation de X": whoever does the verb does what the noun tells."""
    verbs, clause = grammar(lang)["verbs"], reading.clause
    if word in clause.objects:
        return clause.lemma in verbs["support"]
    return clause.lemma in verbs["support_to"] and ("à", word) in clause.obliques


def _take_aims(draft: Draft, frame: Frame, reading: Reading) -> None:
    """ "mener une frappe contre X", "signer un accord avec X": the parser hangs whom it is aimed at on the verb."""
    if draft.patients:
        return
    aims = [
        w
        for p, w in reading.clause.obliques
        if p in _AIMS and frame.slots.get(p) in {"patient", "reciprocal"} and w.i > draft.cue.i
    ]
    draft.patients = aims
    draft.evidence += aims


def _is_happening(draft: Draft, lang: str) -> bool:
    """ "la libération des otages", "l'arrestation de trois suspects": one event, of known participants."""
    labels = labels_of(lang)
    definite = {"Def"} | ({"Ind"} if draft.agents and draft.patients else set())
    told = any(d.morph.get("Definite") in definite or d.lemma == "ce" for d in draft.cue.kids(labels.determiner))
    contracted = any(c.text.lower() in {"du", "au"} for c in draft.cue.kids(labels.preposition))
    fillers = (*draft.agents, *draft.patients)
    return draft.type in _HAPPENING and (told or contracted) and not any(_is_kind(w, labels) for w in fillers)


def _is_ahead(word: Word, lang: str) -> bool:
    """ "pour la libération des otages", "avant la fermeture", "en cas de chute": the event may never come."""
    chain = [word, *(w for w in word.ancestors() if w.pos in {"NOUN", "PROPN"})]
    return any(preposition_of(w, lang) in grammar(lang)["prepositions_of_fact"]["ahead"] for w in chain)


def _colour(word: Word, lang: str) -> Modality:
    """What an adjective makes of the event: "la prochaine visite", "un éventuel retrait"."""
    adjectives = {w.lemma for w in word.children if w.pos in {"ADJ", "VERB"}}
    words = grammar(lang)["adjectives"]
    return (
        "future"
        if adjectives & set(words["future"])
        else "possible"
        if adjectives & set(words["possible"])
        else "actual"
    )


def _mean(draft: Draft, reading: Reading) -> None:
    """What is asked for or planned: intended, and said by whoever asks for it."""
    draft.modality = "intended"
    if reading.content.attributed:
        draft.speakers, draft.speaker_cue = list(reading.casting.agents), reading.head


def _is_kind(word: Word, labels: Labels) -> bool:
    """ "une frappe de missile", "des attaques de drones": without article the noun tells the kind, not who did it."""
    contracted = any(c.text.lower() in {"du", "des"} for c in word.kids(labels.preposition))
    return word.pos == "NOUN" and not contracted and not word.kids(labels.determiner | labels.number)


def _is_cancelled(word: Word, lang: str) -> bool:
    """ "l'annulation de la visite", "un projet d'attaque": the event did not happen, or not yet."""
    unreal = grammar(lang)["nouns"]["unreal"]
    return any(w.lemma in unreal for w in word.ancestors() if w.pos == "NOUN")


def _is_classifier(word: Word, lang: str) -> bool:
    """ "des normes de lutte", "à l'aide de", "en réaction à": the noun sorts another one or is half a preposition."""
    labels = labels_of(lang)
    preposition = preposition_of(word, lang)
    if preposition in {"à", "en"} and word.lemma in grammar(lang)["nouns"]["in_prepositions"]:
        return True
    articled = word.kids(labels.determiner) or any(
        c.text.lower() in {"du", "des"} for c in word.kids(labels.preposition)
    )
    return preposition == "de" and not articled and word.head.pos == "NOUN" and word.morph.get("Number") == "Sing"


@cache
def _noun_phrases(lang: str) -> dict[str, tuple[tuple[Frame, tuple[str, ...]], ...]]:
    """Frames by the first word of their noun, longest first, with the words below it: "mise" → "en examen"."""
    table: dict[str, list[tuple[Frame, tuple[str, ...]]]] = {}
    for lemma, frames in load_schema(lang).nouns.items():
        first, *rest = lemma.replace("'", "' ").split()
        table.setdefault(first, []).extend((f, tuple(rest)) for f in frames)
    return {k: tuple(sorted(v, key=lambda e: (-len(e[1]), -e[0].specificity))) for k, v in table.items()}


def event_frame(word: Word, schema: Schema) -> Frame | None:
    """The frame that makes a noun an event: the first whose words and conditions the text meets; None when none does.

    ``objects`` of a frame are lemmas after "de".
    """
    labels = labels_of(schema.lang)
    complements = [
        (preposition_of(c, schema.lang), w) for c in word.kids(labels.complement) for w in conjuncts(c, labels)
    ]
    entries = _noun_phrases(schema.lang).get(word.lemma, ())
    below = {form for w in word.subtree() for form in (w.text.lower(), w.lemma)} if entries else set()
    after_de = {w.lemma for p, w in complements if p == "de"}
    for frame, rest in entries:
        if (
            below.issuperset(rest)
            and {p for p, _ in complements}.issuperset(frame.needs)
            and (not frame.objects or after_de.intersection(frame.objects))
        ):
            return frame
    return None


def _complements(word: Word, slots: dict[str, str], lang: str) -> list[Word]:
    """The noun's complements, with those that the parser hung below its "de" complement though they are the event's
    ("la livraison de missiles par l'Otan à l'Ukraine")."""
    labels = labels_of(lang)
    own = word.kids(labels.complement)
    taken = {preposition_of(c, lang) for c in own}
    lower = [
        g
        for c in own
        if preposition_of(c, lang) == "de"
        for g in c.kids(labels.complement)
        if (p := preposition_of(g, lang)) != "de" and p in slots and p not in taken
    ]
    return own + lower


def _is_manner(word: Word, labels: Labels) -> bool:
    """ "avec insistance": a noun without article tells how, not with whom."""
    return word.pos == "NOUN" and not word.kids(labels.determiner) and word.morph.get("Number") != "Plur"


def _cast(word: Word, frame: Frame, schema: Schema) -> Draft:
    labels = labels_of(schema.lang)
    draft = Draft(frame.type, frame.lemma, word, "noun", f"noun {frame.lemma}", evidence=[word])
    slots = dict(frame.slots)
    amounts = grammar(schema.lang)["quantifiers"]["amounts"]
    complements = {preposition_of(c, schema.lang) for c in word.kids(labels.complement)}
    if "par" in complements and slots.get("par") == slots.get("de") == "agent":
        slots["de"] = "patient"
    for child in _complements(word, slots, schema.lang):
        preposition = preposition_of(child, schema.lang)
        role = slots.get(preposition)
        fillers = [w for w in conjuncts(child, labels) if w.pos in {"NOUN", "PROPN"} and w.lemma not in amounts]
        if not role or not fillers or preposition == "avec" and _is_manner(child, labels):
            continue
        if role == "agent" and preposition == "de" and _is_kind(child, labels):
            continue
        if role == "agent" and not draft.agents:
            draft.agents = fillers
        elif role == "patient" and not draft.patients:
            draft.patients = fillers
        elif role == "reciprocal" and len(fillers) > 1:
            draft.agents, draft.patients = fillers[:1], fillers[1:]
        elif role not in {"agent", "patient", "reciprocal"}:
            draft.roles.extend(Role(role, w) for w in fillers)
    determiners = grammar(schema.lang)["determiners"]
    possessives = {*determiners["possessive_third"], *determiners["possessive_first"]}
    if not draft.agents and "agent" in slots.values():
        draft.agents = [
            c
            for c in word.children
            if c.dep in labels.adjective and country_of_adjective(c.text) or c.text.lower() in possessives
        ][:1]
    draft.evidence = [word, *draft.agents, *draft.patients]
    return draft
