"""Which frame of the sheets a predicate has, and which of its participants fill which role."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from kg.extract.clauses import Clause, attribute_kind
from kg.extract.existence import is_existential
from kg.extract.kinds import is_actor, is_measure, is_thing, sorts_of
from kg.extract.reality import was_able
from kg.extract.tree import Word, labels_of
from kg.extract.words import conjuncts, grammar, is_infinitive, preposition_of
from kg.lang.nouns import noun_types
from kg.schema import Frame, Schema, load_schema

_COMPLETING = frozenset({"à", "de", "sur", "contre", "en"})
_PREPOSITIONS = frozenset({"à", "au", "aux", "en", "dans", "sur", "sous", "par", "pour"})
_DETERMINERS = frozenset({"le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "son", "sa", "ses"})
_MOVING = frozenset({"Move", "Flee", "Leave", "Die", "Disappear", "Withdraw"})
# What the object of "faire" with a verb of these types undergoes …
_UNDERGONE = frozenset({"Increase", "Decrease", "Die", "Destroy", "Accident", "Change", "End", "Begin"})
# … or does itself, though the type has a patient: "faire fuir les pêcheurs".
_DONE_BY_THE_OBJECT = frozenset({"Flee", "Leave", "Visit", "Say", "Think", "Discover", "Want", "Support", "Lose"})
_STATIVE = frozenset({"à", "en", "dans", "sous", "sans", "contre"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A frame whose lemma has more than a verb: "mettre fin", "placer en garde à vue".

    ``noun`` is the first word after verb, preposition and determiner; the words of ``tail`` stand below it.
    """

    frame: Frame
    noun: str
    preposition: str
    tail: tuple[str, ...]


@cache
def lexicon(lang: str) -> tuple[dict[str, tuple[Frame, ...]], dict[str, tuple[Phrase, ...]]]:
    """Simple frames by verb lemma, and phrases by the lemma of their verb."""
    schema = load_schema(lang)
    simple: dict[str, list[Frame]] = {}
    phrases: dict[str, list[Phrase]] = {}
    for lemma, frames in schema.verbs.items():
        words = lemma.replace("se ", "se_").split()
        if len(words) == 1:
            simple.setdefault(lemma, []).extend(frames)
            continue
        verb, rest = words[0].replace("se_", "se "), words[1:]
        preposition, noun, tail = _split_phrase(rest, lang)
        phrases.setdefault(verb, []).extend(Phrase(f, noun, preposition, tail) for f in frames)
    return ({k: tuple(v) for k, v in simple.items()}, {k: tuple(v) for k, v in phrases.items()})


@cache
def known_verbs(lang: str) -> frozenset[str]:
    """Infinitives of all verbs of the sheets, without reflexive pronoun."""
    simple, phrases = lexicon(lang)
    return frozenset(v.removeprefix("se ").removeprefix("s'") for v in (*simple, *phrases))


def _split_phrase(rest: list[str], lang: str) -> tuple[str, str, tuple[str, ...]]:
    """Preposition, noun and what follows it, of the words after the verb of a phrase: "en garde à vue"."""
    words = [w for part in rest for w in part.replace("'", "' ").split()]
    preposition = ""
    if len(words) > 1 and words[0] in _PREPOSITIONS:
        preposition, words = grammar(lang)["prepositions"].get(words[0], words[0]), words[1:]
    elif words[0] in {"de", "d'"} and words[1] not in {"la", "l'"}:
        preposition, words = "de", words[1:]
    while len(words) > 1 and words[0] in _DETERMINERS:
        words = words[1:]
    return preposition, _singular(words[0]), tuple(_singular(w) for w in words[1:])


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _forms(word: Word) -> set[str]:
    return {_singular(word.lemma.lower()), _singular(word.text.lower())}


@dataclass(slots=True)
class Casting:
    """A clause with its frame and the fillers of its roles."""

    frame: Frame | None
    type: str
    predicate: str
    agents: list[Word] = field(default_factory=list)
    patients: list[Word] = field(default_factory=list)
    roles: list[tuple[str, Word]] = field(default_factory=list)
    used: set[Word] = field(default_factory=set)
    completed: list[Word] = field(default_factory=list)
    rule: str = ""


