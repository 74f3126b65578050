"""What nouns may take up: "l'accusé" who is condemned, "la victime" who is killed, "le film" no book."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from kg.resolve.clusters import Clusters
from kg.resolve.phrases import NAME_DEPS, Phrase
from kg.resolve.restatements import COMMON
from kg.resolve.words import Part, ReferenceWords


def find_participant(i: int, clusters: Clusters, words: ReferenceWords) -> int | None:
    """The only named person before who has the part in an event that the noun tells; None when none or several have."""
    p = clusters.phrases[i]
    found: dict[int, int] = {}
    for j in range(i):
        q = clusters.phrases[j]
        if q.kind == "name" and q.type == "Person" and any(has_part(m, words.parts[p.lemma]) for m in clusters.of(j)):
            if p.lemma in words.epicene or not (p.gender and q.gender and p.gender != q.gender):
                found[clusters.find(j)] = j
    return next(iter(found.values())) if len(found) == 1 else None


def may_be_called(noun: str, root: int, clusters: Clusters, words: ReferenceWords) -> bool:
    """Whether the article calls a person by this noun or a narrower one, or the noun fits anybody: "l'homme"."""
    told: Container[str] = {noun, *words.narrower.get(noun, ())}
    if noun in words.anybody:
        return True
    return any(
        _title_of(q, words.honorifics) in told or q.kind not in {"name", "pronoun"} and q.lemma in told
        for q in clusters.of(root)
    )


def is_of_another_kind(noun: str, root: int, clusters: Clusters, words: ReferenceWords) -> bool:
    """Whether the article or its own name calls a thing by nouns that exclude this one: "le film Maréva" is no book."""
    called = {q.lemma for q in clusters.of(root) if q.kind in COMMON}
    called |= {q.text.split()[0].lower() for q in clusters.of(root) if q.kind == "name"}
    own, told = words.kinds.get(noun), [words.kinds[w] for w in sorted(called) if w in words.kinds]
    return own is not None and bool(told) and not any(own & kinds for kinds in told)


def _title_of(q: Phrase, honorifics: frozenset[str]) -> str:
    """The honorific that a name begins with or that stands right before it: "Me Dupont"."""
    if q.kind != "name" or q.token is None:
        return ""
    first = next(t for t in q.token.doc if t.idx >= q.span.start_char - (q.head - q.token.idx))
    words = [q.text.split()[0], *([first.nbor(-1).text] if first.i else [])]
    return next((w for w in (x.lower().rstrip(".") for x in words if x[:1].isupper()) if w in honorifics), "")


def has_part(q: Phrase, part: Part) -> bool:
    """Whether a phrase is what the verb is done to, the subject of one of those verbs that suffer it, or completes its
    noun: "Paul Verdier a été tué", "Paul Verdier est mort", "le meurtre de Paul Verdier"."""
    token = q.token
    if token is None:
        return False
    while token.dep_ in {"conj", "appos"} | NAME_DEPS and token.head != token:
        token = token.head
    above = token.head.lemma_.lower()
    if token.dep_ == "nmod":
        return above in part.nouns and _of(token)
    if token.dep_ in {"obj", "nsubj:pass"}:
        return above in part.verbs
    return token.dep_ == "nsubj" and above in part.subjects


def _of(token: Token) -> bool:
    return any(c.dep_ == "case" and c.text.lower() in {"de", "d'", "d’"} for c in token.children)
