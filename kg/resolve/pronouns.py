"""Pronouns → what they stand for, by gender, number, syntax, role and distance; the doubtful ones stay unresolved.

The weights follow Lappin & Leass (1994), "An Algorithm for Pronominal Anaphora Resolution", without its full hierarchy.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.resolve.clusters import Clusters
from kg.resolve.phrases import Phrase
from kg.resolve.words import ReferenceWords

_FAR = 3
_AGENTS = frozenset({"Person", "Organization", "Country", "Group"})
_ROLE = {"subject": 2.0, "object": 0.8, "oblique": 0.2, "other": 0.0}
_ARGUMENTS = frozenset({"subject", "object", "oblique"})
_MARGIN = 0.35
_NEAR_MARGIN = 0.15
_TONIC = frozenset({"lui", "elle", "eux", "elles"})


def resolve_pronouns(clusters: Clusters, words: ReferenceWords) -> None:
    """Merge each pronoun, in text order, with the phrase that it takes up when one is clearly best."""
    heads = {p.head: i for i, p in enumerate(clusters.phrases) if p.kind != "pronoun"}
    speakers: dict[tuple[str, int], int] = {}
    for i, p in enumerate(clusters.phrases):
        if p.kind != "pronoun":
            continue
        if p.sort == "relative":
            antecedent = relative_antecedent(p, heads)
        elif p.sort == "speaker":
            antecedent = _same_speaker(i, clusters, speakers)
        else:
            antecedent = find_antecedent(i, clusters, words)
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


def find_antecedent(i: int, clusters: Clusters, words: ReferenceWords) -> int | None:
    """The phrase that pronoun ``i`` takes up, None when none or several are likely."""
    p = clusters.phrases[i]
    if (beside := _emphasized(i, clusters)) is not None:
        return beside
    scores: dict[int, tuple[float, int]] = {}
    barred = _co_arguments(i, clusters)
    reports, between = is_reporting(p, words), set[int]()
    for j in range(i - 1, -1, -1):
        q = clusters.phrases[j]
        if reports and q.quotation >= 0:
            continue
        between.add(q.sentence)
        distance = len(between - {p.sentence}) if reports else p.sentence - q.sentence
        if distance > _FAR:
            break
        root = clusters.find(j)
        members = clusters.of(j)
        if (
            root in barred
            or all(m.kind in {"pronoun", "adjective"} for m in members)
            or not agrees(p, members)
            or q.span.overlaps(p.span)
        ):
            continue
        score = _score(p, q, members, clusters.type(j), words, distance)
        if root not in scores or score > scores[root][0]:
            scores[root] = (score, j)
    if not scores:
        return None
    best, *rest = sorted(scores.values(), reverse=True)
    if rest and best[0] - rest[0][0] < (_NEAR_MARGIN if p.sort == "near" else _MARGIN):
        return None
    return best[1] if best[0] > 0 else None


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


def _co_arguments(i: int, clusters: Clusters) -> set[int]:
    """The clusters that the pronoun cannot mean: the other arguments of its own verb, unless it is reflexive."""
    p = clusters.phrases[i]
    if p.sort == "possessive" or p.role not in _ARGUMENTS or p.text.lower() in {"se", "s'"}:
        return set()
    return {
        clusters.find(j)
        for j, q in enumerate(clusters.phrases)
        if j != i and q.verb == p.verb >= 0 and q.sentence == p.sentence and q.role in _ARGUMENTS and q.role != p.role
    }


def agrees(p: Phrase, members: list[Phrase]) -> bool:
    """Whether gender and number of a pronoun fit the phrases of a cluster."""
    members = [m for m in members if m.kind != "adjective"]
    genders = {m.gender for m in members if m.gender}
    if p.gender and genders and p.gender not in genders:
        return False
    numbers = {m.number for m in members if m.number and m.kind != "name"} or {m.number for m in members if m.number}
    return not (p.number and numbers and p.number not in numbers) and all(m.sort != "speaker" for m in members)


def _is_object(p: Phrase) -> bool:
    """Whether the verb is done to the pronoun, in the active or the passive."""
    return p.role == "object" or p.token is not None and p.token.dep_ == "nsubj:pass"


def _is_predicate(q: Phrase) -> bool:
    """Whether a noun only says what its subject is: "le merlu est un poisson"."""
    return q.token is not None and {"cop", "nsubj"} <= {c.dep_ for c in q.token.children}


def _does(p: Phrase) -> bool:
    """Whether the pronoun is the doer of a full verb."""
    return p.role == "subject" and p.token is not None and p.token.head.pos_ == "VERB" and not _is_object(p)


def _score(p: Phrase, q: Phrase, members: list[Phrase], type_: str, words: ReferenceWords, distance: int) -> float:
    if type_ == "Place" and _does(p) and p.governor not in words.place_verbs:
        return -4.0
    if p.sort == "near":
        agent = 0.6 if p.role == "subject" and type_ in _AGENTS else 0.0
        if p.role == "subject" and p.governor in words.agency_verbs:
            agent = 0.6 if type_ in _AGENTS else -4.0
        return 3.0 + agent - (p.span.start_char - q.head) / 60
    score = 1.0 + _ROLE[q.role] - (1.0 if _is_predicate(q) else 0.0) - 1.3 * distance
    score += 0.8 if q.role == p.role and p.sort == "personal" else 0.0
    score += 0.25 * min(len(members) - 1, 4)
    score += 0.6 if any(m.kind == "name" for m in members) else 0.0
    score += 0.4 if q.kind == "pronoun" else 0.0
    speaks = p.role != "subject" and is_reporting(p, words)
    if p.role == "subject" or speaks:
        agent = type_ in _AGENTS
        score += (1.2 if agent else -4.0) if speaks or p.governor in words.agency_verbs else (0.5 if agent else 0.0)
    if p.sort != "possessive" and _is_object(p) and p.governor in words.personal_objects:
        score += 1.2 if type_ in _AGENTS else -4.0
    if p.sort == "possessive":
        tie = p.token is not None and p.token.head.lemma_.lower() in words.ties
        score += (1.2 if type_ in {"Person", "Group"} else -4.0) if tie else 0.5 if type_ in _AGENTS else 0.0
    if p.gender and any(m.gender == p.gender for m in members):
        score += 0.5
    if (q.quotation < 0) != (p.quotation < 0):
        score -= 0.5
    return score