def cast_clause(clause: Clause, schema: Schema) -> Casting:
    """Choose the frame of a clause and give its participants their roles."""
    simple, phrases = lexicon(schema.lang)
    if clause.causative:
        return _cast_causative(clause, schema)
    if is_existential(clause):
        return Casting(None, "Have", "y avoir", patients=list(clause.objects), used={*clause.objects}, rule="existence")
    if clause.lemma in phrases:
        complements = _complements(clause, schema.lang)
        for phrase in phrases[clause.lemma]:
            noun = _phrase_noun(phrase, complements)
            if noun is not None and _applies(phrase.frame, clause, schema.lang, noun):
                return _fill_phrase(clause, phrase, noun, schema)
    for frame in simple.get(clause.lemma) or schema.verbs.get(clause.lemma, ()):
        if _applies(frame, clause, schema.lang):
            return _fill(
                clause, frame, Casting(frame, frame.type, frame.lemma, rule=f"verb {frame.lemma}"), schema.lang
            )
    if clause.voice == "copula":
        return _fill_copula(clause, schema.lang)
    if clause.voice == "reflexive":
        base = next((f for f in simple.get(clause.head.lemma, ()) if not f.needs and not f.objects), None)
        casting = Casting(None, base.type if base else "Other", clause.lemma, rule=f"reflexive {clause.lemma}")
        if base is not None and clause.subjects and all(is_thing(w, schema.lang) for w in clause.subjects):
            casting.patients = list(clause.subjects)
            return casting
        return _fill_unknown(clause, casting, schema.lang)
    return _fill_unknown(
        clause, Casting(None, "Other", clause.lemma, rule=f"unlisted verb {clause.lemma}"), schema.lang
    )


def _cast_causative(clause: Clause, schema: Schema) -> Casting:
    """ "a fait fuir les pêcheurs": who does what the infinitive tells is not the subject, so that the two verbs are one
    predicate; of the infinitive's type where that tells what is done to its object, else a cause."""
    simple, phrases = lexicon(schema.lang)
    verb, infinitive = clause.lemma.split(" ")
    phrase = next((p for p in phrases.get(verb, ()) if p.noun == _singular(infinitive) and not p.tail), None)
    if phrase is not None and _applies(phrase.frame, clause, schema.lang):
        casting = Casting(phrase.frame, phrase.frame.type, clause.lemma, rule=f"phrase {clause.lemma}")
        return _fill(clause, phrase.frame, casting, schema.lang)
    base = next((f for f in simple.get(infinitive, ()) if _applies(f, clause, schema.lang)), None)
    undergone = base is not None and (base.slots.get("subject") == "patient" or base.type in _UNDERGONE)
    kept = base is not None and not clause.datives and (undergone or schema.event_types[base.type].transitive)
    kind = base.type if base is not None and kept and base.type not in _DONE_BY_THE_OBJECT else "Cause"
    casting = Casting(None, kind, clause.lemma, list(clause.subjects), list(clause.objects), rule="causative")
    casting.roles = [("recipient", w) for w in clause.datives]
    casting.used.update([*casting.agents, *casting.patients, *clause.datives])
    return casting


def _complements(clause: Clause, lang: str) -> dict[tuple[str, str], list[Word]]:
    """The words that may complete the verb to a phrase, by preposition and form."""
    labels = labels_of(lang)
    if clause.voice == "passive":
        pool = [*(("", w) for w in clause.subjects), *clause.obliques]
    else:
        loose = labels.open_complement | labels.adverb | labels.name_part
        attribute = [clause.attribute, *clause.attribute.kids(labels.name_part)] if clause.attribute else []
        pool = [
            *(("", w) for w in clause.objects),
            *clause.obliques,
            *((preposition_of(w, lang), w) for w in attribute),
            *((preposition_of(w, lang), w) for w in clause.head.children if w.dep in loose),
        ]
    found: dict[tuple[str, str], list[Word]] = {}
    for preposition, word in pool:
        counts = not preposition and word.lemma in grammar(lang)["quantifiers"]["fractions"]
        counted = {_singular(lemma) for lemma in sorts_of(word, lang)} if counts else set()
        for form in _forms(word) | counted:
            found.setdefault((preposition, form), []).append(word)
    return found


def _phrase_noun(phrase: Phrase, complements: dict[tuple[str, str], list[Word]]) -> Word | None:
    loose = ("de", "") if phrase.preposition == "de" or " de l" in phrase.frame.lemma else (phrase.preposition,)
    for word in (w for preposition in loose for w in complements.get((preposition, phrase.noun), ())):
        if not phrase.tail or {form for w in word.subtree() for form in _forms(w)}.issuperset(phrase.tail):
            return word
    return None


