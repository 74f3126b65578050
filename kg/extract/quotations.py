"""Where quotations run: marks, nested, unclosed, over several paragraphs, and the turns of a dialogue."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.analysis import Analysis, ParsedParagraph, plain
from kg.facts import Span

_OPEN, _CLOSE = "«“", "»”"
_TURN = re.compile(r"\s*(?:[—–―]|-(?=\s))\s*(?=[^\W\da-zà-ÿ]|…|\.\.\.)")
DIALOGUE = 1 / 3
"""Share of a document's paragraphs with an opening dash that must address somebody for all to be turns, not items of a
list."""
_MARK = re.compile(f'[{_OPEN}{_CLOSE}]|(?<![0-9])"|"(?![0-9])')


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two marks of one paragraph; ``resumes`` tells one that goes on from the paragraph before.

    ``turn`` tells a turn of a dialogue, which a dash opens and the end of the paragraph closes.
    """

    span: Span
    paragraph: int
    resumes: bool = False
    turn: bool = False


def find_quotations(analysis: Analysis) -> tuple[Quotation, ...]:
    """Every outermost quotation. One that a paragraph leaves open runs to its end, and goes on in the next paragraph
    only when that one opens with a mark too, as French and English typography both ask."""
    found: list[Quotation] = []
    turns = _turns(analysis)
    unclosed = False
    for number, parsed in enumerate(analysis.paragraphs):
        if number in turns:
            found.append(Quotation(turns[number], number, turn=True))
            unclosed = False
            continue
        place = parsed.paragraph.text_span
        text = analysis.document.text[place.start_char : place.end_char]
        spans, open_at_end = _paragraph_quotations(text, parsed.offset)
        for k, span in enumerate(spans):
            first = k == 0 and unclosed and text.lstrip()[:1] in {*_OPEN, '"', "»"}
            found.append(Quotation(span, number, resumes=first))
        unclosed = open_at_end
    return tuple(found)


def _turns(analysis: Analysis) -> dict[int, Span]:
    """What is said in each paragraph that a dash opens, when these paragraphs are a dialogue and no list."""
    turns: dict[int, Span] = {}
    spoken = 0
    for number, parsed in enumerate(analysis.paragraphs):
        span = parsed.paragraph.text_span
        text = plain(analysis.document.text[span.start_char : span.end_char])
        match = _TURN.match(text)
        end = len(text.rstrip())
        if match and match.end() < end:
            turns[number] = Span(parsed.offset + match.end(), parsed.offset + end)
            spoken += _addresses(parsed)
    return turns if spoken > DIALOGUE * len(turns) else {}


def _addresses(parsed: ParsedParagraph) -> bool:
    """Whether somebody says I or you, asks or exclaims."""
    return any(t.text in {"?", "!"} or {"1", "2"} & set(t.morph.get("Person", [])) for t in parsed.doc)


def _paragraph_quotations(text: str, offset: int) -> tuple[list[Span], bool]:
    spans: list[Span] = []
    depth, start = 0, 0
    straight = False
    for mark in _MARK.finditer(text):
        i, char = mark.start(), mark.group()
        if char == '"' and not depth:
            if straight and i > start:
                spans.append(Span(offset + start, offset + i))
            straight, start = not straight, i + 1
        elif char in _OPEN and not straight:
            if depth == 0:
                start = i + 1
            depth += 1
        elif char in _CLOSE and not straight:
            if depth == 1 and i > start:
                spans.append(Span(offset + start, offset + i))
            depth = max(0, depth - 1)
    left_open = bool(depth or straight)
    if left_open and start < len(text.rstrip()):
        spans.append(Span(offset + start, offset + len(text)))
    return spans, left_open
