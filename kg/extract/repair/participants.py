"""Mends of subjects, objects and what is coordinated or apposed with them."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.repair.moves import finite_verb
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import grammar, is_finite

_STOPS = frozenset({".", "!", "?", "…", ":", "»", ";"})


def join_cut_subject(tree: Tree, lang: str) -> None:
    """A name cut off as a sentence of its own before its verb ("Stoltenberg | a déclaré que …") is its subject."""
    labels = labels_of(lang)
    for root in tree.roots:
        if root.pos not in {"PROPN", "NOUN"}:
            continue
        last = max(w.i for w in root.subtree())
        if last + 1 >= len(tree.words) or last + 1 in tree.breaks or tree.words[last].text in _STOPS:
            continue
        following = tree.words[last + 1]
        verb = tree.root_of(following)
        if following.text == "," or following.text[0].islower():
            attach_cut_subject(root, verb, tree, labels.any_subject)


def attach_cut_subject(name: Word, verb: Word, tree: Tree, subjects: frozenset[str]) -> None:
    relative = verb.kid(subjects)
    main = next(
        (
            c
            for c in verb.children
            if c.dep in {"parataxis", "conj"} and is_finite(finite_verb(c)) and not c.kids(subjects)
        ),
        None,
    )
    if relative is not None and relative.text.lower() == "qui" and main is not None:
        main.hang(main, "ROOT")
        verb.hang(name, "acl:relcl")
        verb = main
    elif relative is not None or verb.pos not in {"VERB", "AUX", "ADJ", "NOUN"} or not is_finite(finite_verb(verb)):
        return
    name.hang(verb, "nsubj")
    tree.repairs[verb] = "cut subject"


def nouns_under_adjectives(tree: Tree, lang: str) -> None:
    """ "les centrales ukrainiennes et infrastructures": a noun is no conjunct of an adjective but of its noun."""
    labels = labels_of(lang)
    for word in tree.words:
        if (
            word.dep in labels.conjunct
            and word.pos in {"NOUN", "PROPN"}
            and word.head.pos == "ADJ"
            and word.head.dep in labels.adjective
            and word.head.head.pos in {"NOUN", "PROPN"}
        ):
            word.hang(word.head.head, word.dep)
            tree.repairs[word] = "noun beside noun"


def names_with_names(tree: Tree, lang: str) -> None:
    """ "par le Royaume-Uni et la France": a name behind "et" goes with the name before it."""
    labels = labels_of(lang)
    for word in tree.heads:
        cc = word.kid(labels.coordinator) if word.pos == "PROPN" else None
        if cc is None or cc.i == 0 or cc.i > word.i:
            continue
        name = tree.words[cc.i - 1]
        if name.pos == "PROPN" and name.dep in labels.name_part:
            name = name.head
        if (
            name.pos == "PROPN"
            and name is not word.head
            and word not in name.ancestors()
            and name not in word.subtree()
            and word.head.pos != "PROPN"
            and name.dep not in labels.conjunct
        ):
            word.hang(name, "conj")
            tree.repairs[word] = "name beside name"


def noun_behind_name(tree: Tree, lang: str) -> None:
    """ "indique X, le directeur de Y": an unplaced noun is an apposition of the name before it."""
    labels = labels_of(lang)
    for word in tree.words:
        if (
            word.dep in labels.unclear
            and word.pos == "NOUN"
            and not word.is_root
            and not word.kids(labels.preposition | labels.subject)
        ):
            first = min(w.i for w in word.subtree())
            if first < 2 or tree.words[first - 1].text != ",":
                first = min([word.i, *(d.i for d in word.kids(labels.determiner))])
            if first >= 2 and tree.words[first - 1].text == ",":
                name = tree.words[first - 2]
                name = name.head if name.dep in labels.name_part else name
                if name.pos == "PROPN" and name.head is word.head:
                    word.hang(name, "appos")
                    tree.repairs[word] = "noun behind its name"


def twin_objects(tree: Tree, lang: str) -> None:
    """ "le commandant de la flotte, l'amiral X": a second object after a comma is an apposition of the first."""
    labels = labels_of(lang)
    for verb in tree.heads:
        objects = [c for c in verb.kids(labels.object) if c.i > verb.i and c.pos in {"NOUN", "PROPN"}]
        for first, second in pairwise(objects):
            between = [w.text for w in tree.words[first.i + 1 : second.i]]
            if "," in between and not second.kids(labels.coordinator):
                second.hang(first, "appos")
                tree.repairs[second] = "second object as apposition"


def bare_times(tree: Tree, lang: str) -> None:
    """ "a confirmé lundi", "à Lyon mardi": a bare weekday is no object and no part of a name."""
    labels, times = labels_of(lang), set(grammar(lang)["time"]["bare"])
    misread = labels.object | labels.open_complement | labels.subject
    for word in tree.words:
        if word.text.lower() not in times or word.kids(labels.determiner | labels.subject):
            continue
        if word.dep in misread:
            word.dep = "obl:mod"
            tree.repairs[word] = "bare time"
        elif word.dep in labels.name_part | labels.apposition | labels.adjective and word.text.islower():
            above = next((w for w in word.ancestors() if w.pos in {"VERB", "AUX"} or w.is_root), word.head)
            if above is not word.head and word.head.text.lower() not in times:
                word.hang(above, "obl:mod")
                tree.repairs[word] = "bare time"


def apposed_conjunct(tree: Tree, lang: str) -> None:
    """ "X, le directeur de Y": a definite noun behind a name and a comma is no conjunct where no "et" follows."""
    labels = labels_of(lang)
    for word in tree.words:
        name = word.head
        if (
            word.dep in labels.conjunct
            and word.pos == "NOUN"
            and name.pos == "PROPN"
            and any(d.morph.get("Definite") == "Def" for d in word.kids(labels.determiner))
            and not any(c.kids(labels.coordinator) for c in name.kids(labels.conjunct))
            and word.morph.get("Number", "Sing") == "Sing"
        ):
            word.dep = "appos"
            tree.repairs[word] = "apposition, not conjunct"


def like_prepositions(tree: Tree, lang: str) -> None:
    """ "besoin d'une pression sur X et d'un renfort": like prepositions go together."""
    labels = labels_of(lang)
    for word in tree.heads:
        cases = [c.lemma for c in word.kids(labels.preposition)] if word.dep in labels.conjunct else []
        if not cases or not word.kids(labels.coordinator):
            continue
        if cases == [c.lemma for c in word.head.kids(labels.preposition)]:
            continue
        like = next(
            (
                w
                for w in word.head.ancestors()
                if w.pos in {"NOUN", "PROPN"} and cases == [c.lemma for c in w.kids(labels.preposition)]
            ),
            None,
        )
        if like is None and cases[0] in {"par", "contre", "sur"}:
            first, _ = tree.sentence_of(word)
            like = next(
                (
                    w
                    for w in reversed(tree.words[max(first, word.i - 14) : word.i])
                    if w.pos in {"NOUN", "PROPN"} and cases == [c.lemma for c in w.kids(labels.preposition)]
                ),
                None,
            )
        if like is not None and like not in word.subtree():
            word.hang(like, "conj")
            tree.repairs[word] = "same preposition"


def stressed_pronoun(tree: Tree, lang: str) -> None:
    """ "X, lui, sera présent": a pronoun between commas is no complement."""
    labels = labels_of(lang)
    for word in tree.words:
        if (
            word.pos == "PRON"
            and word.dep in labels.indirect_object | labels.object
            and word.i
            and tree.words[word.i - 1].text == ","
            and word.i + 1 < len(tree.words)
            and tree.words[word.i + 1].text == ","
        ):
            word.dep = "advmod"
            tree.repairs[word] = "stressed pronoun"


def apposition_on_verb(tree: Tree, lang: str) -> None:
    """ "avoir tué le commandant, l'amiral X": an apposition belongs to the noun before its comma, not to a verb."""
    labels = labels_of(lang)
    for word in tree.words:
        stray = word.dep in labels.apposition or word.dep in labels.conjunct and not word.kids(labels.coordinator)
        if not stray or word.pos not in {"NOUN", "PROPN"} or word.head.pos not in {"VERB", "AUX"}:
            continue
        first = min([word.i, *(w.i for w in word.kids(labels.determiner | labels.adjective))])
        if first < 2 or tree.words[first - 1].text != ",":
            continue
        noun = tree.words[first - 2]
        while noun.head.pos in {"NOUN", "PROPN"} and noun.head.i < noun.i and not noun.is_root:
            noun = noun.head
        if noun.pos in {"NOUN", "PROPN"} and noun not in word.subtree():
            word.hang(noun, "appos")
            tree.repairs[word] = "apposition of the noun before it"


def compound_preposition(tree: Tree, lang: str) -> None:
    """ "à bord d'un scooter": the noun is part of a preposition, and what stands behind "de" hangs in its place."""
    labels, table = labels_of(lang), grammar(lang)
    for case in tree.words:
        noun = case.head
        if case.dep not in labels.preposition or noun.pos != "NOUN" or not case.i < noun.i <= case.i + 2:
            continue
        form = table["prepositions"].get(case.text.lower(), case.text.lower())
        if noun.lemma not in table["compound_prepositions"].get(form, ()) or noun.kids(labels.adjective):
            continue
        behind = next(
            (
                c
                for c in (*noun.kids(labels.complement), *noun.head.kids(labels.complement))
                if c.i > noun.i
                and any(p.i == noun.i + 1 and p.lemma in {"de", "d'", "du"} for p in c.kids(labels.preposition))
            ),
            None,
        )
        if behind is None or noun.is_root or noun.dep not in labels.complement | labels.adverb | labels.unclear:
            continue
        de = next(p for p in behind.kids(labels.preposition) if p.i == noun.i + 1)
        behind.hang(noun.head, noun.dep)
        case.hang(behind, "case")
        for part in (*(d for d in noun.kids(labels.determiner)), noun, de):
            part.hang(case, "fixed")
        for child in list(noun.children):
            child.hang(behind, child.dep)
        noun.pos = "ADP"
        tree.repairs[behind] = "compound preposition"


def conjunct_without_de(tree: Tree, lang: str) -> None:
    """ "l'envolée des prix et la concurrence": "de" is repeated, so a conjunct without it goes with the noun above."""
    labels = labels_of(lang)
    for word in tree.heads:
        first = word.head
        if (
            word.dep not in labels.conjunct
            or word.pos != "NOUN"
            or not word.kids(labels.coordinator)
            or not word.kids(labels.determiner)
            or word.kids(labels.preposition)
            or first.pos not in {"NOUN", "PROPN"}
        ):
            continue
        above = first
        while not above.is_root and above.pos in {"NOUN", "PROPN"} and _opens_with_de(above, labels):
            above = above.head
        if above is not first and above.pos in {"NOUN", "PROPN"} and not above.kids(labels.preposition):
            word.hang(above, "conj")
            tree.repairs[word] = "conjunct without de"


def _opens_with_de(noun: Word, labels: Labels) -> bool:
    return [c.lemma for c in noun.kids(labels.preposition) if c.i < noun.i] == ["de"]


def bare_conjunct(tree: Tree, lang: str) -> None:
    """ "la Norvège et l'Islande, membres de l'Espace économique européen": behind a closed coordination a bare noun
    after a comma tells what they are."""
    labels = labels_of(lang)
    for word in tree.words:
        if (
            word.dep in labels.conjunct
            and word.pos == "NOUN"
            and not word.kids(labels.determiner | labels.number | labels.coordinator | labels.preposition)
            and word.i
            and tree.words[min([word.i, *(a.i for a in word.kids(labels.adjective))]) - 1].text == ","
            and any(c.i < word.i and c.kids(labels.coordinator) for c in word.head.kids(labels.conjunct))
        ):
            word.dep = "appos"
            tree.repairs[word] = "bare conjunct"
