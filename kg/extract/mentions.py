"""Analysis → mentions: the names of an article, each place once, with one type for each name.

spaCy's entities are overruled by gazetteers, titles and patterns; then the document decides: the same string has the
same type everywhere, a surname goes with the full name, an acronym with its expansion.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Token

from kg.analysis import Analysis, ParsedParagraph
from kg.document import Document
from kg.extract.candidates import GUESS, KNOWN, MODEL, PATTERN, NameWords, Proposal, is_capital, name_words
from kg.extract.proposals import propose
from kg.facts import Mention, Span
from kg.gazetteer import Gazetteer, fold, load_adjectives, load_gazetteer
from kg.gazetteer.spelling import is_acronym_of, is_variant
from kg.lang.nouns import noun_types

_LINKED = re.compile(r"(?:\b(?:de|du|des|en|à|au|de la|de l['’]) |\b(?:d|de l)['’] ?)$")
_HELD = re.compile(r"(\w+)\b.* (?:de |d['’] ?|à )([A-ZÀ-Þ][^\W\d]+(?:[ -][A-ZÀ-Þ]\w+)*)(?: \d{4})?")
_TOWNSMEN = ("ois", "oise", "ais", "aise", "ien", "ienne", "éen", "éenne")


_Capital = tuple[ParsedParagraph, Token]
"""A word with a capital, with its paragraph."""


@dataclass(slots=True)
class _Draft:
    """A name in the making: where it stands, what it may be and how sure that is."""

    paragraph: ParsedParagraph
    start: int
    end: int
    type: str
    rank: int
    source: str
    kind: str = "name"
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.paragraph.doc[self.start : self.end].text


def find_mentions(analysis: Analysis, gazetteer: Gazetteer | None = None) -> tuple[Mention, ...]:
    """Names in text order, none overlapping; named groups ("les Ukrainiens") are of kind ``nominal``."""
    known = gazetteer or load_gazetteer(analysis.lang)
    drafts: list[_Draft] = []
    for paragraph in analysis.paragraphs:
        proposals = propose(paragraph.doc, known, analysis.lang)
        drafts.extend(
            _Draft(paragraph, p.start, p.end, p.type, p.rank, p.source)
            for p in settle(proposals, paragraph, analysis.lang)
        )
    capitals = [(paragraph, token) for paragraph in analysis.paragraphs for token in paragraph.doc if is_capital(token)]
    drafts.extend(_peoples(capitals, drafts, analysis.lang))
    _pair_acronyms(drafts)
    _doubt_acronyms(drafts)
    _trust_appositions(drafts, analysis.lang)
    _agree(drafts, known, analysis.lang)
    drafts = [d for d in drafts if d.type]
    drafts.extend(_repeat(capitals, drafts))
    text = analysis.document.text
    mentions = list(_dateline(analysis.document))
    for draft in drafts:
        span = draft.paragraph.span(draft.paragraph.doc[draft.start : draft.end])
        mentions.append(Mention(text[span.start_char : span.end_char], span, draft.type, draft.kind))
    return tuple(sorted(mentions, key=lambda m: m.span))


def _dateline(document: Document) -> Iterator[Mention]:
    """The place and the agency of "KIEV, Ukraine (AP) —", which no paragraph holds."""
    line = document.dateline
    if line is not None:
        yield Mention(document.text[line.place_span.start_char : line.place_span.end_char], line.place_span, "Place")
        if line.agency_span is not None:
            agency = document.text[line.agency_span.start_char : line.agency_span.end_char]
            yield Mention(agency, line.agency_span, "Organization")


def find_nested(analysis: Analysis, mentions: Iterable[Mention], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Countries and places behind a preposition inside longer names of another type: Russie in "ambassade de Russie".

    The gazetteer knows them, the model names them, or they are where an event was held ("Jeux de Rio").
    """
    seen = {
        Span(p.offset + e.start_char, p.offset + e.end_char): "Place"
        for p in analysis.paragraphs
        for e in p.doc.ents
        if e.label_ == "LOC"
    }
    found: dict[Span, Mention] = {}
    for outer in mentions:
        if outer.kind != "name" or outer.type in {"Person", "Country", "Product"} or " " not in outer.text:
            continue
        if outer.type == "Event":
            held = _HELD.fullmatch(outer.text)
            if held is not None and held[1] in name_words(analysis.lang).held:
                span = Span(outer.span.start_char + held.start(2), outer.span.start_char + held.end(2))
                found[span] = Mention(held[2], span, "Place")
            if outer.text.startswith("Tour "):
                continue
        first, rest = outer.text.split(" ", 1)
        inner = outer.span.start_char + len(first) + 1
        namesake = re.split("[ -]", rest)
        if (
            first.lower() in name_words(analysis.lang).called
            and len(namesake) > 1
            and namesake[0].lower() in name_words(analysis.lang).first_names
            and all(w[:1].isupper() for w in namesake)
        ):
            span = Span(inner, outer.span.end_char)
            found[span] = Mention(rest, span, "Person")
        text = analysis.document.text[inner : outer.span.end_char]
        inside = {s: t for s, t in seen.items() if inner <= s.start_char and s.end_char <= outer.span.end_char}
        for match in gazetteer.find(text):
            best = match.candidates[0]
            if best.type in {"Country", "Place"} and best.certain:
                inside[Span(inner + match.start, inner + match.end)] = best.type
        for span, type_ in inside.items():
            if any(span.overlaps(other) for other in found):
                continue
            name = analysis.document.text[span.start_char : span.end_char]
            if _LINKED.search(analysis.document.text[outer.span.start_char : span.start_char]):
                found[span] = Mention(name, span, type_)
    return tuple(found.values())


