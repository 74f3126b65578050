"""Pronouns → what they stand for; the doubtful ones stay unresolved."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Token

from kg.resolve.antecedents import (
    ACTORS,
    agrees,
    describe_nothing,
    find_candidates,
    is_reporting,
    load_weights,
    share_probability,
)
from kg.resolve.clusters import Clusters
from kg.resolve.phrases import Phrase
from kg.resolve.words import ReferenceWords

_ENOUGH = 0.45
"""Probability: above it most are right, whatever the rest is shared among."""
_AS_NEAR = 9
"""Characters."""
_WORTH_OF_AN_ACTOR = 36
"""Characters that an actor may be farther away than another phrase."""
_REFLEXIVE = frozenset({"se", "s'"})
_TONIC = frozenset({"lui", "elle", "eux", "elles"})


def resolve_pronouns(clusters: Clusters, words: ReferenceWords, lang: str) -> None:
    """Merge each pronoun, in text order, with the phrase that it most likely takes up, if that is likely."""
    heads = {p.head: i for i, p in enumerate(clusters.phrases) if p.kind != "pronoun"}
    speakers: dict[tuple[str, int], int] = {}
    for i, p in enumerate(clusters.phrases):
        if p.kind != "pronoun" or p.sort == "impersonal":
            continue
        if p.sort == "relative":
            antecedent = relative_antecedent(p, heads)
        elif p.sort == "speaker":
            antecedent = _same_speaker(i, clusters, speakers)
        elif p.sort == "near":
            antecedent = find_last_named(i, clusters, words)
        elif p.text.lower().replace("’", "'") in _REFLEXIVE:
            antecedent = _own_subject(i, clusters)
        elif (speaker := _last_speaker(i, clusters, words)) is not None:
            antecedent = speaker
        else:
            antecedent = _emphasized(i, clusters)
            if antecedent is None:
                antecedent = find_antecedent(i, clusters, words, lang)
        if antecedent is not None:
            clusters.merge(antecedent, i)


def relative_antecedent(p: Phrase, heads: dict[int, int]) -> int | None:
    """The phrase that a relative clause hangs on."""
    token: Token | None = p.token
    while token is not None and token.dep_ != "acl:relcl":
        token = token.head if token.head.i != token.i else None
    if token is None or p.token is None:
        return None
    return heads.get(p.head - p.token.idx + token.head.idx)


def _same_speaker(i: int, clusters: Clusters, speakers: dict[tuple[str, int], int]) -> int | None:
    """First persons of one number in one quotation are one speaker; outside quotations those of the document are."""
    p = clusters.phrases[i]
    key = (p.number, p.quotation)
    first = speakers.setdefault(key, i)
    return first if first != i else None


def _own_subject(i: int, clusters: Clusters) -> int | None:
    """What a reflexive pronoun stands for: the subject of its verb."""
    p = clusters.phrases[i]
    subjects = (j for j, q in enumerate(clusters.phrases) if q.role == "subject" and q.verb == p.verb >= 0)
    return next((j for j in subjects if clusters.phrases[j].sentence == p.sentence), None)


def _last_speaker(i: int, clusters: Clusters, words: ReferenceWords) -> int | None:
    """Who spoke in the sentence before one that a pronoun reports: "…, a assuré l'état-major. « … », dit-il."."""
    if not is_reporting(clusters.phrases[i], words):
        return None
    candidates = [j for j, features in find_candidates(i, clusters, words) if "sentences: 1" in features]
    said = (j for j in candidates if clusters.phrases[j].role == "subject")
    return next((j for j in said if clusters.phrases[j].governor in words.agency_verbs), None)


def _emphasized(i: int, clusters: Clusters) -> int | None:
    """The name that a pronoun between commas only stresses: "Toma Nikiforov, lui, sera là"."""
    p = clusters.phrases[i]
    if p.text.lower() not in _TONIC or p.token is None or p.token.i < 2 or p.token.i + 1 == len(p.token.doc):
        return None
    if p.token.nbor(-1).text != "," or p.token.nbor().text != ",":
        return None
    for j in range(i - 1, max(i - 6, -1), -1):
        q = clusters.phrases[j]
        if q.kind != "pronoun" and q.span.end_char + 2 == p.span.start_char and agrees(p, clusters.of(j)):
            return j
    return None


def find_last_named(i: int, clusters: Clusters, words: ReferenceWords) -> int | None:
    """What "celui-ci" and "ce dernier" take up: the nearest phrase, as their subject rather an actor; None when two are
    as near."""
    p = clusters.phrases[i]
    thinks = p.role == "subject" and p.governor in words.agency_verbs
    distances: dict[int, int] = {}
    for root in {clusters.find(j) for j, _ in find_candidates(i, clusters, words)}:
        acts = p.role == "subject" and clusters.type(root) in ACTORS
        if acts or not thinks:
            last = max(clusters.phrases[j].head for j in clusters.members(root) if j < i)
            distances[root] = p.span.start_char - last - (_WORTH_OF_AN_ACTOR if acts else 0)
    nearest = sorted(distances, key=lambda root: (distances[root], root))
    if len(nearest) > 1 and distances[nearest[1]] - distances[nearest[0]] < _AS_NEAR:
        return None
    return next(iter(nearest), None)


def find_antecedent(i: int, clusters: Clusters, words: ReferenceWords, lang: str) -> int | None:
    """A phrase of the cluster that pronoun ``i`` takes up, None when that is unlikely or none is the likeliest."""
    return choose(i, clusters, words, load_weights(lang))


def choose(i: int, clusters: Clusters, words: ReferenceWords, weights: dict[str, float]) -> int | None:
    """``find_antecedent`` by given weights."""
    candidates = find_candidates(i, clusters, words)
    options = [*(features for _, features in candidates), describe_nothing(clusters.phrases[i])]
    roots = [*(clusters.find(j) for j, _ in candidates), None]
    shares: defaultdict[int | None, float] = defaultdict(float)
    for root, share in zip(roots, share_probability(options, weights), strict=True):
        shares[root] += share
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] > _ENOUGH else None
