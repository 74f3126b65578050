"""Mends around verbs of saying: inverted tags and content hung elsewhere."""

from __future__ import annotations

from functools import cache

from kg.extract.repair.moves import finite_verb, replace_by
from kg.extract.tree import Labels, Tree, Word, labels_of
from kg.extract.words import grammar, is_finite


@cache
def verbs_of_saying(lang: str) -> frozenset[str]:
    sources = grammar(lang)["sources"]
    return frozenset((*sources["quoting"], *sources["saying"]))


def invert_tag(tree: Tree, lang: str) -> None:
    """ "…, a déclaré X": the noun behind an inverted verb of saying is its subject; a clause is none."""
    labels, saying = labels_of(lang), verbs_of_saying(lang)
    for verb in tree.words:
        if verb.pos != "VERB" or not is_finite(finite_verb(verb)):
            continue
        first = min(
            [verb, *(c for c in verb.children if c.dep.startswith(("aux", "expl", "advmod", "iobj")) and c.i < verb.i)],
            key=lambda w: w.i,
        )
        before = tree.words[first.i - 1].text if first.i else ""
        if before not in {",", "»", '"', "”", "—", "–", "?", "!"}:
            continue
        closed = first.i > 1 and before == "," and tree.words[first.i - 2].text in {"»", "”", '"'}
        if verb.lemma not in saying and not closed:
            continue
        earlier = [c for c in verb.kids(labels.any_subject) if c.i < first.i]
        after = [
            c
            for c in verb.kids(
                labels.object
                | labels.subject
                | labels.oblique
                | labels.unclear
                | labels.parataxis
                | labels.apposition
                | labels.open_complement
            )
            if c.i > verb.i
            and not c.kids(labels.preposition)
            and (c.pos in {"PROPN", "NOUN", "PRON"} or c.kids(labels.determiner))
        ]
        if (
            not after
            or after[0].i - verb.i > 6
            or any(
                m.text.lower() in {"que", "qu'"}
                for c in verb.kids(labels.clause_complement)
                for m in c.kids(labels.marker)
            )
        ):
            continue
        quoted = closed and bool(earlier) and any(w.text in {"«", "“"} for w in tree.words[: earlier[0].i][-4:])
        clausal = bool(earlier) and (earlier[0].pos in {"VERB", "AUX"} or bool(earlier[0].kids(labels.copula)))
        if earlier and not (clausal or before != "," or quoted):
            continue
        if after[0].dep not in labels.subject:
            after[0].dep = "nsubj"
            tree.repairs[verb] = "inverted subject"
        for clause in earlier:
            if quoted and not clausal:
                clause.dep = "dep"
                continue
            replace_by(verb, clause)
            verb.hang(clause, "parataxis")
            tree.repairs[verb] = "inverted subject"


def content_of_saying(tree: Tree, lang: str) -> None:
    """A que-clause that the parser hung below something inserted belongs to the verb of saying before it
    ("a déclaré, sans fournir de preuves, que …", "a déclaré lors du sommet qu'ils …")."""
    labels, saying = labels_of(lang), verbs_of_saying(lang)
    clausal = labels.clause_complement | labels.adverbial_clause | labels.relative | labels.unclear
    for word in tree.heads:
        if word.dep not in clausal:
            continue
        que = next((c for c in word.children if c.text.lower() in {"que", "qu'"} and c.i < word.i), None)
        placed = word.head.lemma in saying or que is not None and word.head.i == que.i - 1 and word.head.pos == "VERB"
        if que is None or placed and word.dep in labels.clause_complement:
            continue
        if (
            word.head.lemma in saying
            and word.dep in labels.adverbial_clause
            and que.dep in labels.marker
            and len(word.kids(labels.marker)) == 1
            and not que.children
            and not word.head.kids(labels.clause_complement)
        ):
            word.dep = "ccomp"
            tree.repairs[word] = "content of the verb of saying"
            continue
        verb = next((w for w in word.ancestors() if w.pos == "VERB"), None)
        while verb is not None and verb.lemma not in saying:
            verb = next((w for w in verb.ancestors() if w.pos == "VERB"), None)
        if verb is None or verb.i > word.i or verb.kids(labels.clause_complement):
            continue
        gapless = bool(
            word.kids(labels.object)
            and que.dep in labels.object
            and len(word.kids(labels.object)) > 1
            or word.lemma in grammar(lang)["voice"]["etre_verbs"]
            or word.kids(labels.copula)
            or que.dep in labels.marker
        )
        after_aside = tree.words[que.i - 1].text == "," and word.dep not in labels.relative
        if (gapless or after_aside) and word.head is not verb:
            word.hang(verb, "ccomp")
            que.dep = "mark"
            tree.repairs[word] = "content of the verb of saying"


def subject_behind_addressee(tree: Tree, lang: str) -> None:
    """ "…, ont affirmé à l'AFP des témoins", "…, a raconté à Reuters Anna Moreau": what follows the addressee of an
    inverted verb of saying without preposition is its subject."""
    labels, saying = labels_of(lang), verbs_of_saying(lang)
    for verb in tree.words:
        if verb.pos != "VERB" or verb.lemma not in saying or not is_finite(finite_verb(verb)):
            continue
        start = min([verb.i, *(c.i for c in verb.kids(labels.auxiliary))])
        inverted = start > 0 and tree.words[start - 1].text in {",", "»", '"', "”", "–", "—"}
        if not inverted or verb.kids(labels.any_subject):
            continue
        heard = next((c for c in verb.kids(labels.complement) if c.i > verb.i and _is_addressee(c, labels)), None)
        speaker = _speaker_behind(heard, verb, tree, lang) if heard is not None else None
        if heard is None or speaker is None:
            continue
        for other in [c for c in heard.children if c.i > speaker.i and c is not speaker]:
            other.hang(speaker, other.dep)
        for article in speaker.kids(labels.preposition):
            article.dep = "det"
        speaker.hang(verb, "nsubj")
        tree.repairs[verb] = "subject behind the addressee"


def _is_addressee(word: Word, labels: Labels) -> bool:
    return word.pos == "PROPN" and any(c.lemma in {"à", "au"} for c in word.kids(labels.preposition))


def _speaker_behind(heard: Word, verb: Word, tree: Tree, lang: str) -> Word | None:
    """The name behind a news agency or the noun with article behind anybody, right behind the one spoken to."""
    labels = labels_of(lang)
    if heard.i + 1 >= len(tree.words):
        return None
    behind = tree.words[heard.i + 1]
    if behind.text.lower() in {"des", "plusieurs", "un", "une", "le", "la", "l'"}:
        noun = behind.head
        fits = noun.pos == "NOUN" and noun.i > behind.i and (noun.head is heard or noun.head is verb)
        return noun if fits else None
    named = behind.text[0].isupper() and behind.pos in {"PROPN", "NOUN"} and behind.head is heard
    if not named or not (heard.text.isupper() or heard.text in grammar(lang)["sources"]["agencies"]):
        return None
    rest = [c for c in heard.children if c.i == behind.i + 1 and c.dep in labels.name_part]
    for part in rest:
        part.hang(behind, "flat:name")
    behind.pos = "PROPN"
    return behind