def _fill_phrase(clause: Clause, phrase: Phrase, noun: Word, schema: Schema) -> Casting:
    frame, labels = phrase.frame, labels_of(schema.lang)
    casting = Casting(frame, frame.type, frame.lemma, rule=f"phrase {frame.lemma}")
    inner = [(preposition_of(w, schema.lang), c) for w in noun.kids(labels.complement) for c in conjuncts(w, labels)]
    rest = Clause(
        clause.head,
        clause.lemma,
        clause.voice,
        subjects=[w for w in clause.subjects if w is not noun],
        objects=[w for w in clause.objects if w is not noun],
        datives=clause.datives,
        obliques=[(p, w) for p, w in clause.obliques if w is not noun] + inner,
        agents=clause.agents,
    )
    if clause.voice == "passive" and noun in clause.subjects:
        rest.voice, rest.subjects, rest.agents = "active", clause.agents, []
    elif clause.voice == "copula":
        rest.voice = "active"
    casting.used.add(noun)
    if role := frame.slots.get("noun"):
        _put(casting, role, [noun])
    _fill(rest, frame, casting, schema.lang)
    named = clause.voice == "passive" or not _has_article(frame.lemma)
    named = named or not phrase.preposition and _is_singled_out(noun, schema.lang)
    governed = clause.voice == "active" or noun in clause.subjects
    if not casting.patients and named and governed and noun.kids(labels.determiner):
        casting.patients.append(noun)
    return casting


def _has_article(lemma: str) -> bool:
    """ "jeter l'éponge", "prendre la fuite": with its article fixed the noun of a phrase names nothing."""
    return any(w in {"le", "la", "les"} or w.startswith("l'") for w in lemma.split()[1:])


def _is_singled_out(noun: Word, lang: str) -> bool:
    """ "faire une découverte", "cette découverte", where the phrase of the sheets has "la"."""
    determiners = noun.kids(labels_of(lang).determiner)
    return any(d.morph.get("Definite") == "Ind" or d.lemma in {"ce", "un"} for d in determiners)


def _applies(frame: Frame, clause: Clause, lang: str, noun: Word | None = None) -> bool:
    passive = clause.voice == "passive"
    objects, subjects = (clause.subjects, clause.agents) if passive else (clause.objects, clause.subjects)
    if frame.objects and not any(lemma in frame.objects for w in objects for lemma in sorts_of(w, lang)):
        return False
    if frame.subjects and not any(lemma in frame.subjects for w in subjects for lemma in sorts_of(w, lang)):
        return False
    present = {p for p, _ in clause.obliques}
    present |= {preposition_of(w, lang) for w in noun.kids(labels_of(lang).complement)} if noun is not None else set()
    present |= {"object"} if objects else set()
    present |= {"subject"} if subjects else set()
    present |= {"à"} if clause.datives else set()
    infinitives = [c for c in clause.children if c.link == "infinitive" or _is_infinitive_complement(c)]
    present |= {c.marker or "infinitive" for c in infinitives} | {f"{c.marker} infinitive" for c in infinitives}
    return all(slot in present for slot in frame.needs)


def _is_infinitive_complement(clause: Clause) -> bool:
    return clause.link == "complement" and is_infinitive(clause.finite_verb)


def _put(casting: Casting, role: str, words: list[Word]) -> None:
    casting.used.update(words)
    if role == "agent":
        casting.agents.extend(words)
    elif role == "patient":
        casting.patients.extend(words)
    elif role == "reciprocal":
        casting.agents.extend(words[:1] if not casting.agents else [])
        casting.patients.extend(words[1:] if casting.agents[:1] == words[:1] else words)
    else:
        casting.roles.extend((role, w) for w in words)


def _fill(clause: Clause, frame: Frame, casting: Casting, lang: str) -> Casting:
    surface = (clause.subjects, clause.objects)
    subjects, objects = surface if clause.voice != "passive" else (clause.agents, clause.subjects)
    slots = frame.slots
    if slots.get("subject") == "reciprocal" and len(subjects) > 1 and not objects:
        _put(casting, "reciprocal", subjects)
    elif subjects:
        _put(casting, slots.get("subject", "agent"), subjects)
    if clause.attribute is not None and not objects and "object" in slots and frame.type not in _MOVING:
        _put(casting, slots["object"], [clause.attribute])
    if objects and "object" in slots:
        _put(casting, slots["object"], objects)
    for preposition, word in clause.obliques:
        if (role := slots.get(preposition)) and word not in casting.used:
            taken = [w for w in casting.patients if not is_measure(w, lang)]
            if role == "patient" and taken and word.head not in taken:
                continue
            if role == "patient" and (_is_manner(word, preposition, lang) or _is_fronted(word, clause)):
                continue
            _put(casting, role, [word])
    if slots.get("à") and not clause.datives and "à" not in {p for p, _ in clause.obliques}:
        _put(casting, slots["à"], _given_to(objects, lang))
    if clause.datives:
        role = slots.get("à", "recipient")
        if role != "agent":
            _put(casting, role, clause.datives)
    if not casting.patients and "object" in slots and clause.voice != "passive" and not casting.used - set(subjects):
        casting.completed = _completing(clause, casting.type, lang)
        _put(casting, "patient", casting.completed)
    return casting


