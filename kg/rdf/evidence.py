"""Evidence as W3C Web Annotation selectors on the article, and the check that the words really stand there.

Model: https://www.w3.org/TR/annotation-model/#text-position-selector and #text-quote-selector. Offsets are characters
(Unicode code points), as the recommendation has it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.document import Document
from kg.errors import ShapeViolation
from kg.facts import Span
from kg.iris import article_iri, evidence_iri
from kg.rdf.vocabulary import RDF_TYPE, term

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


def describe_evidence(document: Document, span: Span) -> Iterator[Triple]:
    """The selectors of ``span``. Raises ShapeViolation when the document has no words there."""
    quote = document.text[span.start_char : span.end_char]
    iri = evidence_iri(document.name, span.start_char, span.end_char)
    if span.end_char > len(document.text) or not quote.strip():
        raise ShapeViolation(
            f"{document.name}: evidence {span.start_char}:{span.end_char} holds {quote!r}; evidence must be words of "
            f"the article, which has {len(document.text)} characters. This is a defect of the extractor that made it."
        )
    target, position, selector = NamedNode(iri), NamedNode(iri + ".position"), NamedNode(iri + ".quote")
    yield Triple(target, RDF_TYPE, term("oa:SpecificResource"))
    yield Triple(target, term("oa:hasSource"), NamedNode(article_iri(document.name)))
    yield Triple(target, term("oa:hasSelector"), position)
    yield Triple(target, term("oa:hasSelector"), selector)
    yield Triple(position, RDF_TYPE, term("oa:TextPositionSelector"))
    yield Triple(position, term("oa:start"), _count(span.start_char))
    yield Triple(position, term("oa:end"), _count(span.end_char))
    yield Triple(selector, RDF_TYPE, term("oa:TextQuoteSelector"))
    yield Triple(selector, term("oa:exact"), Literal(quote))
    for name, words in zip(("oa:prefix", "oa:suffix"), cut_context(document.text, span), strict=True):
        if words:
            yield Triple(selector, term(name), Literal(words))


def check_evidence(quads: Iterable[Quad], text: str) -> int:
    """Compare every quotation in ``quads``, the graph of one article, with the article's ``text``; how many there are.

    Raises ShapeViolation, naming the evidence, when one does not stand where its position says.
    """
    known: dict[str, dict[str, str]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            known.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    start, end, exact, prefix, suffix = (term(f"oa:{n}").value for n in ("start", "end", "exact", "prefix", "suffix"))
    positions = {iri.removesuffix(".position"): values for iri, values in known.items() if start in values}
    for iri, position in positions.items():
        quote = known.get(iri + ".quote", {})
        first, last = int(position[start]), int(position[end])
        found = text[first:last]
        if (
            found != quote.get(exact)
            or not text[:first].endswith(quote.get(prefix, ""))
            or not text.startswith(quote.get(suffix, ""), last)
        ):
            raise ShapeViolation(
                f"{iri}: quotes {quote.get(exact)!r}, but the text has {found!r} at {first}:{last}. "
                "The graph belongs to another version of the article: build it again."
            )
    return len(positions)


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=term("xsd:integer"))
