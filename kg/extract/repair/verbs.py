"""Mends of verbs: auxiliaries, voice, inverted pronouns, what opens a clause."""

from __future__ import annotations

from unicodedata import normalize

from kg.extract.frames import known_verbs
from kg.extract.repair.moves import PARTICIPLE, finite_verb, make_participle, replace_by
from kg.extract.tree import Tree, Word, labels_of
from kg.extract.words import grammar, is_finite, is_infinitive, is_past_participle


def children_of_auxiliary(tree: Tree, lang: str) -> None:
    """ "il avait d'abord nié": what the parser hangs on an auxiliary belongs to its verb."""
    labels = labels_of(lang)
    for helper in tree.words:
        verb = helper.head
        if helper.dep not in labels.auxiliary or helper.is_root or verb.kids(labels.any_subject):
            continue
        if subject := helper.kid(labels.any_subject):
            subject.hang(verb, subject.dep)
            for clause in helper.kids(labels.adverbial_clause):
                clause.hang(verb, clause.dep)
            tree.repairs[verb] = "below an auxiliary"


def split_auxiliary(tree: Tree, lang: str) -> None:
    """ "ont aujourd'hui rebondi": avoir and a participle a few adverbs on are one verb."""
    labels, auxiliary = labels_of(lang), grammar(lang)["voice"]["auxiliary_have"]
    adverbial = labels.adverb | labels.name_part
    for have in tree.heads:
        if have.lemma not in auxiliary or have.dep in labels.tense_auxiliary:
            continue
        part = next(
            (
                c
                for c in have.children
                if c.i > have.i
                and c.i - have.i <= 5
                and (is_past_participle(c) or participle_of(c, known_verbs(lang)))
                and c.dep in labels.object | labels.open_complement | labels.adverbial_clause
                and not c.kids(labels.determiner | labels.marker | labels.auxiliary)
                and all(w.pos in {"ADV", "PRON"} or w.dep in adverbial for w in tree.words[have.i + 1 : c.i])
            ),
            None,
        )
        if part is not None:
            others = [c for c in have.children if c is not part]
            replace_by(have, part)
            have.hang(part, "aux:tense")
            for other in others:
                other.hang(part, other.dep)
            if part.pos != "VERB":
                part.lemma = participle_of(part, known_verbs(lang)) or part.lemma
                part.pos, part.morph = "VERB", dict(PARTICIPLE)
            tree.repairs[part] = "auxiliary behind adverbs"


def participle_of(word: Word, verbs: frozenset[str]) -> str:
    """The verb of ``verbs`` that a form may be the past participle of, "" when none."""
    form = word.text.lower()
    stem = form.removesuffix("s").removesuffix("e")
    ending = {"é": ("er",), "i": ("ir",), "u": ("re", "oir", "ir")}.get(stem[-1:], ())
    return next((v for e in ending if (v := stem[:-1] + e) in verbs), "")


def participle_form(word: Word, lang: str) -> str:
    """The infinitive of a word that the tagger took for a noun or adjective but that ends as a participle does."""
    if word.pos not in {"NOUN", "ADJ"} or not word.text.islower():
        return ""
    found = participle_of(word, known_verbs(lang))
    stem = word.text.removesuffix("s").removesuffix("e")
    return found or (stem[:-1] + "er" if stem.endswith("é") and len(stem) > 3 else "")


