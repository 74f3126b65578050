"""Nouns that are events: "la rencontre entre X et Y", "le soutien du Royaume-Uni à l'Ukraine"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.drafts import Draft, Role
from kg.extract.holders import is_function, person_of
from kg.extract.kinds import is_actor, sorts_of
from kg.extract.phrases import Phraser
from kg.extract.reading import Reading
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import conjuncts, grammar, preposition_of
from kg.facts import Modality
from kg.gazetteer import country_of_adjective
from kg.schema import Frame, Schema, load_schema

# Takes two: "la réunion avec X" does not tell who met X; "en partenariat avec X" does.
_MUTUAL = frozenset({"Meet", "Agreement", "Cooperate", "Discuss"})

_AIMS_AT = frozenset({"contre", "sur", "envers"})
# "de" and a place tells where these were.
_HAPPENING_AT = frozenset({"Protest", "Kill", "Injure", "Meet", "Accident"})
_AIMS = frozenset({"contre", "avec", "face à", "envers", "entre"})

# A noun event that a verb of these types has for object does not happen ("annuler la visite") …
_UNREAL = frozenset({"Cancel", "Deny", "Reject", "Forbid", "Accuse", "Think"})

# … or is only meant to, by whoever asks for it or plans it ("réclamer la livraison").
_MEANT = frozenset(
    {"Need", "Want", "Threaten", "Warn", "Request", "Propose", "Promise", "Invite", "Authorize", "Decide"}
)

# A common noun is who does these only if it can act ("la visite des ministres", but not "le départ de la course") …
_DONE_BY_ACTORS = frozenset(
    {"speech", "contact", "cooperation", "conflict", "coercion", "justice", "politics", "economy", "knowledge", "sport"}
    | {"other"}
)
_ALSO_DONE_BY_ACTORS = frozenset({"Flee", "Rescue", "Transport", "Visit"})
# Done by whoever stands behind "de" if that can act, else to it: "l'annonce du ministre", "l'annonce du plan".
_DONE_OR_UNDERGONE = frozenset({"Announce", "Use"})
# Done to what stands behind "de" if that can do nothing: "l'attaque du convoi".
_AIMED = frozenset({"Attack", "Criticize"})
# … and these, which hold rather than happen, need a name.
_STATES = frozenset({"relation", "state"})

# What these tell of is there though its noun is indefinite ("annoncer une hausse des prix").
_TELLING = frozenset({"Announce", "Be", "Begin", "Cause", "Discover", "Earn", "End", "Have", "Publish", "Say"})

# What these are about happened or not whatever becomes of them ("il devrait condamner l'attaque").
_PRESUPPOSING = frozenset(
    {"Accuse", "Ask", "Criticize", "Discover", "Discuss", "Investigate", "Praise", "Say", "Study", "Think", "Warn"}
)

# What "son" says of a noun whose "de" tells what is done: who undergoes it ("son arrestation").
_UNDERGONE = frozenset(
    {"Abduct", "Acquit", "Appoint", "Arrest", "Charge", "Convict", "Create", "Destroy", "Discover", "Dismiss", "Elect"}
    | {"Expel", "Injure", "Kill", "Publish", "Rescue", "Try"}
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
        if reading is not None and (reading.silenced or reading.polarity == "negative"):
            continue
        coloured = reading is not None and reading.modality != "actual"
        if coloured and not _is_brought_about(word, reading):
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
        named = any(_is_named(w, phraser, schema.lang) for w in (*draft.agents, *draft.patients))
        if draft.type in _MUTUAL and not (draft.agents and (draft.patients or draft.type == "Meet" and named)):
            continue
        fillers = (*draft.agents, *draft.patients)
        if not draft.patients and reading is not None and draft.agents == reading.casting.agents:
            continue
        aimed = any(preposition_of(w, schema.lang) not in {"de", ""} for w in fillers)
        whole = named or aimed or draft.agents and draft.patients
        if fillers and (whole or not coloured and _is_happening(draft, reading, tree, schema)):
            draft.stand_in(reading)
            draft.modality = reading.modality if reading is not None and coloured else _colour(word, schema.lang)
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


def _is_brought_about(word: Word, reading: Reading | None) -> bool:
    """ "il pourrait provoquer la démission de X": what a verb is about is as real as the verb."""
    return reading is not None and word in reading.casting.patients and reading.casting.type not in _PRESUPPOSING


def _is_named(word: Word, phraser: Phraser, lang: str) -> bool:
    """A name, or a function with the name of who holds it ("l'ancien Premier ministre Michel Rocard")."""
    return phraser.mention(word) is not None or is_function(word, lang) and person_of(word, phraser, lang) is not None


def _is_happening(draft: Draft, reading: Reading | None, tree: Tree, schema: Schema) -> bool:
    """ "la libération des otages", "l'arrestation de trois suspects": one event, of known participants."""
    lang, group = schema.lang, schema.event_types[draft.type].group
    fillers = (*draft.agents, *draft.patients)
    if group in _STATES and draft.type != "Use" or any(_is_kind(w, labels_of(lang)) for w in fillers):
        return False
    acting = group in _DONE_BY_ACTORS or draft.type in _ALSO_DONE_BY_ACTORS
    if acting and not all(w.pos in {"DET", "ADJ"} or _acts(w, lang) for w in draft.agents):
        return False
    return _is_told(draft.cue, reading, tree, lang)


def _acts(word: Word, lang: str) -> bool:
    """People and bodies, counted too: "une dizaine de militants"."""
    return is_actor(word, lang) or bool({"@Person", "@Group", "@Organization"}.intersection(sorts_of(word, lang)))


def _is_told(word: Word, reading: Reading | None, tree: Tree, lang: str) -> bool:
    """Whether a noun phrase tells of one event: by its determiner, or as the head of a line ("France : décès de X")."""
    labels = labels_of(lang)
    determiners = word.kids(labels.determiner)
    told = reading is None or reading.casting.type in _TELLING | _MEANT or word in reading.casting.agents
    definite = {"Def"} | ({"Ind"} if told else set())
    if any(d.morph.get("Definite") in definite or d.lemma == "ce" or _is_possessive(d, lang) for d in determiners):
        return True
    if any(c.text.lower() in {"du", "au", "des", "aux"} for c in word.kids(labels.preposition)):
        return True
    first = min([word.i, *(c.i for c in word.kids(labels.adjective))])
    opens = first == tree.sentence_of(word)[0] or tree.words[first - 1].text in {":", "–", "—"}
    bare = not determiners and not word.kids(labels.preposition)
    return reading is None and bare and opens and not tree.is_question(word)


def _agree(noun: Word, adjective: Word) -> bool:
    """ "l'attaque américaine", but not "les forces de l'ordre américaines"."""
    return len({w.morph.get("Number") for w in (noun, adjective)} - {None}) < 2


def _is_possessive(word: Word, lang: str) -> bool:
    determiners = grammar(lang)["determiners"]
    return word.text.lower() in {*determiners["possessive_third"], *determiners["possessive_first"]}


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
    plural = word.morph.get("Number") == "Plur" and any(c.i < word.i for c in word.kids(labels.adjective))
    return word.pos == "NOUN" and not (contracted or plural) and not word.kids(labels.determiner | labels.number)


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


def _is_venue(words: list[Word], frame: Frame, complements: set[str], schema: Schema) -> bool:
    """ "le concert de Lyon", "les attentats de Paris": where such an event was, not who did it; but "les attaques de
    Moscou contre Kiev"."""
    local = frame.lemma in grammar(schema.lang)["nouns"]["local"] and not complements & _AIMS_AT
    here = local or frame.type in _HAPPENING_AT or schema.event_types[frame.type].group in {"disaster", "other"}
    return here and all(w.mention is not None and w.mention.type in {"Place", "Facility"} for w in words)


