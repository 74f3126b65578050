"""Repairs of circumstances."""

from __future__ import annotations

from functools import cache

from kg.extract.tree import Tree, labels_of
from kg.extract.words import grammar, preposition_of
from kg.lang import load_table
from kg.schema import load_schema


def coordinated_circumstance(tree: Tree, lang: str) -> None:
    """ "X a poussé Y, mais au sommet Z s'est engagé": what opens the second clause belongs to it."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.dep not in labels.complement:
            continue
        opener = word.kid(labels.coordinator)
        if opener is None:
            continue
        if any(w.i < opener.i and w.pos != "PUNCT" for w in word.subtree()):
            continue
        verb = word.head
        second = next((c for c in verb.kids(labels.conjunct) if c.i > word.i and c.kids(labels.any_subject)), None)
        if verb.i < word.i and second is not None and second.kids(labels.any_subject)[0].i > word.i:
            word.hang(second, word.dep)
            opener.hang(second, opener.dep)
            tree.repairs[word] = "coordinated circumstance"


def complement_below_time(tree: Tree, lang: str) -> None:
    """ "enquête depuis septembre sur les aides": what stands behind a date completes the verb, not the date."""
    labels, dates = labels_of(lang), _dates(lang)
    for word in tree.words:
        time = word.head
        if word.dep not in labels.complement or time.lemma.lower() not in dates or word.i < time.i:
            continue
        verb = time.head
        sourced = word.lemma in grammar(lang)["sources"]["nouns"]
        loose = sourced or preposition_of(word, lang) in {"sur", "contre", "avec", "par", "pour"}
        if loose and not time.is_root and verb.pos == "VERB" and verb.i < time.i:
            word.hang(verb, "obl:agent" if preposition_of(word, lang) == "par" else "obl:arg")
            tree.repairs[word] = "complement behind a date"


@cache
def _dates(lang: str) -> frozenset[str]:
    """Lemmas of weekdays and months."""
    return frozenset((*grammar(lang)["time"]["bare"], *load_table(lang, "time")["class"]["MONTH"]))


def agent_below_complement(tree: Tree, lang: str) -> None:
    """ "condamné à deux ans de prison par le tribunal": behind a passive "par" tells who does it, wherever it hangs."""
    labels, events = labels_of(lang), load_schema(lang).nouns
    for word in tree.words:
        noun = word.head
        if word.dep not in labels.complement or noun.pos not in {"NOUN", "PROPN"}:
            continue
        if preposition_of(word, lang) != "par":
            continue
        chain = [noun]
        while chain[-1].dep in labels.noun_complement and not chain[-1].is_root:
            chain.append(chain[-1].head)
        verb = chain[-1].head
        passive = verb.pos == "VERB" and bool(verb.kids(labels.passive_auxiliary))
        beside = chain[-1].dep in labels.oblique and chain[-1].i > verb.i
        told = preposition_of(chain[-1], lang) != "comme" and any(w.lemma in events for w in chain)
        if passive and beside and not told and not verb.kids(labels.passive_agent):
            word.hang(verb, "obl:agent")
            tree.repairs[word] = "agent below a complement"
