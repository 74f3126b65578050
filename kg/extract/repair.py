"""Small mends of systematic parser errors, each named; which fired is kept in ``Tree.repairs``."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.clauses import grammar, is_finite, is_past_participle
from kg.extract.tree import Tree, Word, labels_of
from kg.lang import load_table

Repair = Callable[[Tree, str], None]
_STOPS = frozenset({".", "!", "?", "…", ":", "»", ";"})


def mend(tree: Tree, lang: str) -> None:
    """Apply every repair in order."""
    for repair in REPAIRS:
        repair(tree, lang)


def _verbs_of_saying(lang: str) -> set[str]:
    return {*grammar(lang)["sources"]["quoting"], *load_table(lang, "grammar")["sources"]["saying"]}


def _invert_pronoun(tree: Tree, lang: str) -> None:
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
        if verb.dep in labels.tense_auxiliary | labels.passive_auxiliary | labels.copula and verb.head is not word:
            verb = verb.head
        if word in set(verb.ancestors()):
            top = verb
            while top.head is not word:
                top = top.head
            for other in [c for c in word.children if c is not top]:
                other.hang(top, other.dep)
            _replace(word, top)
        if word.head is not verb or word.dep not in labels.subject:
            word.hang(verb, "nsubj")
            tree.repairs[verb] = "inverted pronoun"


def _replace(old: Word, new: Word) -> None:
    """Put a word of the tree in its ancestor's place."""
    if old.is_root:
        new.hang(new, "ROOT")
    else:
        new.hang(old.head, old.dep)


def _join_cut_subject(tree: Tree, lang: str) -> None:
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
            _attach_cut_subject(root, verb, tree, labels.subject | labels.passive_subject)


def _attach_cut_subject(name: Word, verb: Word, tree: Tree, subjects: frozenset[str]) -> None:
    relative = verb.kid(subjects)
    main = next((c for c in verb.children if c.dep in {"parataxis", "conj"} and is_finite(_finite(c))
                 and not c.kids(subjects)), None)
    if relative is not None and relative.text.lower() == "qui" and main is not None:
        main.hang(main, "ROOT")
        verb.hang(name, "acl:relcl")
        verb = main
    elif relative is not None or verb.pos not in {"VERB", "AUX", "ADJ", "NOUN"} or not is_finite(_finite(verb)):
        return
    name.hang(verb, "nsubj")
    tree.repairs[verb] = "cut subject"


def _finite(verb: Word) -> Word:
    return next((c for c in verb.children if c.dep.startswith("aux") or c.dep == "cop"), verb)