def _is_manner(word: Word, labels: Labels) -> bool:
    """ "avec insistance", "le passage à niveau": a noun without article tells how or which kind, not with whom."""
    contracted = any(c.text.lower() == "au" for c in word.kids(labels.preposition))
    bare = not contracted and not word.kids(labels.determiner)
    return word.pos == "NOUN" and bare and word.morph.get("Number") != "Plur"


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
        if not role or not fillers or preposition in {"avec", "à", "en"} and _is_manner(child, labels):
            continue
        if role == "agent" and preposition == "de" and _is_kind(child, labels):
            continue
        if role == "agent" and preposition == "de" and _is_venue(fillers, frame, complements, schema):
            role = "place"
        if role == "agent" and preposition == "de" and frame.type in _AIMED and not draft.patients:
            role = "agent" if any(w.mention or w.pos != "NOUN" or _acts(w, schema.lang) for w in fillers) else "patient"
        if role == "patient" and frame.type in _DONE_OR_UNDERGONE and all(_acts(w, schema.lang) for w in fillers):
            role = "agent"
        if role == "agent" and not draft.agents:
            draft.agents = fillers
        elif role == "patient" and not draft.patients:
            draft.patients = fillers
        elif role == "reciprocal" and len(fillers) > 1:
            draft.agents, draft.patients = fillers[:1], fillers[1:]
        elif role not in {"agent", "patient", "reciprocal"}:
            draft.roles.extend(Role(role, w) for w in fillers)
    owners = [c for c in word.kids(labels.determiner) if _is_possessive(c, schema.lang)]
    if slots.get("de") == "patient":
        draft.patients = draft.patients or (owners if frame.type in _UNDERGONE else [])
    elif not draft.agents and "agent" in slots.values():
        draft.agents = owners
    if not draft.agents and "agent" in slots.values():
        draft.agents = [c for c in word.kids(labels.adjective) if country_of_adjective(c.text) and _agree(word, c)][:1]
    draft.evidence = [word, *draft.agents, *draft.patients]
    return draft