def settle(proposals: Sequence[Proposal], paragraph: ParsedParagraph, lang: str) -> list[Proposal]:
    """Proposals that do not overlap: the surest first, the longest among equals."""
    doc, words = paragraph.doc, name_words(lang)
    pool = [_as_seen(p, proposals) for p in proposals]
    knowns = [p for p in pool if p.rank >= KNOWN and p.source == "gazetteer"]
    for i, p in enumerate(pool):
        if p.source == "model":
            pool[i] = _against_known(p, knowns, doc, words.first_names)
    chosen: list[Proposal] = []
    for p in sorted(pool, key=lambda p: (-_weight(p), -p.length, p.start)):
        if p.end > p.start and all(p.end <= c.start or c.end <= p.start for c in chosen):
            same = [q for q in pool if (q.start, q.end) == (p.start, p.end) and q.type]
            if not p.type and same:
                p = max(same, key=lambda q: q.rank)
            if p.source in {"acronym", "doubtful"} and (
                seen := [q for q in pool if q.source == "model" and q.start <= p.start and p.end <= q.end and q.type]
            ):
                p = Proposal(p.start, p.end, seen[0].type, MODEL, "model") if p.source == "doubtful" else p
            chosen.append(p)
    return sorted(chosen, key=lambda p: p.start)


def _as_seen(p: Proposal, proposals: Sequence[Proposal]) -> Proposal:
    """A body that the words around it tell ends where the model sees its end, if that is further on."""
    if p.source != "body":
        return p
    ends = [q.end for q in proposals if q.source == "model" and q.start == p.start and q.type == p.type]
    return Proposal(p.start, max([p.end, *ends]), p.type, p.rank, p.source)


def _weight(p: Proposal) -> float:
    """Rank, with a bonus for length so that "Conseil de l'Europe" beats "Europe" inside it."""
    return p.rank + (0.9 if p.length > 1 and p.rank >= MODEL else 0)


