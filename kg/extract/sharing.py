"""What clauses take from each other: antecedents of relatives, shared and controlled subjects, shared objects."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.agreement import agree, agrees
from kg.extract.clauses import Clause, take_agents
from kg.extract.kinds import is_actor, is_measure, is_thing
from kg.extract.reality import is_reason
from kg.extract.tree import Word, labels_of
from kg.extract.words import conjuncts, grammar, is_finite, is_infinitive, is_past_participle, preposition_of
from kg.lang import load_table
from kg.lang.nouns import noun_types
from kg.schema import load_schema

# Types of event whose agent is a person or a body of people.
_HUMAN = frozenset(
    {"Fund", "Govern", "Invest", "Acquire", "Hire", "LayOff", "Appoint", "Dismiss", "Elect", "Vote", "Charge"}
)


def top_down(clauses: list[Clause]) -> list[Clause]:
    """Clauses ordered so that each governor comes before what it governs."""
    ordered: list[Clause] = []
    waiting = [c for c in clauses if c.governor is None]
    while waiting:
        ordered.extend(waiting)
        waiting = [child for c in waiting for child in c.children]
    return ordered


def resolve_relative(clause: Clause, lang: str) -> None:
    """Put the antecedent where the relative pronoun stands; "dont" becomes de + antecedent, "où" dans + antecedent."""
    if clause.link not in {"relative", "conjunct"} or clause.antecedent is None:
        return
    words, antecedent = grammar(lang)["pronouns"], _agreeing_antecedent(clause, clause.antecedent)
    if clause.link == "relative":
        antecedent = _acting_antecedent(clause, antecedent, lang)

    def relative(word: Word, kind: str) -> bool:
        return word.text.lower() in words[kind]

    stray = [w for w in clause.subjects if relative(w, "relative_place") or relative(w, "relative_of")]
    if stray:
        clause.subjects = [w for w in clause.subjects if w not in stray]
        clause.obliques.append(("dans" if relative(stray[0], "relative_place") else "de", antecedent))
    clause.subjects = [
        antecedent if relative(w, "relative_subject") or relative(w, "relative_other") else w for w in clause.subjects
    ]
    inverted = [w for w in clause.objects if w.i > clause.head.i and w.pos != "PRON"]
    if clause.link == "relative" and not clause.subjects and not clause.impersonal:
        clause.subjects, clause.objects = inverted, [w for w in clause.objects if w not in inverted]
    clause.objects = [
        antecedent if relative(w, "relative_object") or relative(w, "relative_other") else w for w in clause.objects
    ]
    obliques: list[tuple[str, Word]] = []
    for preposition, word in clause.obliques:
        if relative(word, "relative_of"):
            obliques.append(("de", antecedent))
        elif relative(word, "relative_place"):
            if antecedent.lemma not in grammar(lang)["modal"]["supposing"]:
                obliques.append(("dans", antecedent))
        elif relative(word, "relative_other") or (preposition and relative(word, "relative_subject")):
            obliques.append((preposition or "à", antecedent))
        else:
            obliques.append((preposition, word))
    clause.obliques = obliques
    opener = min(clause.head.subtree(), key=lambda w: w.i)
    if relative(opener, "relative_of") and not any(w is antecedent for _, w in obliques) and opener.head is clause.head:
        clause.obliques.append(("de", antecedent))


def is_bare_participle(clause: Clause, lang: str) -> bool:
    """Whether a past participle without auxiliary and object tells what is done to its subject ("Nommé par X, Y …")."""
    head = clause.head
    return (
        is_past_participle(head)
        and clause.verb is head
        and clause.voice == "active"
        and not clause.objects
        and (head.lemma not in grammar(lang)["voice"]["etre_verbs"] or any(p == "par" for p, _ in clause.obliques))
    )


def described_by(clause: Clause, governor: Clause) -> list[Word]:
    """Whom a bare participle beside a clause describes: its subject where they agree, else the noun right before the
    comma; nobody where either may be meant and the doer is told ("soutient le projet, lancé par X")."""
    head = clause.head
    subjects = [s for s in governor.subjects if agree(s, head)] if not governor.impersonal else []
    if head.i < governor.head.i:
        return list(governor.subjects)
    first = min(w.i for w in head.subtree())
    before = [w for w in governor.head.subtree() if w.i < first and w.pos in {"NOUN", "PROPN"}]
    noun = max(before, key=lambda w: w.i, default=None)
    if noun is None or first - noun.i > 3 or noun in governor.subjects:
        return subjects
    if noun.pos == "NOUN" and not agree(noun, head):
        return subjects
    told = noun.pos == "NOUN" and bool(noun.morph.get("Gender")) and bool(head.morph.get("Gender"))
    if not subjects:
        return [noun]
    return [] if told and clause.agents else subjects


def _agreeing_antecedent(clause: Clause, antecedent: Word) -> Word:
    """ "les villes, les ports, qui sont cruciaux": of several nouns the one that the adjective agrees with."""
    adjective = clause.attribute
    if adjective is None or adjective.pos != "ADJ" or agree(antecedent, adjective):
        return antecedent
    inside = [
        w for w in antecedent.subtree() if w.pos == "NOUN" and w.i < clause.head.i and w not in clause.head.subtree()
    ]
    return max((w for w in inside if agree(w, adjective)), key=lambda w: w.i, default=antecedent)


def _acting_antecedent(clause: Clause, antecedent: Word, lang: str) -> Word:
    """ "la statue du marchand Edward Colston, qui a financé …": a thing does not fund, the person named before "qui"
    does."""
    opener = min(clause.head.subtree(), key=lambda w: w.i)
    kinds = {frame.type for frame in load_schema(lang).verbs.get(clause.lemma, ())[:1]}
    tells = clause.lemma in load_table(lang, "reference")["agency"]["verbs"]
    acts = bool(kinds & _HUMAN) or tells and noun_types(lang).get(antecedent.lemma) != "Work"
    own = any(w in clause.head.children for w in clause.subjects)
    if not (acts and own) or clause.voice != "active" or not is_thing(antecedent, lang):
        return antecedent
    named = [w for w in antecedent.subtree() if w.i < opener.i and w.mention is not None]
    last = max(named, key=lambda w: w.i, default=None)
    person = last is not None and last.mention is not None and last.mention.type == "Person"
    near = last is not None and opener.i - max(w.i for w in last.subtree() if w.i < opener.i) <= 2
    return last if last is not None and person and near else antecedent


def resolve_participle(clause: Clause, lang: str) -> None:
    """ "une vidéo publiée par X": the noun is the passive subject; "X représentant Y": the active one.

    The subject of an infinitive below a noun ("la volonté de partir") is not told, but for "en train de".
    """
    if clause.link == "participle" and is_infinitive(clause.finite_verb):
        if clause.antecedent is not None:
            _resolve_infinitive(clause, clause.antecedent, lang)
        return
    if clause.link != "participle" or clause.antecedent is None or clause.subjects:
        return
    clause.subjects = _participle_subject(clause, clause.antecedent, lang)
    form = clause.head.morph
    if (
        form.get("VerbForm") == "Part"
        and form.get("Tense") == "Past"
        and clause.voice == "active"
        and (not clause.objects or clause.head.lemma in grammar(lang)["voice"]["naming"])
    ):
        clause.objects = []
        if clause.head.lemma not in grammar(lang)["voice"]["etre_verbs"]:
            clause.voice = "passive"
        take_agents(clause, lang)


def _resolve_infinitive(clause: Clause, noun: Word, lang: str) -> None:
    """Who does what an infinitive below a noun tells: "la première femme à diriger …", "des mesures pour inverser …",
    where whoever takes the measures does it with them."""
    above, words = clause.governor, grammar(lang)
    attributes = [noun] if above is not None and above.voice == "copula" and above.attribute is noun else []
    holders = list(above.subjects) if above is not None else []
    if above is not None and _in_progress(clause):
        clause.subjects = holders
    elif noun_modality(clause, lang):
        clause.link, clause.subjects = "infinitive", _holders(noun, above, lang)
    elif clause.marker == "à" and {w.lemma for w in (noun, *noun.children)} & set(words["nouns"]["ranking"]):
        clause.link, clause.subjects = "infinitive", holders if attributes and holders else [noun]
    elif clause.marker.split(" ")[0] in words["markers"]["purpose"] and not is_reason(clause, lang):
        done = above is not None and above.voice == "active" and noun in above.objects and not is_made(noun, lang)
        acts = is_made(noun, lang) or above is not None and noun in (*above.objects, *above.subjects)
        doers = holders if done and holders else [noun] if acts else []
        if attributes or doers:
            clause.link, clause.subjects = "adverbial", [] if attributes else doers


def noun_modality(clause: Clause, lang: str) -> str:
    """What the noun above an infinitive with "de" or "à" makes of it: ``intended``, ``possible``, ``none``; "" if
    nothing."""
    noun = clause.head.head
    if noun.pos != "NOUN" or clause.head.is_root:
        return ""
    if clause.marker not in {"de", "d'"}:
        if clause.marker != "à" or noun.lemma not in grammar(lang)["infinitive_nouns_to"]["nouns"]:
            return ""
    kinds: dict[str, list[str]] = grammar(lang)["infinitive_nouns"]
    return next((kind for kind, nouns in kinds.items() if noun.lemma in nouns), "")


def is_told_by_noun(clause: Clause, lang: str) -> bool:
    """ "la promesse de Berlin de livrer …": whoever promises says so."""
    telling = grammar(lang)["infinitive_nouns_telling"]["nouns"]
    told = clause.link == "infinitive" and noun_modality(clause, lang) not in {"", "none"} and bool(clause.subjects)
    return told and clause.head.head.lemma in telling


def _holders(noun: Word, above: Clause | None, lang: str) -> list[Word]:
    """Whose intention it is: whom a possessive or the verb of "avoir l'intention de" tells, or whom "de" names."""
    labels = labels_of(lang)
    named = [
        w
        for c in noun.kids(labels.complement)
        if c.pos in {"PROPN", "NOUN"} and c.i > noun.i and preposition_of(c, lang) == "de"
        for w in conjuncts(c, labels)
    ]
    if named:
        return named
    own = any(d.text.lower() in grammar(lang)["determiners"]["possessive_third"] for d in noun.children)
    subjects = above.agents if above is not None and above.voice == "passive" else above.subjects if above else []
    if above is None or above.impersonal or any(noun is w for w in subjects):
        return []
    supported = noun in above.objects and above.lemma in grammar(lang)["verbs"]["holding"]
    aimed = preposition_of(noun, lang).split(" ")[0] in {"avec", "dans"} and any(noun is w for _, w in above.obliques)
    return list(subjects) if own or supported or aimed else []


def is_made(noun: Word, lang: str) -> bool:
    """A thing or a body of people, which itself does what it is there for ("des systèmes pour protéger la ville")."""
    return noun_types(lang).get(noun.lemma) in {"Product", "Facility", "Group", "Person", "Organization"}


def _participle_subject(clause: Clause, antecedent: Word, lang: str) -> list[Word]:
    """Whom a participle describes: behind a comma the subject of the clause, where the noun before it is an amount or
    the form agrees with the subject alone, or where it is a present participle; else the noun."""
    above, head = clause.governor, clause.head
    if above is None or not above.subjects or not clause.detached:
        return [antecedent]
    subject = above.subjects[0]
    if is_measure(antecedent, lang):
        return list(above.subjects)
    present = head.morph.get("Tense") == "Pres" or head.text.lower().endswith("ant")
    if present and is_actor(antecedent, lang) and not is_actor(subject, lang):
        return [antecedent]
    if present or clause.finite_verb.text.lower() in {"ayant", "étant"}:
        return list(above.subjects) if above.head.i < head.i and above.voice != "passive" else [antecedent]
    wanted = head.morph.get("Gender")
    if wanted and antecedent.morph.get("Gender", wanted) != wanted and subject.morph.get("Gender") == wanted:
        return list(above.subjects)
    return [antecedent]


def _in_progress(clause: Clause) -> bool:
    nouns = [clause.antecedent, *(clause.antecedent.children if clause.antecedent else ())]
    return any(w is not None and w.lemma == "train" and any(c.text.lower() == "en" for c in w.children) for w in nouns)


def _shared_subjects(clause: Clause, first: Clause, lang: str) -> list[Word]:
    """The subjects of the verb before, or of the next one above it that the number of the finite verb allows."""
    verb, above = clause.finite_verb, first
    while not agrees(above.subjects, verb, lang) and is_finite(verb):
        if above.governor is None:
            return []
        above = above.governor
    return list(above.subjects)


def share_conjunct(clause: Clause, lang: str) -> None:
    """A coordinated verb without subject of its own takes the surface subject of the verb before it."""
    first = clause.governor
    if (
        clause.link != "conjunct"
        or first is None
        or is_infinitive(clause.finite_verb) != is_infinitive(first.finite_verb)
    ):
        return
    if not clause.own_subject and not clause.impersonal:
        clause.subjects = _shared_subjects(clause, first, lang)
        clause.negated = clause.negated or first.negated and clause.verb is clause.head and not is_finite(clause.head)
        if (
            first.voice == "passive"
            and clause.voice == "active"
            and clause.head.morph.get("VerbForm") == "Part"
            and clause.verb is clause.head
        ):
            clause.voice = "passive"
        if clause.voice == "active" and not clause.objects and _shares_clitic(clause, first):
            clause.objects = [o for o in first.objects if o.pos == "PRON"]


def share_objects(clauses: list[Clause], lang: str) -> None:
    """Coordinated verbs side by side share the object that follows the last of them ("planifier et mener la frappe",
    "ont poursuivi, arrêté et désarmé l'agresseur"); only those that may have one."""
    for clause in clauses:
        first = clause.governor
        if clause.link != "conjunct" or first is None or clause.voice != "active":
            continue
        if not clause.objects or any(o.i < clause.head.i or o.pos == "PRON" for o in clause.objects):
            continue
        row = [first, *(c for c in first.children if c.link == "conjunct" and c.head.i < clause.head.i), clause]
        if any(not _stands_beside(before, behind, lang) for before, behind in pairwise(row)):
            continue
        for before in row[:-1]:
            before.objects = list(clause.objects)


def _stands_beside(clause: Clause, behind: Clause, lang: str) -> bool:
    """Whether a verb has nothing of its own between it and the one coordinated with it: neither object nor subject."""
    taken = clause.objects or clause.obliques or clause.datives or clause.attribute or clause.voice != "active"
    joined = all(form(clause.head) == form(behind.head) for form in (is_finite, is_infinitive))
    near = behind.head.i - clause.head.i <= 3 and not any(c.link != "conjunct" for c in clause.children)
    own = behind.own_subject or behind.finite_verb is not behind.head
    return not taken and joined and near and not own and _takes_object(clause, lang)


def _takes_object(clause: Clause, lang: str) -> bool:
    """Whether the verb is of a type that asks for an object, or is listed as asking for one."""
    schema, taking = load_schema(lang), grammar(lang)["verbs"]["taking"]
    frames = schema.verbs.get(clause.lemma, ())
    return clause.lemma in taking or any(schema.event_types[f.type].transitive for f in frames)


def _shares_clitic(clause: Clause, first: Clause) -> bool:
    """ "l'a ouverte puis posée": a participle without auxiliary shares the pronoun before the one it is joined to."""
    bare = is_past_participle(clause.head) and clause.verb is clause.head and first.verb is not first.head
    return bare and first.voice == "active" and any(o.pos == "PRON" and o.i < first.head.i for o in first.objects)


def controlled_subject(control: str, governor: Clause, idiom: set[Word]) -> list[Word]:
    """The subject of an infinitive below ``governor``: the slot that the frame names, else object, recipient,
    subject. A passive has its object before the verb ("X a été contraint de partir"); the words of an
    ``idiom`` do nothing ("avoir l'intention de")."""
    passive = governor.voice == "passive"
    subjects, objects = (governor.agents, governor.subjects) if passive else (governor.subjects, governor.objects)
    objects = [w for w in objects if w not in idiom]
    if control == "subject":
        return list(subjects)
    if control == "object":
        return list(objects)
    slots = [w for p, w in governor.obliques if w.i > governor.head.i and p == (control or "à") and w not in idiom]
    if control:
        return slots or list(governor.datives)
    return list(objects) or list(governor.datives) or list(subjects)