def share_auxiliary(tree: Tree, lang: str) -> None:
    """ "Elle a fixé des limites, augmenté la taille": a participle with an object shares the auxiliary."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.dep not in labels.participle or not is_past_participle(word) or word.i == 0:
            continue
        verb = next((w for w in word.ancestors() if w.pos == "VERB"), None)
        before = {tree.words[min(w.i for w in word.subtree()) - 1].text, tree.words[word.i - 1].text}
        if (
            verb is not None
            and verb.i < word.i
            and is_past_participle(verb)
            and before & {",", "et"}
            and any(o.i > word.i and o.pos == "NOUN" for o in word.kids(labels.object))
            and any(a.lemma in grammar(lang)["voice"]["auxiliary_have"] for a in verb.kids(labels.tense_auxiliary))
        ):
            word.hang(verb, "conj")
            tree.repairs[word] = "shared auxiliary"


def invert_pronoun(tree: Tree, lang: str) -> None:
    """ "affirme-t-il": the hyphenated pronoun is the subject of the verb before it, whatever the parser made of it."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.pos != "PRON" or not word.text.startswith("-") or word.i == 0 or word.text.lower().strip("-") == "t":
            continue
        verb = tree.words[word.i - 1]
        if verb.text.startswith("-") and verb.i:
            verb = tree.words[verb.i - 1]
        if verb.pos not in {"VERB", "AUX"}:
            continue
        if verb.dep in labels.auxiliary | labels.copula and verb.head is not word:
            verb = verb.head
        if word in set(verb.ancestors()):
            top = verb
            while top.head is not word:
                top = top.head
            for other in [c for c in word.children if c is not top]:
                other.hang(top, other.dep)
            replace_by(word, top)
        if word.head is not verb or word.dep not in labels.subject:
            word.hang(verb, "nsubj")
            tree.repairs[verb] = "inverted pronoun"


def causative_verb(tree: Tree, lang: str) -> None:
    """ "a fait fuir les pêcheurs": faire and laisser before an infinitive are one verb with it, and carry its tense."""
    labels, verbs = labels_of(lang), grammar(lang)["verbs"]
    causative, merging = verbs["causative"], verbs["merging"]
    for word in tree.words:
        if word.lemma not in causative:
            continue
        below = word.kid(labels.open_complement)
        adjacent = below is not None and below.i == word.i + 1 and is_infinitive(below)
        if below is not None and adjacent and word.lemma in merging and not word.kids(labels.object):
            others = [c for c in word.children if c is not below]
            replace_by(word, below)
            for other in others:
                other.hang(below, other.dep)
            word.hang(below, "dep")
        verb = word.head
        if (
            word.dep in labels.unclear
            and is_infinitive(verb)
            and 0 < verb.i - word.i <= 3
            and all(w.pos in {"ADV", "PRON"} for w in tree.words[word.i + 1 : verb.i])
        ):
            word.dep, word.pos = "aux:tense", "AUX"
            tree.repairs[verb] = "causative verb"


def clitic_subject(tree: Tree, lang: str) -> None:
    """ "une partie du centre nous a quittés": "nous" and "vous" before a verb of another person are its object."""
    labels, pronouns = labels_of(lang), grammar(lang)["pronouns"]
    clitics = {"nous", "vous", *pronouns["clitic_object"]}
    for word in tree.words:
        verb = word.head
        if word.dep not in labels.any_subject or word.text.lower() not in clitics or word.i > verb.i:
            continue
        form = finite_verb(verb).text.lower()
        personal = form.endswith(("ons", "ez")) or form in {"sommes", "êtes", "faites", "dites"}
        past_historic = form.endswith(("mes", "tes")) and "̂" in normalize("NFD", form)
        if is_finite(finite_verb(verb)) and not (personal or past_historic):
            word.dep = "obj"
            tree.repairs[verb] = "clitic object"


def reflexive_participle(tree: Tree, lang: str) -> None:
    """ "un nuage s'est alors élevé": être behind a reflexive pronoun is the auxiliary of a verb."""
    labels = labels_of(lang)
    for be in tree.words:
        word = be.head
        if be.lemma not in grammar(lang)["voice"]["be_verbs"] or word.i < be.i:
            continue
        if be.dep not in labels.copula and (be.dep not in labels.tense_auxiliary or word.pos == "VERB"):
            continue
        clitics = [c for c in word.children if c.i == be.i - 1 and c.text.lower() in {"se", "s'"}]
        lemma = word.lemma if is_past_participle(word) else participle_form(word, lang)
        if clitics and lemma and not word.kids(labels.determiner | labels.preposition):
            be.dep, clitics[0].dep = "aux:tense", "expl:comp"
            make_participle(word, lemma)
            tree.repairs[word] = "reflexive participle"


