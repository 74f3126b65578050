"""One thing told again in other words: a number of things and the things, headline and lead, a noun and a wider one."""

from __future__ import annotations

from collections import defaultdict

from kg.gazetteer import country_of_adjective
from kg.resolve.clusters import Clusters
from kg.resolve.phrases import Phrase, clauses_of, counted_noun
from kg.resolve.words import ReferenceWords

COMMON = frozenset({"nominal", "background", "people"})
"""Kinds of phrases whose head is a common noun."""
_LENGTHENED = frozenset({"Organization", "Facility", "Event", "Work"})
_WIDE = 4


def join_quantities(clusters: Clusters, words: ReferenceWords) -> None:
    """ "vingtaine de militaires" and the "militaires" inside it are one thing."""
    by_head: dict[int, int] = {}
    for i, p in enumerate(clusters.phrases):
        by_head.setdefault(p.head, i)
    for i, p in enumerate(clusters.phrases):
        if p.kind in COMMON and p.lemma in words.quantities and p.token is not None:
            counted = counted_noun(p.token)
            inner = by_head.get(p.head + counted.idx - p.token.idx) if counted is not None else None
            if inner is not None and clusters.phrases[inner].kind in COMMON:
                clusters.merge(i, inner)


def join_headline(clusters: Clusters) -> None:
    """What the headline names, the lead names again, though as something new: "Un navire coule … Un navire a coulé"."""
    lead: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(clusters.phrases):
        if p.part == "lead" and p.kind in COMMON:
            lead[p.lemma].append(i)
    for i, p in enumerate(clusters.phrases):
        if p.part != "headline" or p.kind not in COMMON or clusters.is_named(i):
            continue
        again = [j for j in lead[p.lemma] if clusters.phrases[j].number == p.number and _agree(p, clusters.phrases[j])]
        if len(again) == 1:
            clusters.merge(i, again[0])


def _agree(p: Phrase, q: Phrase) -> bool:
    """Whether a headline's phrase may be the lead's; of an event both often tell different circumstances."""
    return _hold(p.modifiers, q.modifiers) or p.type == "Event" and bool(p.modifiers & q.modifiers)


def _hold(a: frozenset[str], b: frozenset[str]) -> bool:
    return a <= b or b <= a


def join_counted(clusters: Clusters, words: ReferenceWords) -> None:
    """As many of a kind in another sentence: "31 morts … 31 personnes", "1.150 emplois … 1.150 postes"."""
    first: dict[str, int] = {}
    for i, p in enumerate(clusters.phrases):
        if p.kind not in COMMON or p.token is None or clusters.is_named(i):
            continue
        counts = [c.text for c in p.token.children if c.dep_ == "nummod" and c.text[0].isdigit()]
        if len(counts) != 1 or sum(map(str.isdigit, counts[0])) < 2:
            continue
        j = first.setdefault(counts[0], i)
        q = clusters.phrases[j]
        kin = q.lemma in words.narrower.get(p.lemma, ()) or p.lemma in words.narrower.get(q.lemma, ())
        if kin and p.sentence != q.sentence and p.type == q.type and _count_alone(p) and _count_alone(q):
            clusters.merge(j, i)


def _count_alone(p: Phrase) -> bool:
    """Whether no adjective or complement with "de" narrows down what is counted."""
    assert p.token is not None
    narrowing = [c for c in p.token.children if c.dep_ in {"amod", "nmod"}]
    cases = [{x.text.lower() for x in c.children if x.dep_ == "case"} for c in narrowing]
    return not any(
        c.dep_ == "amod" or case & {"de", "d'", "du", "des"} for c, case in zip(narrowing, cases, strict=True)
    )


def lengthened(i: int, earlier: list[int], clusters: Clusters, lang: str) -> int | None:
    """The bare phrase that a longer one repeats: "le tribunal … le tribunal correctionnel"."""
    p = clusters.phrases[i]
    if p.definite != "definite" or p.type not in _LENGTHENED or not p.modifiers:
        return None
    if any(country_of_adjective(m, lang) for m in p.modifiers):
        return None
    found = {
        clusters.find(j)
        for j in earlier
        if clusters.phrases[j].type == p.type
        and p.sentence - clusters.phrases[j].sentence <= _WIDE
        and clusters.phrases[j].definite == "definite"
        and clusters.phrases[j].modifiers < p.modifiers
        and clusters.phrases[j].number == p.number
    }
    if len(found) != 1:
        return None
    root = found.pop()
    held = [q for q in clusters.of(root) if q.kind in COMMON]
    return root if not clusters.is_named(root) and all(q.modifiers <= p.modifiers for q in held) else None


def join_beginnings(clusters: Clusters, lang: str) -> None:
    """A definite phrase and the only name that goes on from it: "le tribunal … le tribunal correctionnel de Lens"."""
    names = [(i, p) for i, p in enumerate(clusters.phrases) if p.kind == "name" and p.type in _LENGTHENED]
    names = [(i, p) for i, p in names if not any(country_of_adjective(w, lang) for w in p.text.split())]
    for i, p in enumerate(clusters.phrases):
        if p.kind in COMMON and p.definite == "definite" and p.type in _LENGTHENED and not clusters.is_named(i):
            longer = {clusters.find(j) for j, q in names if q.type == p.type and q.text.startswith(p.text + " ")}
            if len(longer) == 1 and p.number != "p":
                clusters.merge(longer.pop(), i)


def restated(i: int, clusters: Clusters, words: ReferenceWords) -> int | None:
    """The only thing before that a wider noun may take up: "un hélicoptère … l'appareil"."""
    p = clusters.phrases[i]
    narrower = words.narrower.get(p.lemma)
    if narrower is None or p.definite not in {"definite", "demonstrative"} or p.modifiers - clauses_of(p):
        return None
    found: dict[int, int] = {}
    for j in range(i):
        q = clusters.phrases[j]
        if q.kind in COMMON and q.lemma in narrower and _counts_as(p, q):
            found[clusters.find(j)] = j
    if len(found) != 1:
        return None
    (last,) = found.values()
    near = p.sentence - clusters.phrases[last].sentence <= _WIDE and not p.span.overlaps(clusters.phrases[last].span)
    return last if near and clusters.type(last) == p.type else None


def _counts_as(p: Phrase, q: Phrase) -> bool:
    return p.number == q.number or p.type == "Event" and p.number == "s"
