"""Mends of what a word is taken for: participles read as adjectives or nouns, finite verbs read as participles."""

from __future__ import annotations

from kg.extract.frames import known_verbs
from kg.extract.repair.moves import make_participle, replace_by
from kg.extract.repair.verbs import participle_form
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import grammar, is_past_participle


def participle_with_be(tree: Tree, lang: str) -> None:
    """ "sont venues", "a été saisi": être and a participle are a verb, with été or an agent a passive one."""
    labels, voice = labels_of(lang), grammar(lang)["voice"]
    for be in tree.words:
        word = be.head
        if (
            be.dep not in labels.copula
            or be.lemma not in voice["be_verbs"]
            or word.kids(labels.determiner | labels.adjective)
        ):
            continue
        lemma = word.lemma if is_past_participle(word) else participle_form(word, lang)
        if not lemma or word.kids(labels.preposition):
            continue
        takes_be = lemma in voice["etre_verbs"]
        if not takes_be and not (
            is_past_participle(word) or be.text.lower() == "été" or word.kids(labels.passive_agent)
        ):
            continue
        be.dep = "aux:tense" if takes_be else "aux:pass"
        for subject in [] if takes_be else word.kids(labels.subject):
            subject.dep = "nsubj:pass"
        make_participle(word, lemma)
        tree.repairs[word] = "participle with être"


def adjective_with_be(tree: Tree, lang: str) -> None:
    """ "La piste n'est pas privilégiée", "je suis confiant": an adjective has no auxiliary but a copula."""
    labels, voice = labels_of(lang), grammar(lang)["voice"]
    for be in tree.words:
        word = be.head
        if be.dep not in labels.auxiliary or be.lemma not in voice["be_verbs"] or word.pos != "ADJ":
            continue
        if word.kids(labels.copula | labels.determiner) or any(w.pos == "VERB" for w in word.kids(labels.auxiliary)):
            continue
        be.dep = "cop"
        for subject in word.kids(labels.passive_subject):
            subject.dep = "nsubj"
        tree.repairs[word] = "adjective with être"


def participle_with_have(tree: Tree, lang: str) -> None:
    """ "ont vacciné": a noun or adjective with an auxiliary is a participle."""
    labels, have = labels_of(lang), grammar(lang)["voice"]["auxiliary_have"]
    for auxiliary in tree.words:
        word = auxiliary.head
        if (
            auxiliary.dep in labels.tense_auxiliary
            and auxiliary.lemma in have
            and word.pos in {"NOUN", "ADJ"}
            and not word.kids(labels.copula | labels.determiner)
        ):
            lemma = participle_form(word, lang)
            if lemma:
                make_participle(word, lemma)
                tree.repairs[word] = "participle with avoir"


def finite_not_participle(tree: Tree, lang: str) -> None:
    """ "un général assassine le roi": without é a form of a verb in -er is no participle but finite, and the noun
    before it its subject."""
    labels = labels_of(lang)
    for word in tree.words:
        if (
            word.pos != "VERB"
            or not is_past_participle(word)
            or word.kids(labels.auxiliary | labels.copula)
            or not word.lemma.endswith("er")
            or not word.text.islower()
            or word.text.rstrip("s").rstrip("e").endswith("é")
            or not word.text.endswith(("e", "ent", "a", "ait", "aient"))
        ):
            continue
        word.morph = {
            **{k: v for k, v in word.morph.items() if k not in {"Gender", "Tense"}},
            "VerbForm": "Fin",
            "Mood": "Ind",
            "Number": "Plur" if word.text.endswith("ent") else "Sing",
        }
        tree.repairs[word] = "finite verb"
        noun = word.head
        if (
            word.dep in labels.participle
            and noun.pos in {"NOUN", "PROPN"}
            and noun.i < word.i
            and not word.kids(labels.any_subject)
            and noun.dep in labels.clause_complement | labels.parataxis | labels.adverbial_clause | labels.root
        ):
            replace_by(noun, word)
            for opener in [c for c in noun.children if c.pos == "SCONJ" and c.i < noun.i]:
                opener.hang(word, "mark")
            noun.hang(word, "nsubj")


def counted_adjective(tree: Tree, lang: str) -> None:
    """ "vingt civils", "trois jeunes": an adjective that a number counts is a noun."""
    labels = labels_of(lang)
    for word in tree.words:
        if (
            word.pos == "ADJ"
            and word.dep not in labels.inside_phrase
            and any(n.i < word.i and n.text.lower() != "un" for n in word.kids(labels.number))
            and not word.kids(labels.copula | labels.adverb)
        ):
            word.pos = "NOUN"
            tree.repairs[word] = "counted adjective"


def infinitive_not_noun(tree: Tree, lang: str) -> None:
    """ "pourrait amender la loi", "pour se désendetter": a form of a known verb below a verb that takes bare
    infinitives, or behind a reflexive pronoun, is an infinitive."""
    labels, verbs, words = labels_of(lang), known_verbs(lang), grammar(lang)
    bare = {*words["verbs"]["possible"], *words["verbs"]["necessary"], *words["verbs"]["bare"]}
    for word in tree.words:
        form = word.text
        if word.pos not in {"NOUN", "ADJ", "PROPN", "X"} or not form.islower() or not form.endswith(("er", "ir", "re")):
            continue
        before = tree.words[word.i - 1] if word.i else word
        reflexive = before.text.lower() in {"se", "s'"} and before.pos == "PRON"
        above = word.head
        completes = (
            word.dep in labels.open_complement | labels.object
            and above.lemma in bare
            and above.i < word.i
            and form in verbs
            and not word.kids(labels.determiner | labels.adjective)
        )
        if not reflexive and not completes:
            continue
        word.pos, word.lemma, word.morph = "VERB", form, {"VerbForm": "Inf"}
        tree.repairs[word] = "infinitive, not noun"
        if reflexive:
            before.hang(word, "expl:comp")
            _hang_reflexive(word, labels)
            continue
        word.dep = "xcomp"
        for child in above.children:
            if child is not word and child.i > word.i and child.dep in labels.object | labels.oblique:
                child.hang(word, child.dep)


def _hang_reflexive(word: Word, labels: Labels) -> None:
    """Hang an infinitive with the preposition before it on the verb above it, as a circumstance."""
    opener = next((c for c in word.kids(labels.preposition) if c.i < word.i), None)
    verb = next((w for w in word.ancestors() if w.pos == "VERB"), None)
    if opener is not None:
        opener.dep = "mark"
    if verb is not None and word.dep in labels.complement | labels.unclear:
        word.hang(verb, "advcl")