def passive_auxiliary_as_subject(tree: Tree, lang: str) -> None:
    """ "où seront favorisés les jeunes": a form of être is no subject but makes the participle behind it passive."""
    labels, voice = labels_of(lang), grammar(lang)["voice"]
    for be in tree.words:
        verb = be.head
        if be.dep not in labels.any_subject or be.lemma not in voice["be_verbs"] or be.pos not in {"AUX", "VERB"}:
            continue
        if not participle_of(verb, known_verbs(lang)) or be.i > verb.i or verb.kids(labels.auxiliary | labels.copula):
            continue
        active = verb.lemma in voice["etre_verbs"]
        be.dep, be.pos = "aux:tense" if active else "aux:pass", "AUX"
        verb.morph = {**{k: v for k, v in verb.morph.items() if k != "Mood"}, **PARTICIPLE}
        for behind in verb.kids(labels.object):
            behind.dep = "nsubj" if active else "nsubj:pass"
        tree.repairs[verb] = "passive with its subject behind it"


def opening_participle(tree: Tree, lang: str) -> None:
    """ "Sommée de partir, l'armée a tiré": a bare word in the shape of a participle that opens a sentence is one."""
    labels = labels_of(lang)
    for start in tree.breaks:
        word = next((w for w in tree.words[start : start + 3] if w.dep in labels.adverbial_clause), None)
        if word is None or word.pos not in {"NOUN", "ADJ"} or word.i > word.head.i:
            continue
        bare = not word.kids(labels.determiner | labels.preposition | labels.marker | labels.copula | labels.adjective)
        lemma = participle_of(word, known_verbs(lang))
        if bare and lemma and word.text.lower().rstrip("s").rstrip("e").endswith(("é", "i", "u")):
            make_participle(word, lemma)
            tree.repairs[word] = "opening participle"


def unpassive(tree: Tree, lang: str) -> None:
    """ "Il a rappelé" is active: a passive subject needs être."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.dep in labels.passive_subject:
            helpers = word.head.kids(labels.auxiliary)
            if helpers and all(h.lemma in grammar(lang)["voice"]["auxiliary_have"] for h in helpers):
                word.dep = "nsubj"
                tree.repairs[word.head] = "active with avoir"


def compound_markers(tree: Tree, lang: str) -> None:
    """ "afin de", "à moins que", "alors que": the clause hangs on the verb, not on the adverb that opens it."""
    labels = labels_of(lang)
    for word in tree.words:
        opener = word.head
        if (
            word.pos in {"VERB", "AUX", "NOUN", "ADJ"}
            and opener.pos in {"ADV", "ADP", "SCONJ"}
            and opener.i < word.i
            and word.kids(labels.marker)
            and not opener.is_root
            and word.dep
            in labels.clause_complement
            | labels.open_complement
            | labels.unclear
            | labels.adverbial_clause
            | labels.relative
            | labels.participle
        ):
            word.hang(opener.head, "advcl")
            opener.hang(word, "mark")
            tree.repairs[word] = "compound marker"


def infinitive_with_infinitive(tree: Tree, lang: str) -> None:
    """ "pour rendre hommage aux morts et apporter son soutien": an infinitive is coordinated with an infinitive."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.dep not in labels.conjunct or not is_infinitive(word) or is_infinitive(word.head):
            continue
        start, _ = tree.sentence_of(word)
        before = [
            w for w in tree.words[start : word.i] if is_infinitive(w) and w.pos == "VERB" and w not in word.subtree()
        ]
        if before:
            word.hang(before[-1], "conj")
            tree.repairs[word] = "infinitive beside infinitive"


