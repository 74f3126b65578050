"""What the phrase behind a name tells of it: where a place lies, what somebody is a member of."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.drafts import Draft
from kg.extract.phrases import Phraser
from kg.extract.tree import Tree, Word, labels_of
from kg.extract.words import conjuncts, preposition_of
from kg.lang import load_table

_PLACES = frozenset({"Place", "Country"})
_WITHIN = frozenset({"de", "dans", "en", "à"})
_BODIES = frozenset({"Organization", "Country"})


def apposed_places(tree: Tree, phraser: Phraser, lang: str) -> Iterator[Draft]:
    """ "Kalinga, une localité du territoire de Masisi": a place name, a comma, a noun of places and where that lies;
    "cette ville du Donbass" too."""
    labels, nouns = labels_of(lang), set(load_table(lang, "places")["nouns"])
    for word in tree.words:
        if word.pos != "NOUN" or word.lemma not in nouns or word.i < 2:
            continue
        if any(d.lemma == "ce" for d in word.kids(labels.determiner)):
            yield from _locate(word, word, phraser, lang)
            continue
        first = min([word.i, *(d.i for d in word.kids(labels.determiner | labels.adjective))])
        if first < 2 or tree.words[first - 1].text != "," or first in tree.breaks:
            continue
        name = tree.words[first - 2]
        mention = phraser.mention(name)
        if mention is None or mention.type not in {"Place", "Facility"} or mention.span.end_char != name.end:
            continue
        head = next(w for w in tree.words if phraser.mention(w) is mention)
        yield from _locate(head, word, phraser, lang)


def _locate(located: Word, noun: Word, phraser: Phraser, lang: str) -> Iterator[Draft]:
    """Where the complement of a noun of places puts it."""
    place = next((c for c in noun.kids(labels_of(lang).complement) if _lies(noun, c, phraser, lang)), None)
    if place is not None:
        yield Draft(
            "LocatedIn",
            "se situer",
            noun,
            "static",
            "apposed place",
            agents=[located],
            patients=[place],
            evidence=[located, noun, place],
        )


def _lies(noun: Word, child: Word, phraser: Phraser, lang: str) -> bool:
    """Whether a complement right behind a noun of places names a place, or a noun of places with a name below it."""
    if child.i < noun.i or preposition_of(child, lang) not in _WITHIN or phraser.separated(noun, child):
        return False
    mention = phraser.mention(child)
    if mention is not None:
        return mention.type in _PLACES
    labels, table = labels_of(lang), load_table(lang, "places")
    below = [phraser.mention(c) for c in child.kids(labels.complement)]
    if child.pos == "PROPN":
        return True
    around = child.lemma in table["nouns"] or child.text.lower() in table["directions"]
    return around and any(m is not None and m.type in _PLACES for m in below)


def memberships(tree: Tree, phraser: Phraser, lang: str) -> Iterator[Draft]:
    """ "Malte et Chypre, membres de l'Union européenne": who belongs to what."""
    labels, members = labels_of(lang), load_table(lang, "titles")["memberships"]
    for word in tree.words:
        if word.dep not in labels.apposition or word.lemma not in members or word.i < word.head.i:
            continue
        bodies = [c for c in word.kids(labels.complement) if c.i > word.i and preposition_of(c, lang) == "de"]
        named = [b for b in bodies if (m := phraser.mention(b)) is not None and m.type in _BODIES]
        owners = [
            w
            for w in conjuncts(word.head, labels)
            if w.i < word.i and (m := phraser.mention(w)) is not None and m.type in _BODIES
        ]
        if named and owners:
            yield Draft(
                "MemberOf",
                "membre",
                word,
                "static",
                "membership",
                agents=owners,
                patients=named[:1],
                evidence=[*owners, word, named[0]],
            )


def bracketed_bodies(tree: Tree, phraser: Phraser) -> Iterator[Draft]:
    """ "Anne Roux (Parti socialiste)": the party or team of a person, in brackets of its own."""
    for name, opening, body in zip(tree.words, tree.words[1:], tree.words[2:], strict=False):
        person, group = phraser.mention(name), phraser.mention(body)
        if opening.text != "(" or person is None or person.type != "Person" or group is None:
            continue
        end = next((w for w in tree.words[body.i :] if w.start >= group.span.end_char), None)
        if group.type == "Organization" and end is not None and end.text == ")":
            yield Draft(
                "MemberOf",
                "membre",
                body,
                "static",
                "body in brackets",
                agents=[next(w for w in tree.words if phraser.mention(w) is person)],
                patients=[body],
                evidence=[name, body],
            )
