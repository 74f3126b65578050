"""Mends of how clauses hang together: which verb is the main one, whom a relative describes, where a clause begins."""

from __future__ import annotations

from functools import cache

from kg.extract.agreement import agrees, verb_number
from kg.extract.repair.moves import finite_verb, replace_by
from kg.extract.repair.speech import verbs_of_saying
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import grammar, is_finite, is_infinitive, preposition_of
from kg.lang import load_table

_NOMINAL = frozenset({"NOUN", "PROPN"})
_CLITICS = frozenset({"se", "s'", "le", "la", "les", "l'", "lui", "leur", "en", "y", "ne", "n'"})


def finite_beside_finite(tree: Tree, lang: str) -> None:
    """ "ont promis d'aider la ville, mais n'ont pas signé": a finite verb is coordinated with a finite one, not with
    the infinitive that stands nearer."""
    labels = labels_of(lang)
    for word in tree.words:
        first = word.head
        if word.dep not in labels.conjunct or word.pos != "VERB" or word.kids(labels.marker | labels.relative):
            continue
        if not is_finite(finite_verb(word)) or not is_infinitive(first) or first.pos != "VERB":
            continue
        above = next((w for w in first.ancestors() if w.pos == "VERB" and is_finite(finite_verb(w))), None)
        if above is not None:
            word.hang(above, "conj")
            tree.repairs[word] = "finite verb beside finite verb"


def main_verb_behind_participle(tree: Tree, lang: str) -> None:
    """ "Un avion transportant 72 personnes s'est écrasé": a present participle behind its noun is no main verb."""
    labels = labels_of(lang)
    for participle in tree.words:
        if participle.pos != "VERB" or not participle.text.endswith("ant") or participle.kids(labels.auxiliary):
            continue
        noun = next((s for s in participle.kids(labels.any_subject) if s.pos in _NOMINAL and s.i < participle.i), None)
        if noun is None or participle.kids(labels.marker | labels.preposition | labels.copula):
            continue
        verb = next(
            (
                w
                for w in sorted(participle.subtree(), key=lambda w: w.i)
                if w.i > participle.i
                and w.head is participle
                and _is_orphan(w, labels)
                and agrees([noun], finite_verb(w), lang)
            ),
            None,
        )
        if verb is not None:
            _make_main(verb, participle, noun, tree, "acl")
            tree.repairs[verb] = "main verb behind a participle"


def participle_with_having(tree: Tree, lang: str) -> None:
    """ "un duel entre les candidats ayant gagné": behind a preposition a noun is no subject of "ayant" in a clause of
    its own."""
    labels = labels_of(lang)
    for noun in tree.words:
        verb = noun.head
        if noun.dep not in labels.any_subject or not noun.kids(labels.preposition) or verb.is_root:
            continue
        helper = next((c for c in verb.kids(labels.auxiliary) if c.text.lower() in {"ayant", "étant"}), None)
        above = verb.head
        if helper is None or max(w.i for w in noun.subtree()) != helper.i - 1 or above in set(noun.subtree()):
            continue
        noun.hang(above, "obl:mod" if above.pos in {"VERB", "AUX"} else "nmod")
        for opener in verb.kids(labels.coordinator):
            opener.hang(noun, "cc")
        verb.hang(noun, "acl")
        tree.repairs[verb] = "participle of the noun before it"


def _is_orphan(word: Word, labels: Labels) -> bool:
    """A finite predicate with neither subject nor what would make it subordinate."""
    return (
        (word.pos in {"VERB", "AUX"} or bool(word.kids(labels.copula)))
        and is_finite(finite_verb(word))
        and not word.kids(labels.any_subject | labels.expletive_subject | labels.marker)
    )


def _make_main(verb: Word, inner: Word, noun: Word, tree: Tree, dep: str) -> None:
    """Put ``verb`` where ``inner`` was, with ``noun`` for its subject, and ``inner`` below the noun."""
    start = opening(finite_verb(verb), tree)
    replace_by(inner, verb)
    for child in [c for c in inner.children if c.i >= start and c is not noun]:
        child.hang(verb, child.dep)
    noun.hang(verb, _subject_of(verb))
    inner.hang(noun, dep)


def _subject_of(verb: Word) -> str:
    return "nsubj:pass" if any(c.dep == "aux:pass" for c in verb.children) else "nsubj"


def opening(verb: Word, tree: Tree) -> int:
    """Number of the first word of a finite verb with its clitics and its negation."""
    i = verb.i
    while i and tree.words[i - 1].text.lower() in _CLITICS and tree.words[i - 1].pos in {"PRON", "ADV"}:
        i -= 1
    return i


