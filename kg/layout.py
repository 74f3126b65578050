"""How an article is laid out: its paragraphs, its dateline, and the lines around the text that state nothing.

The words and patterns stand in ``kg/lang/<code>/document.toml``; datelines follow the usage of French newspapers
and of the agencies ("KIEV, Ukraine (AP) —", "Paris, 12 mars (Reuters) -", "Genève, le 3 mai –").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from kg.facts import Span
from kg.lang import load_table

ParagraphKind = Literal["body", "heading", "separator", "byline", "tail"]

UPPER = "[A-ZÀ-ÖØ-ÞŒŸ]"
LONGEST_BOILERPLATE = 500
LONGEST_HEADING = 160
LINE = re.compile(r"[^\n]+")
SENTENCE_END = re.compile(r"[.!?…:;,][\s»\"”')\]]*$")
WIDEST_WRAP = 120
NARROWEST_WRAP = 50


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. ``span`` is all of it; ``text_span`` leaves out a dateline before it and a signature after it.

    Only ``body`` and ``heading`` state facts: a ``separator`` is "___", a ``byline`` names the author, and a ``tail``
    is what an agency adds ("Brian Melley a contribué à ce rapport").
    A paragraph of hard-wrapped text holds line breaks.
    """

    span: Span
    kind: ParagraphKind
    text_span: Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, and for which agency, an article was written: "KIEV, Ukraine (AP) —".

    ``place`` is in normal case ("Kiev") while ``place_span`` is the text as it stands ("KIEV"); ``agency`` is the full
    name ("Associated Press"), ``agency_span`` the short one ("AP").
    """

    span: Span
    place: str
    place_span: Span
    country: str | None = None
    agency: str | None = None
    agency_span: Span | None = None


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """The compiled patterns of one language."""

    separator: re.Pattern[str]
    byline: re.Pattern[str]
    tail: re.Pattern[str]
    signature: re.Pattern[str]
    dateline: re.Pattern[str]
    agencies: tuple[tuple[str, str], ...]
    small_words: frozenset[str]
    not_places: frozenset[str]


@cache
def _load_rules(lang: str) -> LayoutRules:
    """The layout rules of the language ``lang`` ("fr"). Raises LexiconError when the pack has none."""
    table = load_table(lang, "document")
    agencies: dict[str, str] = table["agencies"]
    agency = _alternatives(agencies)
    fields = {"agencies": f"(?:{agency})", "upper": UPPER}
    return LayoutRules(
        separator=_compile_any(table["separators"], fields),
        byline=_compile_any(table["bylines"], fields),
        tail=_compile_any(table["tails"], fields),
        signature=re.compile(rf"\s*(?:{_join_patterns(table['signatures'], fields)})\s*$"),
        dateline=_compile_dateline(agency, _alternatives(table["months"]), _alternatives(table["small_words"])),
        agencies=tuple((short.casefold(), name) for short, name in agencies.items()),
        small_words=frozenset(table["small_words"]),
        not_places=frozenset(table["not_places"]),
    )


def _alternatives(words: Mapping[str, str] | list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _join_patterns(patterns: list[str], fields: Mapping[str, str]) -> str:
    joined = "|".join(patterns)
    for name, value in fields.items():
        joined = joined.replace(f"{{{name}}}", value)
    return joined


def _compile_any(patterns: list[str], fields: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(f"(?:{_join_patterns(patterns, fields)})", re.DOTALL)


def _compile_dateline(agency: str, month: str, small_word: str) -> re.Pattern[str]:
    """A place with an agency, a date, or (in capitals) a country, then a dash; the dash must be free-standing."""
    word = rf"{UPPER}[\w’'.-]*"
    place = rf"{word}(?:[ -](?:(?i:{small_word})[ -])*{word}){{0,4}}"
    return re.compile(
        rf"""(?P<place>{place})
        (?:(?:\s*/\s*|\ et\ |\ ET\ ){place})*
        (?:,\ (?P<country>{place})(?=[ ,])|\ \((?P<country_in_brackets>(?!(?:{agency})\))[^\W\d][^()\d/]{{2,40}})\))?
        (?P<date>,?\ (?:le\ )?(?:\d{{1,2}}|1er)\ (?:{month})(?:\ \d{{4}})?|,?\ \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)?
        (?:,?\ \((?P<agency>(?i:{agency}))(?:\s*[/,]\s*(?i:{agency}))*\))?
        \s*(?:[–—]|--?|=)\s+(?=\S)""",
        re.VERBOSE,
    )


def find_paragraphs(text: str, lang: str) -> tuple[Paragraph, ...]:
    """The paragraphs of ``text`` in order, without the dateline cut off (see :func:`find_dateline`)."""
    rules = _load_rules(lang)
    spans = tuple(_paragraph_spans(text))
    last = len(spans) - 1
    return tuple(
        Paragraph(
            span,
            kind := _classify(text, span, rules, may_head=index < last),
            _trim_signature(text, span, kind, rules),
        )
        for index, span in enumerate(spans)
    )


def find_dateline(text: str, paragraphs: tuple[Paragraph, ...], lang: str) -> Dateline | None:
    """The dateline at the start of the first body paragraph, or None."""
    rules = _load_rules(lang)
    body = next((paragraph for paragraph in paragraphs if paragraph.kind == "body"), None)
    match = rules.dateline.match(text, body.text_span.start_char, body.text_span.end_char) if body else None
    if match is None or not _names_place(match, rules):
        return None
    short = match["agency"]
    return Dateline(
        span=Span(match.start(), match.start() + len(match[0].rstrip())),
        place=_normal_case(match["place"], rules.small_words),
        place_span=Span(*match.span("place")),
        country=match["country"] or match["country_in_brackets"],
        agency=dict(rules.agencies)[short.casefold()] if short else None,
        agency_span=Span(*match.span("agency")) if short else None,
    )


def _names_place(match: re.Match[str], rules: LayoutRules) -> bool:
    """Is this a dateline and not a sentence with a dash: it has an agency, a date after a comma, or a country."""
    place = match["place"].casefold()
    if place in rules.not_places or any(short in place for short, _ in rules.agencies if " " in short):
        return False
    dated = match["date"] is not None and match["date"].startswith(",")
    return bool(match["agency"] or dated or (match["country"] and match["place"].isupper()))


def cut_dateline(paragraphs: tuple[Paragraph, ...], dateline: Dateline | None, text: str) -> tuple[Paragraph, ...]:
    """The paragraphs, the text of the one that the dateline opens starting after it."""
    if dateline is None:
        return paragraphs
    return tuple(
        Paragraph(
            paragraph.span,
            paragraph.kind,
            _trimmed(text, dateline.span.end_char, paragraph.text_span.end_char),
        )
        if paragraph.span.contains(dateline.span)
        else paragraph
        for paragraph in paragraphs
    )


def _paragraph_spans(text: str) -> Iterator[Span]:
    """A line is a paragraph; lines of hard-wrapped text make one together."""
    block: list[Span] = []
    for line in re.finditer(r"[^\n]*(?:\n|\Z)", text):
        content = line[0].strip()
        if content:
            block.append(_trimmed(text, *line.span()))
        else:
            yield from _join_wrapped(text, block)
            block = []
    yield from _join_wrapped(text, block)


def _join_wrapped(text: str, lines: list[Span]) -> Iterator[Span]:
    """The lines of one block as they are, or as one paragraph when every line but the last is full."""
    if _is_wrapped([text[line.start_char : line.end_char] for line in lines]):
        yield Span(lines[0].start_char, lines[-1].end_char)
    else:
        yield from lines


def _is_wrapped(lines: list[str]) -> bool:
    """No first word of a next line would have fitted at the end of its line, and some line goes on in lower case."""
    width = max(map(len, lines), default=0)
    if len(lines) < 2 or not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return False
    full = all(len(line) + 1 + len(after.split()[0]) > width for line, after in pairwise(lines))
    return full and any(line[0].islower() for line in lines[1:])


def _classify(text: str, span: Span, rules: LayoutRules, *, may_head: bool) -> ParagraphKind:
    content = text[span.start_char : span.end_char]
    if len(content) <= LONGEST_BOILERPLATE:
        if rules.separator.fullmatch(content):
            return "separator"
        if rules.byline.fullmatch(content):
            return "byline"
        if rules.tail.fullmatch(content):
            return "tail"
    is_heading = may_head and len(content) <= LONGEST_HEADING and not SENTENCE_END.search(content)
    return "heading" if is_heading else "body"


def _trim_signature(text: str, span: Span, kind: ParagraphKind, rules: LayoutRules) -> Span:
    """The span without the agency's signature at its end: "… a-t-il dit. (avec AFP)"."""
    if kind != "body":
        return span
    window = max(span.start_char, span.end_char - LONGEST_BOILERPLATE)
    match = rules.signature.search(text, window, span.end_char)
    if match is None or match.start() <= span.start_char:
        return span
    return Span(span.start_char, match.start())


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends. Raises ValueError when nothing is left."""
    content = text[start:end]
    return Span(start + len(content) - len(content.lstrip()), start + len(content.rstrip()))


def _normal_case(place: str, small_words: frozenset[str]) -> str:
    """ "AIX-EN-PROVENCE" as "Aix-en-Provence"; a place that is not all capitals stays as it is."""
    if not place.isupper():
        return place
    words = re.split(r"([ -])", place.lower())
    return "".join(
        word if index and word in small_words else word[:1].upper() + word[1:] for index, word in enumerate(words)
    )
