"""Repairs of circumstances."""

from __future__ import annotations

from kg.extract.tree import Tree, labels_of


def coordinated_circumstance(tree: Tree, lang: str) -> None:
    """ "X a poussé Y, mais au sommet Z s'est engagé": what opens the second clause belongs to it."""
    labels = labels_of(lang)
    for word in tree.words:
        opener = word.kid(labels.coordinator)
        if word.dep not in labels.complement or opener is None:
            continue
        if any(w.i < opener.i and w.pos != "PUNCT" for w in word.subtree()):
            continue
        verb = word.head
        second = next((c for c in verb.kids(labels.conjunct) if c.i > word.i and c.kids(labels.any_subject)), None)
        if verb.i < word.i and second is not None and second.kids(labels.any_subject)[0].i > word.i:
            word.hang(second, word.dep)
            opener.hang(second, opener.dep)
            tree.repairs[word] = "coordinated circumstance"
