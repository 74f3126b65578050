"""Document → Analysis: the only place that runs a spaCy pipeline.

Each paragraph is parsed by itself (guillemets and datelines wreck the sentence splits of whole articles), with
typographic apostrophes and spaces replaced one for one so that offsets stay those of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from kg.document import Document, Paragraph
from kg.errors import LexiconError
from kg.facts import Span
from kg.lang import load_table

_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "})
PARSED_KINDS = ("body", "heading")
DEFAULT_MODEL = "fr_core_news_md"


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """A paragraph with its parse; ``offset`` is the document offset of the parse's first character."""

    paragraph: Paragraph
    doc: Doc
    offset: int

    def span(self, tokens: TokenSpan | Token) -> Span:
        """The document span of a token or a run of tokens."""
        if isinstance(tokens, Token):
            return Span(self.offset + tokens.idx, self.offset + tokens.idx + len(tokens))
        return Span(self.offset + tokens.start_char, self.offset + tokens.end_char)

    def start(self, token: Token) -> int:
        """The document offset of a token's first character."""
        return self.offset + token.idx


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with the parses of its paragraphs; metadata paragraphs (tail, separators) are not parsed."""

    document: Document
    paragraphs: tuple[ParsedParagraph, ...]
    lang: str


def plain(text: str) -> str:
    """The text as the parser wants it: the same length, with straight apostrophes and plain spaces."""
    return text.translate(_PLAIN)


@cache
def load_pipeline(model: str = DEFAULT_MODEL, lang: str = "fr") -> Language:
    """The spaCy pipeline ``model``: the name of an installed package or a folder; loaded once a process.

    Raises LexiconError when it is not installed or lacks what the language pack ``lang`` needs.
    """
    try:
        nlp = spacy.load(model)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).split("\n")[0].split(". It doesn't")[0]
        raise LexiconError(f"model {model!r} cannot be loaded ({reason}); install it, for example with "
                           f"pip install {model.replace('_', '-')}, or name another with --model.") from error
    check_labels(nlp, lang)
    return nlp


def check_labels(nlp: Language, lang: str) -> None:
    """Raise LexiconError when the model's parser lacks a label that the language pack names."""
    if "parser" not in nlp.pipe_names:
        raise LexiconError(f"model {nlp.meta.get('name')!r} has no parser; choose one with parser and NER, "
                           "such as fr_core_news_md.")
    known = set(nlp.get_pipe("parser").labels) | {"ROOT"}  # type: ignore[attr-defined]
    wanted = {label for labels in load_table(lang, "syntax").values() for label in labels}
    if missing := sorted(wanted - known):
        raise LexiconError(f"model {nlp.meta.get('lang')}_{nlp.meta.get('name')} lacks the parser labels "
                           f"{', '.join(missing)} that kg/lang/{lang}/syntax.toml names; "
                           "choose a model trained on the same label set, such as fr_core_news_md.")


def analyze(documents: Iterable[Document], nlp: Language, lang: str = "fr") -> Iterator[Analysis]:
    """Parse documents in one stream, in order."""
    batch = list(documents)
    pieces = [(document, paragraph) for document in batch for paragraph in document.paragraphs
              if paragraph.kind in PARSED_KINDS]
    texts = (plain(document.text[p.text_span.start_char:p.text_span.end_char]) for document, p in pieces)
    docs = nlp.pipe(texts)
    for document in batch:
        parsed = tuple(ParsedParagraph(p, next(docs), p.text_span.start_char) for p in document.paragraphs
                       if p.kind in PARSED_KINDS)
        yield Analysis(document, parsed, lang)
