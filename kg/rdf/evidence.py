"""Evidence as W3C Web Annotation selectors on the article, and the check that the words really stand there.

Model: https://www.w3.org/TR/annotation-model/#text-position-selector and #text-quote-selector. Offsets are characters
(Unicode code points), as the recommendation has it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from kg.document import Document
from kg.errors import ShapeViolation
from kg.facts import Span
from kg.iris import article_iri, evidence_iri
from kg.rdf.statements import TYPE, Statement, literal, literal_value, named, resource, typed_literal

CONTEXT = 80
"""Characters of the paragraph quoted before and after the evidence, at most."""


def hash_text(text: str) -> str:
    """SHA-256 of ``text`` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def cut_context(text: str, span: Span) -> tuple[str, str]:
    """What stands directly before and after ``span`` in its line: whole words, at most ``CONTEXT`` characters each."""
    before = text[max(0, span.start_char - CONTEXT) : span.start_char].rpartition("\n")[2]
    if len(before) == CONTEXT and not text[span.start_char - CONTEXT - 1 : span.start_char - CONTEXT].isspace():
        before = before.partition(" ")[2] or before
    after = text[span.end_char : span.end_char + CONTEXT].partition("\n")[0]
    if len(after) == CONTEXT and not text[span.end_char + CONTEXT : span.end_char + CONTEXT + 1].isspace():
        after = after.rpartition(" ")[0] or after
    return before, after


def describe_evidence(document: Document, span: Span) -> Iterator[Statement]:
    """The selectors of ``span``. Raises ShapeViolation when the document has no words there."""
    quote = document.text[span.start_char : span.end_char]
    if span.end_char > len(document.text) or not quote.strip():
        raise ShapeViolation(
            f"{document.name}: evidence {span.start_char}:{span.end_char} holds {quote!r}; evidence must be words of "
            f"the article, which has {len(document.text)} characters. This is a defect of the extractor that made it."
        )
    target = resource(evidence_iri(document.name, span.start_char, span.end_char))
    position, selector = f"{target[:-1]}.position>", f"{target[:-1]}.quote>"
    yield target, TYPE, named("oa:SpecificResource")
    yield target, named("oa:hasSource"), resource(article_iri(document.name))
    yield target, named("oa:hasSelector"), position
    yield target, named("oa:hasSelector"), selector
    yield position, TYPE, named("oa:TextPositionSelector")
    yield position, named("oa:start"), _count(span.start_char)
    yield position, named("oa:end"), _count(span.end_char)
    yield selector, TYPE, named("oa:TextQuoteSelector")
    yield selector, named("oa:exact"), literal(quote)
    for name, words in zip(("oa:prefix", "oa:suffix"), cut_context(document.text, span), strict=True):
        if words:
            yield selector, named(name), literal(words)


def check_evidence(statements: Iterable[Statement], text: str) -> int:
    """Compare every quotation in ``statements``, the graph of one article, with its ``text``; how many there are.

    Raises ShapeViolation, naming the evidence, when one does not stand where its position says.
    """
    terms = {named(f"oa:{name}"): name for name in ("start", "end", "exact", "prefix", "suffix")}
    known: dict[str, dict[str, str]] = {}
    for subject, predicate, object_ in statements:
        if (name := terms.get(predicate)) is not None:
            known.setdefault(subject, {})[name] = literal_value(object_)
    positions = {node.removesuffix(".position>"): values for node, values in known.items() if "start" in values}
    for node, position in positions.items():
        quote = known.get(f"{node}.quote>", {})
        first, last = int(position["start"]), int(position["end"])
        found = text[first:last]
        if (
            found != quote.get("exact")
            or not text.endswith(quote.get("prefix", ""), 0, first)
            or not text.startswith(quote.get("suffix", ""), last)
        ):
            raise ShapeViolation(
                f"{node[1:]}: quotes {quote.get('exact')!r}, but the text has {found!r} at {first}:{last}. "
                "The graph belongs to another version of the article: build it again."
            )
    return len(positions)


def _count(number: int) -> str:
    return typed_literal(str(number), "xsd:integer")
