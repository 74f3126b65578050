"""The phrases of an article: its names, the nodes of its facts, and other noun phrases that pronouns may take up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.analysis import Analysis
from kg.facts import Mention, Node, Span
from kg.gazetteer import Gazetteer, country_of_adjective, load_adjectives
from kg.resolve.phrases import NAME_DEPS, QUALIFYING_DEPS, Phrase, Reader, order
from kg.resolve.words import reference_words

_STRAYS = frozenset(
    {
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    }
)


def gather_phrases(
    analysis: Analysis, mentions: Sequence[Mention], nodes: Sequence[Node], gazetteer: Gazetteer
) -> list[Phrase]:
    """Every phrase once, in text order."""
    reader = Reader(analysis)
    names = [_government(reader.name(m), m, analysis.lang) for m in mentions]
    taken = _Cover(names)
    phrases = [*names]
    heads = {p.head for p in names}
    for node in nodes:
        phrase = _of_node(node, reader, taken, analysis.lang)
        if phrase is not None:
            phrases.append(phrase)
            heads.add(phrase.head)
    for paragraph in analysis.paragraphs:
        for token in paragraph.doc:
            start = paragraph.offset + token.idx
            inside = taken.name_at(start)
            if start in heads or inside is not None and not (inside.type == "Organization" and token.pos_ == "ADJ"):
                continue
            phrase = _of_token(token, start, paragraph.offset, reader, analysis.lang)
            if phrase is not None:
                phrases.append(phrase)
    return order(phrases)


def gather_spans(
    analysis: Analysis, mentions: Sequence[Mention], spans: Sequence[Span]
) -> tuple[list[Phrase], list[Span]]:
    """Phrases for given spans, determiners included, in text order, and the span of each."""
    reader = Reader(analysis)
    names = {p.head: p for p in (_government(reader.name(m), m, analysis.lang) for m in mentions)}
    found = []
    for span in spans:
        token = reader.root_of(span)
        if token is None:
            continue
        start = reader.paragraph_of(span.start_char).offset + token.idx
        bare = Span(min(start, reader.bare_start(span)), span.end_char)
        phrase = reader.pronoun(token, bare) if span.end_char - span.start_char <= len(token) + 1 else None
        if phrase is None and start in names and (names[start].kind == "name" or token.pos_ == "PROPN"):
            phrase = names[start]
        if phrase is None:
            named = token.pos_ == "PROPN"
            phrase = reader.phrase(token, bare, "name" if named else "nominal", "" if named else None)
        found.append((phrase, span))
    found.sort(key=lambda x: (x[1].start_char, -x[1].end_char))
    return [p for p, _ in found], [s for _, s in found]


class _Cover:
    """Which name stands at an offset."""

    def __init__(self, names: Sequence[Phrase]):
        self._at = {o: p for p in names for o in range(p.span.start_char, p.span.end_char)}

    def name_at(self, offset: int) -> Phrase | None:
        return self._at.get(offset)


def _government(phrase: Phrase, mention: Mention, lang: str) -> Phrase:
    """A seat of power that thinks, speaks or decides is the country: "Moscou accuse", "la contre-offensive de Kiev"."""
    country = load_adjectives(lang).governments.get(mention.text)
    token, words = phrase.token, reference_words(lang)
    if country is None or token is None or mention.type == "Person":
        return phrase
    cases = [c.text.lower() for c in token.children if c.dep_ == "case"]
    acts = phrase.role == "subject" and not cases and phrase.governor in words.agency_verbs
    owns = token.dep_ == "nmod" and cases[:1] in (["de"], ["d'"]) and token.head.lemma_.lower() in words.agency_nouns
    done_by = token.dep_ == "obl:agent"
    return replace(phrase, type="Country", canonical=country) if acts or owns or done_by else phrase


def _of_node(node: Node, reader: Reader, taken: _Cover, lang: str) -> Phrase | None:
    token = reader.head_of(node)
    if token is None:
        return None
    country = (
        country_of_adjective(token.text, lang)
        if token.pos_ == "ADJ" and node.span.end_char - node.span.start_char == len(token)
        else None
    )
    if country is not None:
        return reader.phrase(token, node.span, "adjective", "Country", canonical=country)
    pronoun = reader.pronoun(token, node.span)
    if pronoun is not None:
        return pronoun
    name = taken.name_at(node.head)
    if name is not None:
        return None if name.span == node.span else replace(name, text=node.text, span=node.span)
    return reader.phrase(token, node.span, "nominal")


def _of_token(token: Token, start: int, offset: int, reader: Reader, lang: str) -> Phrase | None:
    """Noun phrases and pronouns outside facts, and adjectives of countries."""
    pos = token.pos_
    if pos == "PRON" and token.dep_ in {"nsubj", "nsubj:pass", "obj", "iobj"}:
        return reader.pronoun(token, Span(start, start + len(token)))
    if pos == "ADJ" or _is_origin(token):
        country = country_of_adjective(token.text, lang)
        if country is not None:
            return reader.phrase(token, Span(start, start + len(token)), "adjective", "Country", canonical=country)
    if pos == "NOUN" and token.is_alpha and token.dep_ not in NAME_DEPS and token.lemma_.lower() not in _STRAYS:
        first, last = noun_bounds(token)
        span = Span(offset + token.doc[first].idx, offset + token.doc[last].idx + len(token.doc[last]))
        return reader.phrase(token, span, "background")
    return None


def _is_origin(token: Token) -> bool:
    """Whether a capitalised word may say where the person named right after comes from: "le Bulgare Kubrat Pulev"."""
    if not token.text[0].isupper() or token.i + 1 == len(token.doc):
        return False
    following = token.nbor()
    return following.text[0].isupper() and following.pos_ == "PROPN"


def noun_bounds(head: Token) -> tuple[int, int]:
    """First and last word of a noun with its adjectives, numbers and "de" complements, determiner left out."""
    kept = {head.i}
    _grow(head, kept, 0)
    first = last = head.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return first, last


def _grow(head: Token, kept: set[int], depth: int) -> None:
    for child in head.children:
        if child.dep_ in QUALIFYING_DEPS and child.pos_ not in {"VERB", "PUNCT"}:
            kept.add(child.i)
        elif (
            child.dep_ == "nmod"
            and child.i > head.i
            and depth < 2
            and any(c.dep_ == "case" and c.lemma_ == "de" for c in child.children)
        ):
            kept.add(child.i)
            kept.update(c.i for c in child.children if c.dep_ in {"case", "det"})
            _grow(child, kept, depth + 1)