def verb_behind_insertion(tree: Tree, lang: str) -> None:
    """ "La mère, qui avait sauté, est morte": a finite verb without subject behind a comma that closes what a relative
    pronoun opened belongs to the noun before it."""
    labels, saying = labels_of(lang), verbs_of_saying(lang)
    for finite in tree.words:
        if finite.pos not in {"VERB", "AUX"} or not is_finite(finite):
            continue
        verb = finite.head if finite.dep in labels.auxiliary | labels.copula else finite
        start = opening(finite, tree)
        tag = verb.lemma in saying and not verb.kids(labels.clause_complement)
        if start < 4 or tree.words[start - 1].text != "," or tag:
            continue
        if any(s.i > start - 1 or s.dep in labels.expletive_subject for s in verb.kids(labels.any_subject)):
            continue
        if verb.kids(labels.marker | labels.expletive_subject) or any(
            s.i < start for s in _bound_subjects(verb, labels)
        ):
            continue
        found = _opener(start - 1, tree, lang)
        noun = _subject_before(found, tree, labels) if found else None
        if noun is None or not agrees([noun], finite, lang) or noun in verb.kids(labels.any_subject):
            continue
        _close_insertion(verb, noun, found, start, tree)
        tree.repairs[verb] = "verb behind an insertion"


def _bound_subjects(verb: Word, labels: Labels) -> list[Word]:
    """Subjects of the verb, its own or those that it shares as a conjunct."""
    own = verb.kids(labels.any_subject)
    return own or (
        verb.head.kids(labels.any_subject) if verb.dep in labels.conjunct and _coordinated(verb, labels) else []
    )


def _coordinated(verb: Word, labels: Labels) -> bool:
    return bool(verb.kids(labels.coordinator))


def _opener(comma: int, tree: Tree, lang: str) -> int:
    """Number of the comma that opens the insertion which the one at ``comma`` closes, 0 when none does."""
    pronouns = grammar(lang)["pronouns"]
    relative = {w for kind in ("subject", "object", "of", "place", "other") for w in pronouns[f"relative_{kind}"]}
    first, _ = tree.sentence_of(tree.words[comma])
    for i in range(comma - 2, first, -1):
        if tree.words[i].text == "," and any(
            w.text.lower() in relative and w.pos in {"PRON", "SCONJ"} for w in tree.words[i + 1 : i + 3]
        ):
            return i
    return 0


def _subject_before(comma: int, tree: Tree, labels: Labels) -> Word | None:
    """The head of the noun phrase that opens the clause and ends at a comma."""
    noun = tree.words[comma - 1]
    first, _ = tree.sentence_of(noun)
    while noun.head.i < comma and noun.head.i >= first and noun.head.pos in _NOMINAL and not noun.is_root:
        noun = noun.head
    begin = min([noun.i, *(w.i for w in noun.subtree() if w.i < noun.i)])
    opens = begin == first or tree.words[begin - 1].text in {",", "et", "mais", "que", "qu'", "«", ":", ";"}
    verbs = any(is_finite(w) for w in tree.words[first : noun.i])
    ok = noun.pos in _NOMINAL and opens and not verbs and not noun.kids(labels.preposition)
    return noun if ok else None


def _close_insertion(verb: Word, noun: Word, comma: int, start: int, tree: Tree) -> None:
    inner = noun.head
    if verb in set(noun.subtree()):
        late = [c for c in verb.ancestors() if c.i > comma and c is not noun]
        replace_by(noun, verb)
        for word in late:
            for child in [c for c in word.children if c.i >= start]:
                child.hang(verb, child.dep)
    elif comma < inner.i < start and verb in set(inner.subtree()):
        _make_main(verb, inner, noun, tree, "acl:relcl")
    noun.hang(verb, _subject_of(verb))


def agreeing_antecedent(tree: Tree, lang: str) -> None:
    """ "les forces de l'ordre, qui ont …": a relative describes a noun that its verb agrees with; where there is none
    it is left unread."""
    labels = labels_of(lang)
    for verb in tree.words:
        if verb.dep not in labels.relative or verb.head.pos != "NOUN":
            continue
        who = next((s for s in verb.kids(labels.any_subject) if s.text.lower() == "qui"), None)
        if who is None or agrees([verb.head], finite_verb(verb), lang):
            continue
        first, _ = tree.sentence_of(verb)
        wanted = verb_number(finite_verb(verb))
        near = [
            w
            for w in tree.words[max(first, who.i - 9) : who.i]
            if w.pos in _NOMINAL and w.dep not in labels.name_part and w.morph.get("Number", wanted) == wanted
        ]
        chain = [w for w in near if w is verb.head.head or w in set(verb.head.subtree())]
        better = max(chain, key=lambda w: w.i, default=None)
        tree.repairs[verb] = "agreeing antecedent"
        if better is not None and better not in set(verb.subtree()):
            verb.hang(better, verb.dep)
        else:
            verb.dep = "dep"