def _against_known(p: Proposal, knowns: list[Proposal], doc, first_names: frozenset[str]) -> Proposal:  # type: ignore[no-untyped-def]
    """A model's entity that holds a known name is longer for a reason, or two names run together."""
    inside = [k for k in knowns if p.start <= k.start and k.end <= p.end and k.length < p.length]
    if not inside:
        return p
    for known in inside:
        if (
            known.start == p.start
            and known.type in {"Organization", "Country"}
            and doc[known.end].text.lower() in first_names
        ):
            return Proposal(known.end, p.end, "Person", KNOWN, "first name")
    if p.type == "Place" and all(k.type in {"Country", "Place"} for k in inside) and not is_capital(doc[p.start]):
        return Proposal(p.start, p.start, p.type, 0, "dropped")
    return Proposal(p.start, p.end, p.type, KNOWN, "model")


def _peoples(capitals: Sequence[_Capital], drafts: list[_Draft], lang: str) -> list[_Draft]:
    """ "les Ukrainiens" → Group, "un Québécois" → Person: nouns with a capital that name a people."""
    table = load_adjectives(lang)
    taken: dict[int, list[_Draft]] = defaultdict(list)
    for d in drafts:
        taken[id(d.paragraph)].append(d)
    found = []
    for paragraph, token in capitals:
        form = token.text.casefold()
        if form not in table.by_adjective and form not in table.peoples and not _is_townsman(paragraph, token.i):
            continue
        over = [d for d in taken[id(paragraph)] if d.start <= token.i < d.end]
        if any(d.end - d.start > 1 or d.rank >= KNOWN for d in over):
            continue
        for d in over:
            drafts.remove(d)
        plural = (
            "Plur" in token.morph.get("Number", []) or form.endswith(("s", "x")) and not _singular(paragraph, token.i)
        )
        following = paragraph.doc[token.i + 1] if token.i + 1 < len(paragraph.doc) else None
        if not plural and following is not None and is_capital(following):
            continue
        found.append(
            _Draft(paragraph, token.i, token.i + 1, "Group" if plural else "Person", KNOWN, "people", "nominal")
        )
    return found


def _is_townsman(paragraph: ParsedParagraph, i: int) -> bool:
    """Whether a word looks like the name of somebody of a town that no table lists: "L'Anversois"."""
    token = paragraph.doc[i]
    following = paragraph.doc[i + 1].text if i + 1 < len(paragraph.doc) else "."
    return (
        _singular(paragraph, i)
        and not token.is_sent_start
        and not following[0].isupper()
        and following != "-"
        and token.text.endswith(_TOWNSMEN)
        and len(token) > 6
    )


def _singular(paragraph: ParsedParagraph, i: int) -> bool:
    return i > 0 and paragraph.doc[i - 1].text.lower() in {
        "le",
        "la",
        "l'",
        "un",
        "une",
        "ce",
        "cette",
        "cet",
        "au",
        "du",
    }


def _pair_acronyms(drafts: list[_Draft]) -> None:
    """ "Organisation mondiale de la santé (OMS)": both are the same thing and have the same type."""
    for first, second in pairwise(drafts):
        if (
            first.paragraph is not second.paragraph
            or second.start - first.end != 1
            or first.paragraph.doc[first.end].text != "("
        ):
            continue
        if is_acronym_of(second.text, first.text) or is_acronym_of(first.text, second.text):
            surer, other = (first, second) if first.rank >= second.rank else (second, first)
            if surer.type:
                other.type, other.rank = surer.type, surer.rank


def _doubt_acronyms(drafts: list[_Draft]) -> None:
    """An acronym that neither model nor gazetteer knows in the article, nor a name beside it, may be anything."""
    known = {d.text for d in drafts if d.source != "acronym" or d.rank > GUESS}
    for d in drafts:
        if d.source == "acronym" and d.text not in known:
            d.type = "Concept"


