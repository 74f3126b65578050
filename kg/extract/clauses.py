"""Predicates with their own participants, as the tree gives them, before anything is shared between clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kg.extract.agreement import antecedent_of, nearest_noun, reflexive_lemma
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import conjuncts, grammar, is_finite, is_infinitive, is_past_participle, preposition_of
from kg.lang.nouns import noun_types

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})


@dataclass(slots=True, eq=False)
class Clause:
    """One predicate. ``subjects`` and ``objects`` are heads of phrases in the surface voice, conjuncts included.

    ``link`` says how it hangs under ``governor``: root, conjunct, complement, infinitive, adverbial, participle,
    relative or parataxis; ``detached`` means behind a comma. ``obliques`` are (preposition, head) pairs, "" for bare
    ones.
    """

    head: Word
    lemma: str
    voice: str = "active"
    link: str = "root"
    governor: Clause | None = None
    marker: str = ""
    antecedent: Word | None = None
    subjects: list[Word] = field(default_factory=list)
    objects: list[Word] = field(default_factory=list)
    datives: list[Word] = field(default_factory=list)
    obliques: list[tuple[str, Word]] = field(default_factory=list)
    agents: list[Word] = field(default_factory=list)
    attribute: Word | None = None
    verb: Word | None = None
    negated: bool = False
    impersonal: bool = False
    children: list[Clause] = field(default_factory=list)
    own_subject: bool = False
    detached: bool = False
    causative: bool = False

    def __hash__(self) -> int:
        return self.head.start

    @property
    def finite_verb(self) -> Word:
        """The word that carries mood and tense: the first auxiliary or copula, else the verb."""
        return self.verb or self.head


def find_clauses(tree: Tree, lang: str) -> list[Clause]:
    """Every clause of a paragraph in text order, each linked to the one that governs it."""
    labels = labels_of(lang)
    by_head: dict[Word, Clause] = {}
    for word in tree.words:
        if _is_predicate(word, labels):
            by_head[word] = _read_clause(word, labels, lang)
    for clause in by_head.values():
        _link(clause, tree, by_head, labels, lang)
    return list(by_head.values())


def _is_predicate(word: Word, labels: Labels) -> bool:
    if word.kid(labels.copula):
        return True
    if word.pos not in {"VERB", "AUX"} or word.dep in labels.inside_phrase:
        return False
    return bool(word.children) or word.pos == "VERB" and word.dep not in labels.unclear


def _lemma_of(head: Word, ambiguous: dict[str, str]) -> str:
    """The lemma, in the present of a form that two verbs share the one that the table names ("il vit à Bordeaux")."""
    return ambiguous.get(head.text.lower(), head.lemma) if head.morph.get("Tense") == "Pres" else head.lemma


def _read_clause(head: Word, labels: Labels, lang: str) -> Clause:
    words = grammar(lang)
    clause = Clause(head, _lemma_of(head, words["lemmas"]))
    copula = head.kid(labels.copula)
    auxiliaries = head.kids(labels.auxiliary)
    helpers = [w for w in [*auxiliaries, *([copula] if copula else [])] if is_finite(w)]
    clause.verb = helpers[0] if helpers else (copula or (auxiliaries[0] if auxiliaries else head))
    if copula:
        clause.lemma, clause.attribute, clause.voice = copula.lemma, head, "copula"
    elif head.lemma in words["voice"]["be_verbs"]:
        clause.voice = "copula"
    elif head.kids(labels.passive_auxiliary) and (
        head.lemma not in words["voice"]["etre_verbs"] or any(w.text.lower() == "été" for w in auxiliaries)
    ):
        clause.voice = "passive"
    adverbial = words["pronouns"]["adverbial"]
    idiom = _idiom_of_making(head, words)
    reflexive = [c for c in head.children if _is_reflexive(c, head, labels, adverbial)]
    causative = next((c for c in auxiliaries if c.lemma in words["verbs"]["causative"]), None)
    if idiom is not None:
        clause.verb = next((w for w in auxiliaries if is_finite(w)), idiom)
        clause.lemma = f"{'se ' if reflexive else ''}{idiom.lemma} {head.lemma}"
        clause.voice = "reflexive" if reflexive else "active"
    elif causative is not None and not reflexive:
        clause.lemma, clause.causative = f"{causative.lemma} {head.lemma}", True
    elif reflexive and not copula:
        clause.lemma = reflexive_lemma(head.lemma, words["voice"]["aspirated"])
        clause.voice = "reflexive"
        said_with_en = any(c.text.lower() == "en" and c.i < head.i for c in head.children)
        if said_with_en and head.lemma in words["verbs"]["with_en"]:
            clause.lemma = f"s'en {head.lemma}"
        if is_infinitive(head) and any(c.lemma in words["verbs"]["causative"] for c in head.children):
            clause.lemma, clause.voice = head.lemma, "passive"
    _read_participants(clause, set(reflexive), labels, lang)
    if clause.voice == "passive":
        take_agents(clause, lang)
    clause.negated = _is_negated(clause, labels, lang)
    return clause


def _idiom_of_making(head: Word, words: dict[str, dict[str, Any]]) -> Word | None:
    """The verb before an infinitive that is one predicate with it: "faire valoir", "se faire attendre"."""
    if not is_infinitive(head) or head.lemma not in words["verbs"]["made"]:
        return None
    return next((c for c in head.children if c.i < head.i and c.lemma in words["verbs"]["causative"]), None)


def _is_reflexive(word: Word, head: Word, labels: Labels, adverbial: list[str]) -> bool:
    """Whether a clitic stands for the subject again: "me" and "nous" only beside a subject of their person, where the
    verb has one or is a participle ("des appels me demandant")."""
    form = word.text.lower()
    if form in {"se", "s'"}:
        return word.i < head.i
    if word.dep not in labels.reflexive and word.morph.get("Reflex") != "Yes" or form in adverbial:
        return False
    person = word.morph.get("Person")
    subjects = [s for s in head.kids(labels.any_subject) if s.pos == "PRON"]
    other = bool(head.kids(labels.any_subject)) and all(s.morph.get("Person") != person for s in subjects)
    return not (person in {"1", "2"} and (other or head.dep in labels.participle))


def _read_participants(clause: Clause, reflexive: set[Word], labels: Labels, lang: str) -> None:
    words = grammar(lang)
    for child in clause.head.children:
        if child in reflexive or (clause.attribute and child.dep in labels.noun_complement | labels.adjective):
            continue
        if child.dep in labels.any_subject and preposition_of(child, lang) in {"", "de"}:
            if child.text.lower() == "-t" or (child.text.startswith("-") and clause.subjects):
                continue
            clause.own_subject = True
            if child.pos == "ADV" or _is_floating(child, labels, lang):
                continue
            clause.subjects.extend(_without_digits(conjuncts(child, labels)))
            if (
                child.dep in labels.passive_subject
                and clause.voice == "active"
                and is_past_participle(clause.head)
                and clause.head.lemma not in words["voice"]["etre_verbs"]
            ):
                clause.voice = "passive"
        elif child.dep in labels.expletive_subject:
            clause.impersonal = True
        elif child.dep in labels.object and (child.pos in _NOMINAL or child.kids(labels.determiner)):
            if child.text.lower() in words["pronouns"]["dative"]:
                clause.datives.append(child)
            else:
                clause.objects.extend(_without_digits(conjuncts(child, labels)))
        elif child.dep in labels.indirect_object:
            if child.text.lower() not in words["pronouns"]["adverbial"] and child not in clause.datives:
                clause.datives.append(child)
        elif child.dep in labels.passive_agent and preposition_of(child, lang) in {"par", "de", ""}:
            clause.agents.extend(conjuncts(child, labels))
        elif child.dep in labels.oblique and _is_partitive(child, labels, lang):
            clause.objects.extend(conjuncts(child, labels))
        elif child.dep in labels.complement | labels.passive_agent and child.pos != "VERB":
            own = preposition_of(child, lang)
            clause.obliques.extend((preposition_of(w, lang) or own, w) for w in conjuncts(child, labels))
        elif child.dep in labels.open_complement and child.pos in {"NOUN", "PROPN", "ADJ", "PRON"}:
            if not _is_predicate(child, labels) and clause.attribute is None:
                clause.attribute = child


def _without_digits(words: list[Word]) -> list[Word]:
    """ "entre 5 000 et 10 000 combattants", "le 45e président": a number beside a noun is a piece of it."""
    nouns = [w for w in words if not w.text.isdigit()]
    return nouns or words


def _is_floating(subject: Word, labels: Labels, lang: str) -> bool:
    """ "tous deux": a quantifier that says again who the subject is; "toutes les gares" is a subject of its own."""
    floating = grammar(lang)["pronouns"]["floating"]
    return subject.pos != "NOUN" and any(c.text.lower() in floating for c in subject.children)


def take_agents(clause: Clause, lang: str) -> None:
    """Who does what a passive tells: behind "par", with a few verbs behind "de"; no means ("tué par balle")."""
    voice, labels = grammar(lang)["voice"], labels_of(lang)
    taken, types = [w for p, w in clause.obliques if p == "par"], noun_types(lang)
    if clause.head.lemma in voice["agent_of"] and not (taken or clause.agents):
        people = {"Person", "Group", "Organization"}
        taken = [w for p, w in clause.obliques if p == "de" and (w.pos == "PROPN" or types.get(w.lemma) in people)]
    clause.obliques = [(p, w) for p, w in clause.obliques if w not in taken]
    agents = clause.agents or taken
    clause.agents = [
        w for w in agents if w.lemma not in voice["means"] and (w.pos != "NOUN" or _is_articled(w, labels))
    ]
    clause.obliques += [("par", w) for w in agents if w not in clause.agents]


def _is_articled(word: Word, labels: Labels) -> bool:
    """Whether a noun has an article, a number or a word like "plusieurs", or is coordinated with one that may share it:
    "par hasard" tells how, not who."""
    contracted = any(c.text.lower() in {"du", "des", "au", "aux"} for c in word.kids(labels.preposition))
    counted = word.kids(labels.determiner | labels.number | labels.adjective) or word.morph.get("Number") == "Plur"
    return bool(contracted or counted or word.dep in labels.conjunct)


def _is_partitive(word: Word, labels: Labels, lang: str) -> bool:
    """ "mène de violentes offensives": plural de before an adjective is an article, not a preposition."""
    return (
        preposition_of(word, lang) == "de"
        and word.morph.get("Number") == "Plur"
        and not word.kids(labels.determiner)
        and any(a.i < word.i for a in word.kids(labels.adjective))
    )


def _is_negated(clause: Clause, labels: Labels, lang: str) -> bool:
    """Whether the clause is denied: by ne with pas, plus, rien …, by aucun in an argument, never by ne … que."""
    words = grammar(lang)["negation"]
    around = [*clause.head.children, *(clause.verb.children if clause.verb else ())]
    around += [w for a in around if a.pos == "ADV" for w in a.children if w.text.lower() in words["below_adverbs"]]
    forms = {w.text.lower() for w in around}
    before = {w.text.lower() for w in around if w.i == clause.head.i - 1 and is_past_participle(clause.head)}
    if not is_finite(clause.finite_verb) and ("pas" in before or forms & set(words["alone"])):
        return True
    near = [c for c in clause.head.children if c.i < clause.head.i and c.pos != "VERB"]
    nots = [*around, *(w for c in near for w in c.children if w.i < c.i or c.pos == "ADV")]
    nots = [w for w in nots if w.text.lower() == "non" and w.pos != "NOUN"]
    after = {w.i - 1: w.text.lower() for w in clause.head.subtree()} if nots else {}
    if any(after.get(w.i) not in words["only"] for w in nots):
        return True
    particle = bool(forms & set(words["particles"]))
    if particle and any(w.lemma in words["coordinators"] for w in clause.head.subtree()):
        return True
    said = forms | {w.lemma for w in around}
    denied = not said.isdisjoint((*words["words"], *words["coordinators"])) and not _leaves_some(around, words)
    for phrase in (*clause.subjects, *clause.objects, *(w for _, w in clause.obliques)):
        near = [phrase, *phrase.kids(labels.determiner | labels.coordinator | labels.adjective | labels.adverb)]
        if any(
            w.lemma in words["determiners"]
            or w.text.lower() in {*words["pronouns"], "pas", "jamais"}
            and not w.kids(labels.determiner | labels.number)
            or w.lemma in words["coordinators"]
            for w in near
        ):
            denied = True
    if particle and not denied:
        first = min((w.i for w in around if w.text.lower() in words["particles"]), default=0)
        follows = any(w.i > first and w.text.lower() in words["restriction"] for w in around)
        below = {c.text.lower() for w in clause.head.children for c in w.children}
        unrestricted = not follows and below.isdisjoint(words["restriction"])
        return unrestricted and clause.lemma in {"pouvoir", "savoir", "oser", "cesser"}
    return denied and particle


def _leaves_some(around: list[Word], words: dict[str, Any]) -> bool:
    """ "Il n'y a plus qu'un candidat", "n'a pas seulement fermé l'usine": one is left, it did."""
    denying = [w for w in around if w.text.lower() in words["words"]]
    behind = {w.text.lower() for d in denying for w in (*around, *d.subtree()) if w.i == d.i + 1}
    more = all(w.text.lower() == "plus" for w in denying)
    return bool(behind & {*words["only"], *(words["restriction"] if more else ())})


def attribute_kind(clause: Clause, lang: str) -> str:
    """What a noun behind être makes of an infinitive below it: "être en train de", "être sur le point de"; "" if
    nothing."""
    noun, verbs = clause.attribute, grammar(lang)["verbs"]
    if clause.voice != "copula" or noun is None or not noun.kids(labels_of(lang).preposition):
        return ""
    return next((k for k in ("phase", "future", "possible") if noun.lemma in verbs[f"attribute_{k}"]), "")


def _is_gerund(head: Word, labels: Labels) -> bool:
    return any(c.text.lower() == "en" and c.i == head.i - 1 for c in head.kids(labels.marker | labels.preposition))


def _link(clause: Clause, tree: Tree, by_head: dict[Word, Clause], labels: Labels, lang: str) -> None:
    head = clause.head
    kinds = (
        (labels.conjunct, "conjunct"),
        (labels.clause_complement, "complement"),
        (labels.open_complement, "infinitive"),
        (labels.adverbial_clause, "adverbial"),
        (labels.participle, "participle"),
        (labels.relative, "relative"),
        (labels.parataxis, "parataxis"),
    )
    clause.link = next((name for deps, name in kinds if head.dep in deps), "root" if head.is_root else "other")
    clause.marker = " ".join(
        m.text.lower()
        for m in sorted(
            (m for mark in head.kids(labels.marker) for m in (mark, *mark.kids(labels.name_part))), key=lambda w: w.i
        )
    )
    first = min(w.i for w in head.subtree())
    if clause.marker.startswith("qu") and any(w.text.lower() == "plutôt" for w in tree.words[first : head.i][:2]):
        clause.marker = f"plutôt {clause.marker}"
    clause.detached = any(tree.words[i].text == "," for i in {first, first - 1, head.i - 1} if i >= 0)
    if clause.link in {"participle", "relative"}:
        clause.antecedent = antecedent_of(head)
    having = clause.finite_verb.text.lower() in {"ayant", "étant"}
    if clause.link == "participle" and not clause.detached and (having or head.morph.get("Tense") == "Pres"):
        clause.antecedent = nearest_noun(clause.finite_verb if having else head, tree) or clause.antecedent
    if clause.link == "complement" and clause.marker.startswith(tuple(grammar(lang)["markers"]["adverbial"])):
        clause.link = "adverbial"
    if clause.link == "participle" and head.text.lower().endswith("ant") and _is_gerund(head, labels):
        clause.link, clause.marker = "adverbial", "en"
    if head.dep in labels.unclear and head.pos in {"VERB", "AUX", "ADJ"} and clause.marker.startswith("qu"):
        clause.link = "complement"
    if (
        clause.link in {"adverbial", "other"}
        and is_infinitive(clause.finite_verb)
        and clause.marker in grammar(lang)["markers"]["complement"]
    ):
        clause.link = "infinitive"
    elif clause.link == "infinitive" and clause.marker.split(" ")[0] in grammar(lang)["markers"]["circumstance"]:
        clause.link = "adverbial"
    governor = clause.governor = next((by_head[w] for w in head.ancestors() if w in by_head), None)
    if governor:
        if clause.link == "participle" and is_infinitive(clause.finite_verb) and head.head is governor.head:
            clause.link = "infinitive" if attribute_kind(governor, lang) else clause.link
        if clause.link == "conjunct" and governor.link == "relative":
            clause.antecedent = governor.antecedent or antecedent_of(governor.head)
        governor.children.append(clause)
        if clause.link == "conjunct" and head.head is not governor.head:
            clause.link = "other"