def _given_to(objects: list[Word], lang: str) -> list[Word]:
    """ "ont imputé l'attaque à l'armée": whom the parser hung below the object of a verb that takes "à"."""
    labels = labels_of(lang)
    return [
        w
        for o in objects[-1:]
        for c in o.kids(labels.noun_complement)
        if c.i > o.i and preposition_of(c, lang) == "à" and is_actor(c, lang) and c.kids(labels.determiner)
        for w in conjuncts(c, labels)
    ]


def _completing(clause: Clause, kind: str, lang: str) -> list[Word]:
    """The first prepositional complement that a verb without object asks for ("se transformer en embuscade")."""
    prepositions = _STATIVE if kind == "Be" else _COMPLETING
    loose = kind == "Be" or clause.voice == "reflexive"
    return [
        w
        for p, w in clause.obliques
        if p in prepositions
        and (loose or w.dep == "obl:arg")
        and _completes(w, kind, lang)
        and not _is_fronted(w, clause)
        and w.lemma not in grammar(lang)["manner"]["nouns"]
    ][:1]


def _is_fronted(word: Word, clause: Clause) -> bool:
    """ "Aux élections, la parité a permis …": what stands before the subject tells of the scene."""
    return clause.own_subject and clause.link != "relative" and word.i < min(w.i for w in clause.subjects or [word])


def _is_manner(word: Word, preposition: str, lang: str) -> bool:
    """ "venir en voiture", "à 40 km de la ville": means and measures fill no slot."""
    labels = labels_of(lang)
    if word.lemma in grammar(lang)["manner"]["nouns"] and not word.kids(labels.noun_complement | labels.relative):
        return True
    bare = preposition == "en" and word.pos == "NOUN" and not word.kids(labels.determiner)
    return is_measure(word, lang) or bare and noun_types(lang).get(word.lemma) == "Product"


def _completes(word: Word, kind: str, lang: str) -> bool:
    """Whether a prepositional complement is a participant: no measure ("chuter de 11 %") and, but for what somebody is
    ("en danger"), no set phrase without article ("en tête")."""
    labels = labels_of(lang)
    if word.pos in {"NUM", "SYM"} or is_measure(word, lang):
        return False
    articled = word.kids(labels.determiner) or any(
        c.text.lower() in {"au", "aux", "du", "des"} for c in word.kids(labels.preposition)
    )
    return kind == "Be" or word.pos != "NOUN" or bool(articled) or word.morph.get("Number") == "Plur"


def _fill_copula(clause: Clause, lang: str) -> Casting:
    casting = Casting(None, "Be", clause.lemma, rule=f"copula {clause.lemma}")
    casting.agents = list(clause.subjects)
    if clause.attribute is not None:
        casting.patients = [clause.attribute]
    else:
        casting.patients = list(clause.objects) or _completing(clause, "Be", lang)
    casting.used.update(casting.agents + casting.patients)
    return casting


def _fill_unknown(clause: Clause, casting: Casting, lang: str) -> Casting:
    if clause.voice == "passive":
        casting.agents, casting.patients = list(clause.agents), list(clause.subjects)
    else:
        casting.agents, casting.patients = list(clause.subjects), list(clause.objects)
        if not casting.patients:
            casting.patients = casting.completed = _completing(clause, casting.type, lang)
    casting.roles = [("recipient", w) for w in clause.datives]
    casting.used.update([*casting.agents, *casting.patients, *clause.datives])
    return casting


def is_transparent(clause: Clause, lang: str) -> str:
    """The kind of a verb that is no fact itself but colours its infinitive: possible, necessary, future, phase,
    composite, or ""."""
    verbs = grammar(lang)["verbs"]
    if not any(c.link in {"infinitive", "complement"} for c in clause.children):
        return ""
    if clause.voice == "copula":
        return attribute_kind(clause, lang)
    if clause.lemma in verbs["witness"] and clause.objects and any(is_infinitive(c.head) for c in clause.children):
        return "phase"
    if is_persisting(clause, lang):
        return "phase"
    for kind in ("possible", "necessary", "future", "phase"):
        if clause.lemma in verbs[kind]:
            return "phase" if kind == "possible" and was_able(clause, lang) else kind
    return "composite" if composes(clause, lang) else ""


def is_persisting(clause: Clause, lang: str) -> bool:
    """ "Les prix n'ont cessé d'augmenter": who does not stop goes on."""
    return clause.negated and clause.lemma in grammar(lang)["verbs"]["persisting"]


def composes(clause: Clause, lang: str) -> bool:
    """Whether a verb is one predicate with its infinitive: "aider à fournir", and "permettre de relier" where nobody is
    told to whom that is made possible."""
    verbs = grammar(lang)["verbs"]
    helped = clause.objects or clause.datives or any(p == "à" for p, _ in clause.obliques)
    return clause.lemma in verbs["composite"] or clause.lemma in verbs["enabling"] and not helped
