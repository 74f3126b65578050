"""Where quotations run: guillemets and quotation marks, nested, unclosed, over several paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.analysis import Analysis
from kg.facts import Span

_OPEN, _CLOSE = "«“", "»”"
_MARK = re.compile(f'[{_OPEN}{_CLOSE}"]')


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two marks of one paragraph; ``resumes`` tells one that goes on from the paragraph before."""

    span: Span
    paragraph: int
    resumes: bool = False


def find_quotations(analysis: Analysis) -> tuple[Quotation, ...]:
    """Every outermost quotation. One that a paragraph leaves open runs to its end, and goes on in the next paragraph
    only when that one opens with a mark too, as French and English typography both ask."""
    found: list[Quotation] = []
    unclosed = False
    for number, parsed in enumerate(analysis.paragraphs):
        place = parsed.paragraph.text_span
        text = analysis.document.text[place.start_char : place.end_char]
        spans, open_at_end = _paragraph_quotations(text, parsed.offset)
        for k, span in enumerate(spans):
            first = k == 0 and unclosed and text.lstrip()[:1] in {*_OPEN, '"', "»"}
            found.append(Quotation(span, number, resumes=first))
        unclosed = open_at_end
    return tuple(found)


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
