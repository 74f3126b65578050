"""Two phrases side by side that name one thing: "Oceana, une organisation de défense", "le commandant, l'amiral X"."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc

from kg.resolve.clusters import Clusters
from kg.resolve.names import fits, is_same_person
from kg.resolve.phrases import Phrase

_BESIDE = re.compile(
    r"(?: \([^()]*\))?, (?:(?:le|la|un|une|son|sa|leur) |l['’])?|,? \((?:(?:le|la|un|une) |l['’])?", re.IGNORECASE
)
_LONGEST = 90
_END = re.compile(r"[,.;:)»”\"!?]| (?:pour|pendant|en|à|qui|dans|depuis|lors|où|que|dont|située?s?|tenue?s?)\b|$")
_LIST = re.compile(r" (?:et|ou) (?:(?:le|la|les|un|une|son|sa) |l['’]|[A-ZÀ-Þ])")
_JOINED = frozenset({"Person", "Organization", "Place", "Facility", "Product", "Work", "Event"})
_COMMON = frozenset({"nominal", "background"})


def join_appositions(clusters: Clusters) -> None:
    """Merge a singular phrase with the one of a fitting type right behind its comma or bracket.

    The parser often hangs an apposition on another noun ("une statue de X, le président …"), so what stands between the
    two decides; a list ("X, le ministre et Y") and two people of different names are left alone.
    """
    phrases = clusters.phrases
    starts: dict[int, list[int]] = {}
    for j, q in enumerate(phrases):
        if q.kind != "pronoun" and q.token is not None:
            starts.setdefault(q.span.start_char, []).append(j)
    for i, p in enumerate(phrases):
        if p.token is None or p.type not in _JOINED or p.number == "p" or p.kind not in {"name", *_COMMON}:
            continue
        offset = p.head - p.token.idx
        text = _text_of(p.token.doc)
        for match in _gaps(text, p.span.end_char - offset):
            for j in starts.get(offset + match, ()):
                if phrases[j].sentence == p.sentence and _is_apposition(p, phrases[j], clusters, i, j):
                    clusters.merge(i, j)


@lru_cache(maxsize=1)
def _text_of(doc: Doc) -> str:
    """The text of a paragraph, which spaCy puts together anew each time it is asked."""
    return doc.text


def _gaps(text: str, end: int) -> list[int]:
    match = _BESIDE.match(text, end, end + _LONGEST)
    return [match.end()] if match else []


def _is_apposition(p: Phrase, q: Phrase, clusters: Clusters, i: int, j: int) -> bool:
    if q.kind not in {"name", *_COMMON} or q.token is None or q.number == "p" or "name" == p.kind == q.kind:
        return False
    if not fit_as_title(p, q) or p.gender and q.gender and p.gender != q.gender:
        return False
    if p.definite == "indefinite" and p.kind != "name" or lists_more(q):
        return False
    if q.token.dep_ == "conj" and q.token.head == p.token and not _is_one_subject(p):
        return False
    if any(c.dep_ == "cc" for c in q.token.children):
        return False
    end, text = q.span.end_char - (q.head - q.token.idx), _text_of(q.token.doc)
    named = next((n for n in clusters.of(j) if n.kind == "name" and n.span.start_char == q.span.end_char + 1), None)
    if named is not None:
        end += named.span.end_char - q.span.end_char
    if _LIST.match(text, end):
        return False
    closed = _END.match(text, end) is not None
    if q.token.dep_ not in {"appos", "conj"} and not (closed and (p.kind == "name" or named is not None)):
        return False
    return not _are_two(clusters, i, j)


def _is_one_subject(p: Phrase) -> bool:
    """Whether the verb of a subject is singular, so that what looks like a second subject is an apposition."""
    if p.token is None or p.role != "subject" or p.token.head.pos_ not in {"VERB", "AUX"}:
        return False
    finite = [t for t in (p.token.head, *p.token.head.children) if "Fin" in t.morph.get("VerbForm", [])]
    return bool(finite) and all("Sing" in t.morph.get("Number", []) for t in finite[:1])


def lists_more(p: Phrase) -> bool:
    """Whether a second thing with a determiner of its own is joined to it: "le chancelier allemand et le ministre"."""
    if p.token is None:
        return False
    joined = any(c.dep_ == "conj" and {"det", "cc"} <= {x.dep_ for x in c.children} for c in p.token.children)
    return joined or _LIST.match(_text_of(p.token.doc), p.span.end_char - (p.head - p.token.idx)) is not None


def fit_as_title(a: Phrase, b: Phrase, either: frozenset[str] = frozenset()) -> bool:
    """Whether the types of two phrases allow that one describes the other; ``either`` are nouns of people that bodies
    are called as well ("son rival espagnol Ferrovia")."""
    body = a.lemma in either and b.type == "Organization" and b.kind == "name"
    return body or fits(a.type, b.type) or {a.type, b.type} == {"Group", "Organization"}


def _are_two(clusters: Clusters, i: int, j: int) -> bool:
    """Whether both sides have names, and different ones."""
    x, y = ([p.text for p in clusters.of(k) if p.kind == "name"] for k in (i, j))
    return bool(x and y) and not any(is_same_person(a, b) or is_same_person(b, a) for a in x for b in y)
