"""Bytes → text and metadata, one converter a kind of content."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from kg.document import Metadata, decode_text, parse_metadata
from kg.errors import InputError
from kg.readers.extras import load_extra

FULL_LINE = 0.95
"""Share of the width of long lines from which on a line of a PDF counts as full."""

_BLOCKS = ["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "tr", "article", "section"]


def convert(kind: str, content: bytes, origin: str, url: str | None) -> tuple[str, Metadata]:
    """The text in ``content`` and what it says about itself.

    Raises InputError, which begins with ``origin``; MissingExtra when a library is not installed.
    """
    return CONVERTERS[kind](content, origin, url)


def _convert_text(content: bytes, origin: str, _: str | None) -> tuple[str, Metadata]:
    return decode_text(content, origin), Metadata()


def _convert_page(content: bytes, origin: str, url: str | None) -> tuple[str, Metadata]:
    """The article of a web page and its metadata, as trafilatura finds them (https://trafilatura.readthedocs.io)."""
    trafilatura = load_extra("trafilatura", origin, "readers")
    page = trafilatura.bare_extraction(
        content, url=url, with_metadata=True, include_comments=False, include_tables=False, include_images=False
    )
    text = page.text if page is not None else None
    if not text or not text.strip():
        raise InputError(f"{origin}: no article was found in the page; give its text as a .txt file.")
    values = {
        "title": page.title,
        "url": page.url or url,
        "publisher": page.sitename,
        "author": page.author,
        "published": page.date,
    }
    return _apart(text), _parse_found(values, origin)


def _convert_fragment(content: bytes, origin: str, _: str | None) -> tuple[str, Metadata]:
    """The text of a piece of HTML, such as the body of a feed's entry."""
    html = load_extra("lxml.html", origin, "readers")
    markup = content.decode("utf-8", "replace")
    if not markup.strip():
        raise InputError(f"{origin}: the article is empty.")
    tree = html.fragment_fromstring(markup, create_parent="div")
    for element in tree.iter("script", "style", "noscript"):
        element.text = None
    for element in tree.iter("br", *_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    return _apart(tree.text_content()), Metadata()


def _convert_pdf(content: bytes, origin: str, _: str | None) -> tuple[str, Metadata]:
    """The text of a PDF, its lines joined to paragraphs, with the title and author that it names."""
    pypdf = load_extra("pypdf", origin, "readers")
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        lines = [line for page in reader.pages for line in (*page.extract_text().splitlines(), "")]
        about = reader.metadata or {}
        values = {"title": about.get("/Title"), "author": about.get("/Author")}
    except (pypdf.errors.PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise InputError(f"{origin}: cannot be read as PDF ({error}); extract its text with another tool.") from error
    text = "\n\n".join(_join_lines(lines))
    if not text:
        raise InputError(f"{origin}: holds no text (perhaps pictures of pages); recognise its text with OCR first.")
    return text, _parse_found(values, origin)


def _join_lines(lines: list[str]) -> Iterator[str]:
    """Paragraphs from the lines of pages; a word cut at the end of a line is put together.

    A paragraph ends with a sentence whose last line had room for the first word of the next.
    """
    lengths = sorted(len(line) for line in lines if line.strip()) or [0]
    width = FULL_LINE * lengths[len(lengths) * 9 // 10]
    paragraph = ""
    for line, after in pairwise([*map(str.strip, lines), ""]):
        cut = paragraph.endswith("-") and line[:1].islower()
        paragraph = paragraph[:-1] + line if cut else f"{paragraph} {line}".strip()
        has_room = len(line) + len(after.partition(" ")[0]) < width
        if paragraph.endswith((".", "!", "?", "»", ":")) and (not after or has_room):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _apart(text: str) -> str:
    """Paragraphs with an empty line between them, and no white space at their ends."""
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n\n".join(line for line in lines if line)


def _parse_found(values: Mapping[str, object], origin: str) -> Metadata:
    """Metadata that a page says about itself; what is not sound there is left out, for nobody can correct it."""
    found = Metadata()
    for key, value in values.items():
        if isinstance(value, str) and re.search(r"\w", value):
            try:
                found = found.overridden_by(parse_metadata({key: value}, origin))
            except InputError:
                continue
    return found


CONVERTERS: Mapping[str, Callable[[bytes, str, str | None], tuple[str, Metadata]]] = MappingProxyType(
    {"text": _convert_text, "html": _convert_page, "fragment": _convert_fragment, "pdf": _convert_pdf}
)
"""Kind of content → what makes text of it."""
