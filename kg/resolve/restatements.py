"""One thing told again in other words: a number of things and the things, headline and lead, a noun and a wider one."""

from __future__ import annotations

from collections import defaultdict

from kg.gazetteer import country_of_adjective, fold
from kg.gazetteer.spelling import is_acronym_of
from kg.resolve.clusters import Clusters
from kg.resolve.phrases import Phrase, clauses_of, counted_noun
from kg.resolve.words import ReferenceWords

COMMON = frozenset({"nominal", "background", "people"})
"""Kinds of phrases whose head is a common noun."""
_LENGTHENED = frozenset({"Organization", "Facility", "Event", "Work"})
_WIDE = 4
_FAR = 8


def join_quantities(clusters: Clusters, words: ReferenceWords) -> None:
    """ "vingtaine de militaires" and the "militaires" inside it are one thing."""
    by_head: dict[int, int] = {}
    for i, p in enumerate(clusters.phrases):
        by_head.setdefault(p.head, i)
    for i, p in enumerate(clusters.phrases):
        if p.kind in COMMON and p.lemma in words.quantities and p.token is not None:
            counted = counted_noun(p.token, words)
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
        and _narrowed(clusters.phrases[j]) < p.modifiers
        and clusters.phrases[j].number == p.number
    }
    if len(found) != 1:
        return None
    root = found.pop()
    held = [q for q in clusters.of(root) if q.kind in COMMON]
    return root if not clusters.is_named(root) and all(_narrowed(q) <= p.modifiers for q in held) else None


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
    narrower = words.narrower.get(p.lemma, frozenset())
    if p.definite not in {"definite", "demonstrative"} or p.modifiers - clauses_of(p) - _loose(p):
        return None
    found: dict[int, int] = {}
    for j in range(i):
        q = clusters.phrases[j]
        if q.kind in COMMON and (q.lemma in narrower or _is_compound_of(q, p)) and _counts_as(p, q):
            found[clusters.find(j)] = j
    if len(found) != 1:
        return None
    (last,) = found.values()
    near = p.sentence - clusters.phrases[last].sentence <= _FAR and not p.span.overlaps(clusters.phrases[last].span)
    return last if near and clusters.type(last) == p.type else None


def _narrowed(p: Phrase) -> frozenset[str]:
    return p.modifiers - clauses_of(p)


def join_forces(clusters: Clusters, words: ReferenceWords, lang: str) -> None:
    """The armed forces of one country ("l'armée russe", "les forces armées russes"; not "les forces russes", who may be
    others), and its soil ("le territoire ukrainien") with the country."""
    first: dict[str, int] = {}
    origins = {p.head: i for i, p in enumerate(clusters.phrases) if p.kind == "adjective"}
    for i, p in enumerate(clusters.phrases):
        if p.token is None or p.kind == "pronoun" or p.definite != "definite":
            continue
        adjectives = [c for c in p.token.children if c.lemma_.lower() in p.modifiers]
        countries = [c for c in adjectives if country_of_adjective(c.text, lang)]
        others = _narrowed(p) - {c.lemma_.lower() for c in countries}
        if len(countries) != 1:
            continue
        if p.lemma in words.soils and not others and p.number == "s":
            inner = origins.get(p.head + countries[0].idx - p.token.idx)
            if inner is not None:
                clusters.merge(inner, i)
        elif (p.lemma, others) in words.forces:
            clusters.merge(first.setdefault(country_of_adjective(countries[0].text, lang) or "", i), i)


def join_expansions(clusters: Clusters) -> None:
    """A common-noun phrase and the letters in brackets behind it: "Accord de libre-échange nord-américain (ALENA)"."""
    ends = {p.span.end_char: i for i, p in enumerate(clusters.phrases) if p.kind in COMMON and p.number != "p"}
    for i, p in enumerate(clusters.phrases):
        if p.kind != "name" or p.token is None or not p.text.isupper() or p.token.i == 0:
            continue
        before, j = p.token.nbor(-1), ends.get(p.span.start_char - 2)
        if j is not None and before.text == "(" and _abbreviates(p.text, clusters.phrases[j].text):
            clusters.merge(j, i)


def _abbreviates(letters: str, text: str) -> bool:
    """Whether letters stand for a whole phrase, not only for its end ("admission de la RASD")."""
    return fold(text)[:1] == fold(letters)[:1] and is_acronym_of(letters, text)


def _loose(p: Phrase) -> frozenset[str]:
    """Lemmas of what the parser hangs on a noun though it goes with the verb: "imputer l'attaque à l'aviation"."""
    found: set[str] = set()
    for child in p.token.children if p.token is not None else ():
        if child.dep_ == "nmod" and any(
            c.dep_ == "case" and c.text.lower() in {"à", "au", "aux"} for c in child.children
        ):
            found.update(c.lemma_.lower() for c in child.subtree)
    return frozenset(found)


def _is_compound_of(q: Phrase, p: Phrase) -> bool:
    """Whether the first part of a compound is the other noun: "station-service" is a station."""
    return q.lemma.startswith(p.lemma + "-") and q.gender == p.gender and len(p.lemma) > 4


def _counts_as(p: Phrase, q: Phrase) -> bool:
    return p.number == q.number or p.type == "Event" and p.number == "s"