def subject_behind_and(tree: Tree, lang: str) -> None:
    """ "est tombée sur le toit et le feu a pris": a noun between "et" and a verb without subject is its subject."""
    labels = labels_of(lang)
    for verb in tree.words:
        if verb.dep in labels.inside_phrase or not _is_orphan(verb, labels):
            continue
        start = opening(finite_verb(verb), tree)
        if start < 3:
            continue
        noun = tree.words[start - 1]
        while (
            noun.dep not in labels.conjunct and noun.head.pos in _NOMINAL and noun.head.i < start and not noun.is_root
        ):
            noun = noun.head
        cc = noun.kid(labels.coordinator)
        above = next((w for w in noun.ancestors() if w.pos in {"VERB", "AUX"}), None)
        if (
            noun.dep not in labels.conjunct
            or noun.pos not in _NOMINAL
            or cc is None
            or cc.i > noun.i
            or above is None
            or above is verb
            or any(c.lemma != "de" for c in noun.kids(labels.preposition))
            or not noun.kids(labels.determiner | labels.number)
            or noun.head.dep in labels.any_subject
            or not agrees([noun], finite_verb(verb), lang)
            or above in set(verb.subtree())
        ):
            continue
        verb.hang(above, "conj")
        noun.hang(verb, _subject_of(verb))
        cc.hang(verb, "cc")
        tree.repairs[verb] = "subject behind et"


def relative_object(tree: Tree, lang: str) -> None:
    """ "les sanctions que les Vingt-Sept ont adoptées": "que" is the object of a relative that has none."""
    labels, grammatical = labels_of(lang), grammar(lang)
    telling = {*grammatical["nouns"]["factive"], *grammatical["nouns"]["unreal"]}
    for que in tree.words:
        verb = que.head
        if (
            que.text.lower() in grammatical["pronouns"]["relative_object"]
            and (que.dep not in labels.object or que.pos == "SCONJ")
            and verb.dep in labels.relative
            and verb.pos == "VERB"
            and verb.head.pos in _NOMINAL
            and verb.head.lemma not in telling
            and que.i == min(w.i for w in verb.subtree() if w.pos != "PUNCT")
            and verb.kids(labels.any_subject)
            and all(c is que for c in verb.kids(labels.object))
            and not verb.kids(labels.copula | labels.passive_auxiliary | labels.clause_complement)
        ):
            que.dep, que.pos = "obj", "PRON"
            tree.repairs[verb] = "relative object"


def compared(tree: Tree, lang: str) -> None:
    """ "a vendu plus de voitures que Renault": what something is compared with takes no part."""
    labels, adverbs = labels_of(lang), set(grammar(lang)["comparison"]["adverbs"])
    for que in tree.words:
        if que.text.lower() not in {"que", "qu'"} or que.i + 1 >= len(tree.words):
            continue
        first, _ = tree.sentence_of(que)
        before = [w.text.lower() for w in tree.words[max(first, que.i - 8) : que.i]]
        if not adverbs.intersection(before) or {"ne", "n'"}.intersection(before):
            continue
        word = tree.words[que.i + 1]
        while (
            word.dep in labels.inside_phrase | labels.number | labels.adverb
            and word.head.i > que.i
            and not word.is_root
        ):
            word = word.head
        loose = labels.object | labels.complement | labels.conjunct | labels.unclear | labels.apposition
        if word.pos in {*_NOMINAL, "NUM", "PRON"} and word.dep in loose and not _is_orphan(word, labels):
            for other in [c for c in word.kids(labels.complement) if c.i > word.i and preposition_of(c, lang) != "de"]:
                other.hang(word.head, other.dep)
            word.dep = "dep"
            tree.repairs[word] = "compared"


def relative_behind_amount(tree: Tree, lang: str) -> None:
    """ "pour 2 milliards d'euros, de son rival Kessler, que le fonds …": a relative describes the noun right before it,
    not an amount further off."""
    labels, units = labels_of(lang), set(load_table(lang, "contracts")["units"])
    for verb in tree.words:
        noun = verb.head
        if verb.dep not in labels.relative or noun.lemma not in units or verb.i < noun.i:
            continue
        start = min(w.i for w in verb.subtree() if w.pos != "PUNCT")
        near = tree.words[start - 2] if tree.words[start - 1].text == "," else tree.words[start - 1]
        while near.dep in labels.name_part | labels.apposition | labels.adjective and near.head.i < near.i:
            near = near.head
        if near.i > noun.i and near.pos in _NOMINAL and near.lemma not in units and near.dep in labels.conjunct:
            verb.hang(near, verb.dep)
            tree.repairs[verb] = "relative behind an amount"


