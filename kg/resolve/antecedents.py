"""How likely each earlier phrase is what a pronoun takes up: a log-linear ranker.

Candidates, and that there is none, share the probability by the weights of their features; a cluster has the sum of its
phrases. After Denis & Baldridge (2008), "Specialized Models and Ranking for Coreference Resolution", with the sums of
Durrett & Klein (2013), "Easy Victories and Uphill Battles in Coreference Resolution".
``tests/benchmarks/antecedents.py`` learns the weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import exp, log, log1p

from kg.lang import load_table
from kg.resolve.clusters import Clusters
from kg.resolve.phrases import SUBJECTS, Phrase
from kg.resolve.words import ReferenceWords

Features = dict[str, float]

_FAR = 4
ACTORS = frozenset({"Person", "Organization", "Country", "Group"})
_ARGUMENTS = frozenset({"subject", "object", "oblique"})


@cache
def load_weights(lang: str) -> dict[str, float]:
    """The weight of each feature. Raises LexiconError when the language pack has none."""
    weights: dict[str, float] = load_table(lang, "model/antecedents")["weights"]
    return weights


def find_candidates(i: int, clusters: Clusters, words: ReferenceWords) -> list[tuple[int, Features]]:
    """The phrases that pronoun ``i`` may take up, the nearest first, and what speaks for and against each."""
    p = clusters.phrases[i]
    reports, barred = is_reporting(p, words), _co_arguments(i, clusters)
    only_actors = reports or _has_kin(p, words)
    sort = "subject" if reports else _sort(p)
    between: set[int] = set()
    roots: set[int] = set()
    found = []
    for j in range(i - 1, -1, -1):
        q = clusters.phrases[j]
        if reports and q.quotation >= 0:
            continue
        between.add(q.sentence)
        distance = len(between - {p.sentence}) if reports else p.sentence - q.sentence
        if distance > _FAR:
            break
        root, members, type_ = clusters.find(j), clusters.of(j), clusters.type(j)
        if root in barred or only_actors and type_ not in ACTORS or not _may_stand_for(q, p, members):
            continue
        names = [*_describe(p, q, members, distance, sort), *_fit(p, members, type_, reports, words)]
        features = dict.fromkeys(names, 1.0)
        features["log mentions"] = log(len(members))
        features["log rank"] = features[f"{sort}: log rank"] = log1p(len(roots))
        roots.add(root)
        found.append((j, features))
    return found


def describe_nothing(p: Phrase) -> Features:
    """The features of a pronoun that takes up no phrase of the text before it."""
    return {"nothing": 1.0, f"{_sort(p)}: nothing": 1.0}


def share_probability(options: Iterable[Features], weights: dict[str, float]) -> list[float]:
    """The probability of each of several options that exclude each other."""
    scores = [exp(sum(weights.get(name, 0.0) * value for name, value in option.items())) for option in options]
    total = sum(scores)
    return [score / total for score in scores]


def is_reporting(p: Phrase, words: ReferenceWords) -> bool:
    """Whether a pronoun outside quotations says something: "a-t-il déclaré", "selon elle"."""
    if p.quotation >= 0 or p.sort != "personal" or p.token is None:
        return False
    if p.token.i > 0 and p.token.text.startswith("-"):
        return p.governor in words.agency_verbs
    if p.role == "subject":
        return False
    cases = [c.text.lower() for c in p.token.children if c.dep_ == "case"]
    return cases[:1] in (["selon"], ["pour"]) and p.token.sent.start >= p.token.i - 2


def agrees(p: Phrase, members: Sequence[Phrase]) -> bool:
    """Whether gender and number of a pronoun fit the phrases of a cluster."""
    members = [m for m in members if m.kind != "adjective"]
    genders = {m.gender for m in members if m.gender}
    if p.gender and genders and p.gender not in genders:
        return False
    numbers = {m.number for m in members if m.number and m.kind != "name"} or {m.number for m in members if m.number}
    return not (p.number and numbers and p.number not in numbers) and all(m.sort != "speaker" for m in members)


def _co_arguments(i: int, clusters: Clusters) -> set[int]:
    """The clusters that the pronoun cannot mean: the other arguments of its own verb, and the subject that this shares
    with a verb before it ("l'armée a trouvé la bombe et l'a détruite")."""
    p = clusters.phrases[i]
    if p.sort == "possessive" or p.role not in _ARGUMENTS:
        return set()
    above = p.verb
    if p.token is not None and p.role != "subject":
        verb = p.token.head
        while verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children):
            verb = verb.head
        above += verb.idx - p.token.head.idx
    barred = set()
    for j, q in enumerate(clusters.phrases):
        beside = q.verb == p.verb >= 0 and q.role in _ARGUMENTS and q.role != p.role
        if j != i and q.sentence == p.sentence and (beside or q.verb == above >= 0 and q.role == "subject"):
            barred.add(clusters.find(j))
    return barred


def _may_stand_for(q: Phrase, p: Phrase, members: Sequence[Phrase]) -> bool:
    """Whether pronoun ``p`` can take up ``q``, a phrase of a cluster that is more than pronouns."""
    return (
        q.kind != "adjective"
        and any(m.kind not in {"pronoun", "adjective"} for m in members)
        and agrees(p, members)
        and not q.span.overlaps(p.span)
        and not _is_said_of_another(q, members)
    )


def _is_said_of_another(q: Phrase, members: Sequence[Phrase]) -> bool:
    """Whether a noun only says what another phrase is: "le merlu est un poisson", "le président, Jean Martin"."""
    if q.token is None:
        return False
    if q.token.dep_ == "appos":
        return q.head - q.token.idx + q.token.head.idx in {m.head for m in members}
    return {"cop", "nsubj"} <= {c.dep_ for c in q.token.children}


def _sort(p: Phrase) -> str:
    """What kind of antecedent a pronoun looks for: possessives, and the others by their role."""
    if p.sort == "possessive":
        return p.sort
    return p.role if p.role in {"subject", "object"} else "oblique"


def _has_kin(p: Phrase, words: ReferenceWords) -> bool:
    """Whether a possessive goes with a noun that only people have: "sa femme"."""
    return p.sort == "possessive" and p.token is not None and p.token.head.lemma_.lower() in words.ties


def _describe(p: Phrase, q: Phrase, members: Sequence[Phrase], distance: int, sort: str) -> Iterator[str]:
    """What candidate ``q`` is, alone and as seen from the pronoun."""
    yield f"sentences: {distance}"
    yield f"{sort}: sentences: {distance}"
    yield f"{'same' if distance == 0 else 'earlier'} sentence: {q.role}"
    yield f"{sort}: {'same' if distance == 0 else 'earlier'} sentence: {q.role}"
    if any(m.kind == "name" for m in members):
        yield "named"
    if q.kind == "pronoun":
        yield "pronoun"
        if q.text.lower() == p.text.lower():
            yield "same pronoun"
    elif q.kind != "name":
        yield f"determiner: {q.definite or 'none'}"
    if q.modifiers:
        yield "modified"
    if q.quotation != p.quotation:
        yield "pronoun in a quotation" if q.quotation < 0 else "phrase in a quotation"
    if p.gender and any(m.gender == p.gender for m in members):
        yield "same gender"
    if p.number and q.number == p.number:
        yield "same number"
    if q.token is not None:
        if q.token.dep_ in {"nmod", "conj"}:
            yield q.token.dep_
        if q.role == "subject" and q.token.head.dep_ == "ROOT":
            yield "subject of the sentence"
            if distance == 1 and p.token is not None and p.token.i - p.token.sent.start <= 2:
                yield "subject of the sentence before a pronoun that begins one"


def _fit(p: Phrase, members: Sequence[Phrase], type_: str, reports: bool, words: ReferenceWords) -> Iterator[str]:
    """Whether a candidate can do or suffer what the pronoun does or suffers."""
    kind = "actor" if type_ in ACTORS else type_.lower() if type_ in {"Place", "Event"} else "thing"
    fit = "actor" if kind == "actor" else "no actor"
    yield kind
    if reports or p.role == "subject" and p.governor in words.agency_verbs:
        yield f"thinks or speaks: {type_ if kind == 'actor' else fit}"
        if any(m.role == "subject" and m.governor in words.agency_verbs for m in members):
            yield "thinks or speaks elsewhere"
    if p.token is None:
        return
    suffers = p.role == "object" or p.token.dep_ == "nsubj:pass"
    if p.role == "subject" and not suffers and p.token.head.pos_ == "VERB":
        as_no_place = kind == "place" and p.governor not in words.place_verbs
        yield "acts: place that cannot" if as_no_place else f"acts: {fit}"
    if suffers and p.governor in words.personal_objects:
        yield f"done to people: {fit}"