def _trust_appositions(drafts: Iterable[_Draft], lang: str) -> None:
    """A name that the model guessed is what the noun in apposition says: "Oum Barda, une localité du Darfour"."""
    types, first = noun_types(lang), name_words(lang).first_names
    for d in drafts:
        doc, i = d.paragraph.doc, d.end
        if d.source == "gazetteer" or d.rank >= PATTERN or i + 2 >= len(doc) or doc[i].text != ",":
            continue
        noun = doc[i + 2]
        if doc[i + 1].text.lower() not in {"un", "une"} or noun.pos_ != "NOUN":
            continue
        if noun.dep_.startswith("nsubj") or noun.head.i >= noun.i:
            continue
        if any(c.dep_ in {"cc", "conj"} for c in noun.children) or doc[d.start].text.lower() in first:
            continue
        if (told := types.get(noun.lemma_.lower())) in {"Place", "Organization", "Product"} and d.type != told:
            d.type, d.rank = told, PATTERN


def _agree(drafts: list[_Draft], gazetteer: Gazetteer, lang: str) -> None:
    """One type a string: the surest votes decide; a part of a full name of a person is that person."""
    words = name_words(lang)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for d in drafts:
        if d.type and d.kind == "name":
            votes[fold(d.text)][d.type] += 10 ** (2 * d.rank)
    people: set[str] = set()
    for key, counter in votes.items():
        if counter.most_common(1)[0][0] == "Person" and " " in key:
            people.update((key.split()[-1], " ".join(key.split()[1:])))
    for d in drafts:
        key = fold(d.text)
        if d.type in {"Country", "Place"} and key in people and _acts_as_person(d):
            d.type = "Person"
            continue
        best = votes[key].most_common(1)[0][0] if votes[key] else ""
        if d.kind != "name" or d.source == "gazetteer" and d.rank >= KNOWN and best == d.type:
            continue
        if (key in people or any(is_variant(key, name) for name in people)) and d.rank < KNOWN:
            d.type = "Person"
        elif best:
            d.type = best
        elif not d.type:
            d.type = _guess(d, words)


def _acts_as_person(d: _Draft) -> bool:
    """Whether the model takes a name for a person's and no preposition or article of a place stands before it."""
    doc = d.paragraph.doc
    before = doc[d.start - 1].text.lower() if d.start else ""
    placed = {"en", "à", "au", "aux", "vers", "dans", "la", "le", "les", "l'", "du", "des"}
    return doc[d.start].ent_type_ == "PER" and before not in placed


def _guess(d: _Draft, words: NameWords) -> str:
    """The type of a name that nobody knows, by the words around it; "" when they do not tell."""
    doc = d.paragraph.doc
    before = doc[d.start - 1].text.lower() if d.start else ""
    if d.source == "model":
        if (kind := words.beside.get(doc[d.start].lemma_.lower())) is not None:
            return kind
        return "Product" if any(c.isdigit() for c in d.text) else "Work" if before in {"«", '"', "“"} else "Concept"
    if before in {"à", "vers"}:
        return "Place"
    if d.end - d.start > 1 and doc[d.start].text.lower() in words.first_names:
        return "Person"
    return ""


def _repeat(capitals: Sequence[_Capital], drafts: list[_Draft]) -> list[_Draft]:
    """Names found somewhere that stand elsewhere without having been seen there."""
    types = {d.text: d.type for d in drafts if d.kind == "name" and len(d.text) > 2}
    taken: dict[int, set[int]] = defaultdict(set)
    for d in drafts:
        taken[id(d.paragraph)].update(range(d.start, d.end))
    surnames = {d.text.split()[-1]: "Person" for d in drafts if d.type == "Person" and " " in d.text}
    seen = [
        (paragraph, token, type_)
        for paragraph, token in capitals
        if token.i not in taken[id(paragraph)] and (type_ := types.get(token.text) or surnames.get(token.text))
    ]
    if not seen:
        return []
    usual = {t.text.capitalize() for p in {id(p): p for p, _ in capitals}.values() for t in p.doc if t.is_lower}
    found = []
    for paragraph, token, type_ in seen:
        likely = type_ == "Person" and token.pos_ in {"NOUN", "ADJ", "X"} and token.text not in usual
        if token.pos_ == "PROPN" or not token.is_sent_start or likely:
            found.append(_Draft(paragraph, token.i, token.i + 1, type_, GUESS, "repeated"))
    return found