def _unpassive(tree: Tree, lang: str) -> None:
    """ "Il a rappelé" is active: a passive subject needs être."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.dep in labels.passive_subject:
            helpers = word.head.kids(labels.tense_auxiliary | labels.passive_auxiliary)
            if helpers and all(h.lemma in grammar(lang)["voice"]["auxiliary_have"] for h in helpers):
                word.dep = "nsubj"
                tree.repairs[word.head] = "active with avoir"


def _invert_tag(tree: Tree, lang: str) -> None:
    """ "…, a déclaré X": the noun after a verb of saying that follows a comma is its subject; a clause is no subject."""
    labels, saying = labels_of(lang), _verbs_of_saying(lang)
    for verb in tree.words:
        if verb.pos != "VERB" or verb.lemma not in saying or not is_finite(_finite(verb)):
            continue
        first = min([verb, *(c for c in verb.children if c.dep.startswith(("aux", "expl", "advmod", "iobj")) and c.i < verb.i)],
                    key=lambda w: w.i)
        before = tree.words[first.i - 1].text if first.i else ""
        if before not in {",", "»", '"', "”", "—", "–", "?", "!"}:
            continue
        earlier = [c for c in verb.kids(labels.subject | labels.passive_subject) if c.i < first.i]
        after = [c for c in verb.kids(labels.object | labels.subject | labels.oblique | labels.unclear | labels.parataxis
                                      | labels.apposition | labels.open_complement) if c.i > verb.i and not c.kids(labels.preposition)
                 and (c.pos in {"PROPN", "NOUN", "PRON"} or c.kids(labels.determiner))]
        if not after or after[0].i - verb.i > 6 or any(m.text.lower() in {"que", "qu'"} for c in verb.kids(labels.clause_complement)
                                                       for m in c.kids(labels.marker)):
            continue
        if earlier and not (earlier[0].pos in {"VERB", "AUX"} or earlier[0].kids(labels.copula) or before != ","):
            continue
        if after[0].dep not in labels.subject:
            after[0].dep = "nsubj"
            tree.repairs[verb] = "inverted subject"
        for clause in earlier:
            _replace(verb, clause)
            verb.hang(clause, "parataxis")
            tree.repairs[verb] = "inverted subject"


def _content_of_saying(tree: Tree, lang: str) -> None:
    """A que-clause that the parser hung below something inserted belongs to the verb of saying before it
    ("a déclaré, sans fournir de preuves, que …", "a déclaré lors du sommet qu'ils …")."""
    labels, saying = labels_of(lang), _verbs_of_saying(lang)
    for word in tree.words:
        if word.dep not in labels.clause_complement | labels.adverbial_clause | labels.relative | labels.unclear:
            continue
        que = next((c for c in word.children if c.text.lower() in {"que", "qu'"} and c.i < word.i), None)
        if que is None or word.head.lemma in saying and word.dep in labels.clause_complement:
            continue
        if word.head.lemma in saying and word.dep in labels.adverbial_clause and que.dep in labels.marker \
                and len(word.kids(labels.marker)) == 1 and not que.children and not word.head.kids(labels.clause_complement):
            word.dep = "ccomp"
            tree.repairs[word] = "content of the verb of saying"
            continue
        verb = next((w for w in word.ancestors() if w.pos == "VERB"), None)
        while verb is not None and verb.lemma not in saying:
            verb = next((w for w in verb.ancestors() if w.pos == "VERB"), None)
        if verb is None or verb.i > word.i or verb.kids(labels.clause_complement):
            continue
        gapless = bool(word.kids(labels.object) and que.dep in labels.object and len(word.kids(labels.object)) > 1
                       or word.lemma in grammar(lang)["voice"]["etre_verbs"] or word.kids(labels.copula)
                       or que.dep in labels.marker)
        after_aside = tree.words[que.i - 1].text == "," and word.dep not in labels.relative
        if (gapless or after_aside) and word.head is not verb:
            word.hang(verb, "ccomp")
            que.dep = "mark"
            tree.repairs[word] = "content of the verb of saying"


def _compound_markers(tree: Tree, lang: str) -> None:
    """ "afin de", "à moins que", "alors que": the clause hangs on the verb, not on the adverb that opens it."""
    labels = labels_of(lang)
    for word in tree.words:
        opener = word.head
        if word.pos in {"VERB", "AUX", "NOUN", "ADJ"} and opener.pos in {"ADV", "ADP", "SCONJ"} and opener.i < word.i \
                and word.kids(labels.marker) and not opener.is_root \
                and word.dep in labels.clause_complement | labels.open_complement | labels.unclear | labels.adverbial_clause \
                | labels.relative | labels.participle:
            word.hang(opener.head, "advcl")
            opener.hang(word, "mark")
            tree.repairs[word] = "compound marker"


def _nouns_under_adjectives(tree: Tree, lang: str) -> None:
    """ "les centrales ukrainiennes et infrastructures": a noun is no conjunct of an adjective but of its noun."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.dep in labels.conjunct and word.pos in {"NOUN", "PROPN"} and word.head.pos == "ADJ" \
                and word.head.dep in labels.adjective and word.head.head.pos in {"NOUN", "PROPN"}:
            word.hang(word.head.head, word.dep)
            tree.repairs[word] = "noun beside noun"


def _twin_objects(tree: Tree, lang: str) -> None:
    """ "le commandant de la flotte, l'amiral X": a second object after a comma is an apposition of the first."""
    labels = labels_of(lang)
    for verb in tree.words:
        objects = [c for c in verb.kids(labels.object) if c.i > verb.i and c.pos in {"NOUN", "PROPN"}]
        for first, second in zip(objects, objects[1:], strict=False):
            between = [w.text for w in tree.words[first.i + 1:second.i]]
            if "," in between and not second.kids(labels.coordinator):
                second.hang(first, "appos")
                tree.repairs[second] = "second object as apposition"


def _twin_subjects(tree: Tree, lang: str) -> None:
    """ "le boxeur britannique Anthony Joshua a confirmé": a name right behind a noun is no second subject."""
    labels = labels_of(lang)
    for verb in tree.words:
        subjects = [c for c in verb.kids(labels.subject | labels.passive_subject) if c.i < verb.i]
        for first, second in zip(subjects, subjects[1:], strict=False):
            if first.pos == "NOUN" and second.pos == "PROPN" and max(w.i for w in first.subtree()) == second.i - 1:
                nouns = [w for w in first.subtree() if w.pos == "NOUN" and max(c.i for c in w.subtree()) == second.i - 1]
                second.hang(max(nouns, key=lambda w: w.i, default=first), "appos")
                tree.repairs[verb] = "name behind its noun"