def subject_relative(tree: Tree, lang: str) -> None:
    """ "l'ouragan en 2016, qui a coupé …": a verb whose subject is "qui" describes the noun before it, where number
    leaves one."""
    labels, opening_words = labels_of(lang), grammar(lang)["pronouns"]["relative_subject"]
    for pronoun in tree.words:
        verb = pronoun.head
        if pronoun.text.lower() not in opening_words or pronoun.dep not in labels.any_subject or pronoun.i < 2:
            continue
        placed = verb.dep in labels.relative and verb.head.pos in _NOMINAL
        if placed or not is_finite(finite_verb(verb)) or pronoun.i > verb.i:
            continue
        noun = _noun_before(pronoun, finite_verb(verb), tree, lang) or _noun_told_of(pronoun, verb, tree, lang)
        if noun is not None and noun not in verb.subtree():
            verb.hang(noun, "acl:relcl")
            tree.repairs[verb] = "subject relative"


def _noun_before(pronoun: Word, verb: Word, tree: Tree, lang: str) -> Word | None:
    """The one noun phrase that ends right before the pronoun and that the verb's number fits."""
    labels, start = labels_of(lang), tree.sentence_of(pronoun)[0]
    times = {w for words in grammar(lang)["time"].values() for w in words}
    phrase = labels.name_part | labels.adjective | labels.number | labels.noun_complement | labels.apposition
    last = pronoun.i - (2 if tree.words[pronoun.i - 1].text == "," else 1)
    while last >= start and tree.words[last].pos in {"NOUN", "PROPN", "ADJ", "NUM", "X"}:
        chain = [tree.words[last]]
        while not chain[-1].is_root and chain[-1].dep in phrase and chain[-1].head.i < pronoun.i:
            chain.append(chain[-1].head)
        if chain[-1].lemma.lower() in times:
            last = min(w.i for w in chain[-1].subtree()) - 1
            continue
        nouns = [w for w in chain if w.pos in _NOMINAL and w.dep not in labels.name_part]
        fitting = [w for w in nouns if agrees([w], verb, lang)]
        return fitting[0] if len(fitting) == 1 else None
    return None


@cache
def _nouns_with_infinitives(lang: str) -> frozenset[str]:
    return frozenset(noun for nouns in grammar(lang)["infinitive_nouns"].values() for noun in nouns)


def infinitive_of_noun(tree: Tree, lang: str) -> None:
    """ "la décision du président Dupont de suspendre …": an infinitive with "de" belongs to the noun that takes one,
    not to whom that noun's complement names."""
    labels = labels_of(lang)
    takes = _nouns_with_infinitives(lang)
    inner = labels.noun_complement | labels.name_part | labels.apposition | labels.oblique
    for verb in tree.words:
        noun = verb.head
        if (
            verb.dep not in labels.participle
            or all(m.lemma not in {"de", "d'"} for m in verb.kids(labels.marker))
            or not is_infinitive(finite_verb(verb))
            or noun.lemma in takes
        ):
            continue
        while noun.dep in inner and noun.head.i < noun.i and noun.head.pos in _NOMINAL and noun.lemma not in takes:
            noun = noun.head
        if noun.lemma in takes and noun.pos == "NOUN":
            verb.hang(noun, verb.dep)
            tree.repairs[verb] = "infinitive of the noun"


def _noun_told_of(pronoun: Word, verb: Word, tree: Tree, lang: str) -> Word | None:
    """ "une loi votée par le Sénat et qui prévoit …": behind "et" the noun that what stands before it describes too."""
    labels, first = labels_of(lang), tree.sentence_of(pronoun)[0]
    if tree.words[pronoun.i - 1].text.lower() not in {"et", "mais", "ou"} or verb.head.dep in labels.relative:
        return None
    before = tree.words[pronoun.i - 2]
    before = tree.words[pronoun.i - 3] if before.text == "," else before
    telling = labels.participle | labels.relative | labels.adjective
    for word in (before, *before.ancestors()):
        apposed = word.dep in labels.apposition and word.head.pos == "PROPN"
        if (word.dep in telling or apposed) and first <= word.head.i < word.i and word.head.pos in _NOMINAL:
            own = not verb.is_root and word.head not in verb.subtree()
            return word.head if own and agrees([word.head], finite_verb(verb), lang) else None
    return None