def _before_insertion(i: int, tree: Tree) -> int:
    """Number of the word that a closing dash or bracket right before ``i`` was opened by, else ``i``."""
    opener = {"–": "–", "—": "—", ")": "("}.get(tree.words[i - 1].text)
    return next((k for k in range(i - 2, 0, -1) if tree.words[k].text == opener), i)


def plural_subject(tree: Tree, lang: str) -> None:
    """ "les missiles fournis par A et B ont été utilisés": a plural verb has no singular subject behind "et"."""
    labels = labels_of(lang)
    for subject in tree.words:
        if subject.dep not in labels.any_subject:
            continue
        verb = subject.head
        cc = next((c for w in (verb, subject) for c in w.kids(labels.coordinator) if c.i < subject.i), None)
        plural = any(w.morph.get("Number") == "Plur" and is_finite(w) for w in (verb, *verb.children))
        if (
            cc is None
            or cc.i == 0
            or not plural
            or subject.morph.get("Number") != "Sing"
            or subject.kids(labels.conjunct)
            or len(verb.kids(labels.any_subject)) > 1
        ):
            continue
        other = tree.words[_before_insertion(cc.i, tree) - 1]
        other = other.head if other.dep in labels.name_part else other
        if other.pos not in {"NOUN", "PROPN"} or other is verb:
            continue
        top = other.head.head if other.head.dep in labels.participle else other
        dep = subject.dep
        subject.hang(other, "conj")
        cc.hang(subject, "cc")
        if verb in top.subtree():
            replace_by(top, verb)
        top.hang(verb, dep)
        tree.repairs[verb] = "plural subject"


def personal_subject(tree: Tree, lang: str) -> None:
    """ "il a affirmé": "il" is empty before impersonal verbs alone."""
    labels, impersonal, voice = labels_of(lang), set(grammar(lang)["impersonal"]["verbs"]), grammar(lang)["voice"]
    be, takes_be = voice["be_verbs"], voice["etre_verbs"]
    for word in tree.words:
        verb = word.head
        if (
            word.dep in labels.expletive_subject
            and verb.pos == "VERB"
            and grammar(lang)["lemmas"].get(verb.text.lower(), verb.lemma) not in impersonal
            and (verb.lemma in takes_be or all(a.lemma not in be for a in verb.kids(labels.auxiliary)))
            and not verb.kids(labels.copula | labels.passive_auxiliary | labels.subject | labels.reflexive)
        ):
            word.dep = "nsubj"
            tree.repairs[verb] = "personal subject"


def foreign_reflexive(tree: Tree, lang: str) -> None:
    """ "Le verdict ne nous rendra rien": a pronoun of another person than the verb's is not reflexive."""
    labels, persons = labels_of(lang), grammar(lang)["pronouns"]["reflexive_persons"]
    for word in tree.words:
        verb = word.head
        if word.dep not in labels.reflexive or word.text.lower() not in persons:
            continue
        finite = next((c for c in verb.children if c.dep in labels.auxiliary), verb)
        person = finite.morph.get("Person")
        if is_finite(finite) and person and person != persons[word.text.lower()]:
            others = [c for c in verb.kids(labels.object) if c is not word]
            word.dep = "iobj" if others else "obj"
            tree.repairs[verb] = "pronoun of another person"


def absolute_participle(tree: Tree, lang: str) -> None:
    """ "…, les routes étant coupées": a present participle with a subject of its own is coordinated with nothing."""
    labels = labels_of(lang)
    for verb in tree.words:
        if verb.dep not in labels.conjunct:
            continue
        form = next((c for c in verb.children if c.dep in labels.auxiliary | labels.copula), verb)
        if (
            form.morph.get("VerbForm") == "Part"
            and form.text.lower().endswith("ant")
            and not verb.kids(labels.coordinator)
            and any(s.i < form.i for s in verb.kids(labels.any_subject))
        ):
            top = tree.root_of(verb)
            verb.hang(top, "advcl")
            tree.repairs[verb] = "absolute participle"