def _bare_times(tree: Tree, lang: str) -> None:
    """ "a confirmé lundi": a bare weekday is no object."""
    labels, times = labels_of(lang), set(grammar(lang)["time"]["bare"])
    for word in tree.words:
        if word.text.lower() in times and word.dep in labels.object | labels.open_complement | labels.subject \
                and not word.kids(labels.determiner | labels.subject):
            word.dep = "obl:mod"
            tree.repairs[word] = "bare time"


def _floating_quantifier(tree: Tree, lang: str) -> None:
    """ "nous dépendons tous du merlu": the quantifier is no object, and what follows belongs to the verb."""
    labels, floating = labels_of(lang), set(grammar(lang)["pronouns"]["floating"])
    for word in tree.words:
        if word.dep in labels.object and word.text.lower() in floating and word.i > word.head.i:
            for child in list(word.children):
                child.hang(word.head, "obl:arg" if child.dep in labels.oblique | labels.noun_complement else child.dep)
            word.dep = "advmod"
            tree.repairs[word.head] = "floating quantifier"


def _split_auxiliary(tree: Tree, lang: str) -> None:
    """ "ont aujourd'hui rebondi": avoir and a participle a few adverbs on are one verb."""
    labels = labels_of(lang)
    for have in tree.words:
        if have.lemma not in grammar(lang)["voice"]["auxiliary_have"] or have.dep in labels.tense_auxiliary:
            continue
        part = next((c for c in have.children if c.i > have.i and c.i - have.i <= 3 and is_past_participle(c)
                     and c.dep in labels.object | labels.open_complement and not c.kids(labels.determiner)
                     and all(w.pos in {"ADV", "PRON"} for w in tree.words[have.i + 1:c.i])), None)
        if part is not None:
            others = [c for c in have.children if c is not part]
            _replace(have, part)
            have.hang(part, "aux:tense")
            for other in others:
                other.hang(part, other.dep)
            part.pos = "VERB"
            tree.repairs[part] = "auxiliary behind adverbs"


def _share_auxiliary(tree: Tree, lang: str) -> None:
    """ "Elle a fixé des limites, augmenté la taille": a participle with an object of its own shares the auxiliary before it."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.dep not in labels.participle or not is_past_participle(word) or word.i == 0:
            continue
        verb = next((w for w in word.ancestors() if w.pos == "VERB"), None)
        before = {tree.words[min(w.i for w in word.subtree()) - 1].text, tree.words[word.i - 1].text}
        if verb is not None and verb.i < word.i and is_past_participle(verb) and before & {",", "et"} \
                and any(o.i > word.i and o.pos == "NOUN" for o in word.kids(labels.object)) \
                and any(a.lemma in grammar(lang)["voice"]["auxiliary_have"] for a in verb.kids(labels.tense_auxiliary)):
            word.hang(verb, "conj")
            tree.repairs[word] = "shared auxiliary"


def _names_with_names(tree: Tree, lang: str) -> None:
    """ "par le Royaume-Uni et la France": a name behind "et" goes with the name before it, not with a noun farther off."""
    labels = labels_of(lang)
    for word in tree.words:
        cc = word.kid(labels.coordinator)
        if word.pos != "PROPN" or cc is None or cc.i == 0 or cc.i > word.i:
            continue
        name = tree.words[cc.i - 1]
        if name.pos == "PROPN" and name.dep in labels.name_part:
            name = name.head
        if name.pos == "PROPN" and name is not word.head and word not in name.ancestors() and name not in word.subtree() \
                and word.head.pos != "PROPN" and name.dep not in labels.conjunct:
            word.hang(name, "conj")
            tree.repairs[word] = "name beside name"


def _noun_behind_name(tree: Tree, lang: str) -> None:
    """ "indique X, le directeur de Y": a noun that the parser could not place is an apposition of the name before its comma."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.dep in labels.unclear and word.pos == "NOUN" and not word.is_root and not word.kids(labels.preposition | labels.subject):
            first = min(w.i for w in word.subtree())
            if first < 2 or tree.words[first - 1].text != ",":
                first = min([word.i, *(d.i for d in word.kids(labels.determiner))])
            if first >= 2 and tree.words[first - 1].text == ",":
                name = tree.words[first - 2]
                name = name.head if name.dep in labels.name_part else name
                if name.pos == "PROPN" and name.head is word.head:
                    word.hang(name, "appos")
                    tree.repairs[word] = "noun behind its name"


REPAIRS: tuple[Repair, ...] = (_split_auxiliary, _share_auxiliary, _invert_pronoun, _compound_markers, _join_cut_subject, _unpassive, _invert_tag, _content_of_saying,
                               _nouns_under_adjectives, _names_with_names, _noun_behind_name, _twin_objects, _twin_subjects, _bare_times, _floating_quantifier)
