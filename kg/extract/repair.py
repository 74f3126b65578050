"""Small mends of systematic parser errors, each named; which fired is kept in ``Tree.repairs``."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.clauses import grammar, is_finite, is_past_participle
from kg.extract.tree import Tree, Word, labels_of
from kg.facts import Mention

Repair = Callable[[Tree, str], None]


def mend(tree: Tree, mentions: tuple[Mention, ...], lang: str) -> None:
    """Apply every repair in order."""
    for repair in REPAIRS:
        repair(tree, lang)


def _join_cut_subject(tree: Tree, lang: str) -> None:
    """A name cut off as a sentence of its own before its verb ("Stoltenberg | a déclaré que …") is its subject."""
    labels = labels_of(lang)
    for root in tree.roots:
        if root.pos not in {"PROPN", "NOUN"} or root.i + len(list(root.subtree())) >= len(tree.words):
            continue
        last = max(w.i for w in root.subtree())
        following = tree.words[last + 1] if last + 1 < len(tree.words) else None
        if following is None or last + 1 not in tree.breaks or tree.words[last].text in {".", "!", "?", "…", ":", "»", ";"}:
            continue
        verb = tree.root_of(following)
        opens = following.text[0].islower()
        if opens and verb.pos in {"VERB", "AUX", "ADJ", "NOUN"} and not verb.kids(labels.subject | labels.passive_subject) \
                and (is_finite(following) or any(is_finite(c) for c in verb.children)):
            root.hang(verb, "nsubj")
            tree.breaks.remove(last + 1)
            tree.repairs[verb] = "cut subject"


def _unpassive(tree: Tree, lang: str) -> None:
    """ "Il a rappelé" is active: a passive subject needs être."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.dep in labels.passive_subject:
            helpers = word.head.kids(labels.tense_auxiliary | labels.passive_auxiliary)
            if helpers and all(h.lemma in grammar(lang)["voice"]["auxiliary_have"] for h in helpers) \
                    and not any(h.text.lower() == "été" for h in helpers):
                word.dep = "nsubj"
                tree.repairs[word.head] = "active with avoir"


def _content_of_saying(tree: Tree, lang: str) -> None:
    """A que-clause that the parser hung below an inserted phrase belongs to the verb of saying before it
    ("a déclaré, sans fournir de preuves, que …", "a déclaré jeudi que …")."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.dep not in labels.clause_complement | labels.adverbial_clause | labels.relative | labels.unclear \
                or not any(m.text.lower() in {"que", "qu'"} for m in word.kids(labels.marker)):
            continue
        mark = next(m for m in word.kids(labels.marker) if m.text.lower() in {"que", "qu'"})
        if mark.i == 0 or tree.words[mark.i - 1].text != ",":
            continue
        inner = word.head
        outer = inner.head
        if inner.is_root or outer.pos != "VERB" or inner.dep not in labels.adverbial_clause | labels.oblique:
            continue
        if any(m.text.lower() == "sans" for m in inner.kids(labels.marker | labels.preposition)) and is_past_participle(outer):
            word.hang(outer, "ccomp")
            tree.repairs[word] = "content of the verb of saying"


REPAIRS: tuple[Repair, ...] = (_join_cut_subject, _unpassive, _content_of_saying)
