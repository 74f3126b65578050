"""Document → Analysis: the only place that runs a spaCy pipeline.

Each paragraph is parsed by itself (guillemets and datelines wreck the sentence splits of whole articles), with
typographic apostrophes and spaces replaced one for one so that offsets stay those of the document. The parser does not
see quotation marks, which it takes for ends of sentences; they are put back into its result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan
from thinc.api import NumpyOps, get_current_ops, use_ops
from threadpoolctl import ThreadpoolController

from kg.assembly import assemble_pipeline
from kg.document import Document
from kg.embedding import embed_words_once
from kg.errors import LexiconError
from kg.facts import Span
from kg.lang import load_table
from kg.layout import Paragraph

_PLAIN = (("’‘ʼ", "'"), ("\u00a0\u202f\u2009\t", " "))
_QUOTES = frozenset('«»“”"')
PARSED_KINDS = ("body", "heading")
_BATCH = 32
"""Documents parsed at once: enough to keep the model busy, few enough to hold in memory."""


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
    for typographic, simple in _PLAIN:
        for character in typographic:
            text = text.replace(character, simple)
    return text


@cache
def load_pipeline(lang: str = "fr", model: str | None = None) -> Language:
    """The spaCy pipeline of ``lang``: the weights shipped with kg, or ``model``; loaded once a process.

    On a CPU it multiplies matrices with NumPy's BLAS: a third faster than spaCy's own on the small ones of a parser.
    The words that the lemmatizer knows are looked up by hash: spaCy keeps them in lists of up to 66,000, read through
    for each new word, which takes as long as the parse.
    ``model`` is a folder that ``kg train`` wrote, the name of an installed spaCy pipeline, or its folder.
    Raises LexiconError when it cannot be loaded or lacks what the language pack needs.
    """
    with use_ops("numpy", use_blis=False) if type(get_current_ops()) is NumpyOps else nullcontext():
        nlp = assemble_pipeline(lang, model)
    _index_lemmas(nlp)
    _leave_out_tags(nlp)
    embed_words_once(nlp)
    check_labels(nlp, lang)
    return nlp


def _index_lemmas(nlp: Language) -> None:
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    if lookups is not None and lookups.has_table("lemma_index"):
        table = lookups.get_table("lemma_index")
        for part_of_speech, words in table.items():
            table[part_of_speech] = dict.fromkeys(words)


def _leave_out_tags(nlp: Language) -> None:
    """Drop the rules that set nothing but the language's own tags, which nobody here reads."""
    for _, component in nlp.pipeline:
        if isinstance(component, AttributeRuler):
            rules: list[dict[str, Any]] = component.patterns
            rules = [rule for rule in rules if set(rule["attrs"]) != {"TAG"}]
            component.clear()
            component.add_patterns(rules)


def check_labels(nlp: Language, lang: str) -> None:
    """Raise LexiconError when the model's parser lacks a label that the language pack names."""
    if "parser" not in nlp.pipe_names:
        raise LexiconError(
            f"model {nlp.meta.get('name')!r} has no parser; choose one with parser and NER, such as fr_core_news_md."
        )
    known = set(nlp.get_pipe("parser").labels) | {"ROOT"}  # type: ignore[attr-defined]
    wanted = {label for labels in load_table(lang, "syntax").values() for label in labels}
    if missing := sorted(wanted - known):
        raise LexiconError(
            f"model {nlp.meta.get('lang')}_{nlp.meta.get('name')} lacks the parser labels "
            f"{', '.join(missing)} that kg/lang/{lang}/syntax.toml names; "
            "choose a model trained on the same label set, such as fr_core_news_md."
        )


def analyze(documents: Iterable[Document], nlp: Language, lang: str = "fr") -> Iterator[Analysis]:
    """Parse documents in one stream, in order."""
    waiting = iter(documents)
    while batch := tuple(islice(waiting, _BATCH)):
        yield from _parse(batch, nlp, lang)


def _parse(documents: tuple[Document, ...], nlp: Language, lang: str) -> list[Analysis]:
    places = [[p for p in document.paragraphs if p.kind in PARSED_KINDS] for document in documents]
    whole = [
        _tokenize(plain(document.text[p.text_span.start_char : p.text_span.end_char]), nlp)
        for document, paragraphs in zip(documents, places, strict=True)
        for p in paragraphs
    ]
    with _thread_pools().limit(limits=1, user_api="blas"):
        parsed = list(nlp.pipe(map(without_quotes, whole)))
    docs = (with_quotes(doc, full) for doc, full in zip(parsed, whole, strict=True))
    return [
        Analysis(document, tuple(ParsedParagraph(p, next(docs), p.text_span.start_char) for p in paragraphs), lang)
        for document, paragraphs in zip(documents, places, strict=True)
    ]


def _tokenize(text: str, nlp: Language) -> Doc:
    doc = nlp.make_doc(text)
    return join_hyphens(doc) if "-" in text else doc


@cache
def _thread_pools() -> ThreadpoolController:
    return ThreadpoolController()


def join_hyphens(doc: Doc) -> Doc:
    """Make one token of what a bare hyphen joins ("Royaume-Uni", "état-major"), as in the treebanks of the parser."""
    if all(t.text != "-" for t in doc):
        return doc
    with doc.retokenize() as retokenizer:
        start = 0
        while start < len(doc):
            end = start
            while (
                end + 2 < len(doc)
                and doc[end + 1].text == "-"
                and not doc[end].whitespace_
                and not doc[end + 1].whitespace_
                and doc[end].text[-1].isalnum()
                and doc[end + 2].text[0].isalnum()
            ):
                end += 2
            if end > start:
                retokenizer.merge(doc[start : end + 1])
            start = end + 1
    return doc


def without_quotes(doc: Doc) -> Doc:
    """The tokens without quotation marks; the same object when there are none."""
    kept = [t for t in doc if t.text not in _QUOTES]
    if len(kept) == len(doc) or not kept:
        return doc
    return Doc(
        doc.vocab,
        words=[t.text for t in kept],
        spaces=[bool(t.whitespace_) or (t.i + 1 < len(doc) and doc[t.i + 1].text in _QUOTES) for t in kept],
    )


def with_quotes(parsed: Doc, full: Doc) -> Doc:
    """The parse of ``without_quotes(full)`` on all tokens of ``full``: a mark hangs on the word beside it."""
    if len(parsed) == len(full):
        return parsed
    words = [t.text for t in full]
    new = [i for i, word in enumerate(words) if word not in _QUOTES]
    kept = iter(parsed)
    rows = []
    done = 0
    for word in words:
        if word in _QUOTES:
            beside = done if word in "«“" and done < len(new) else max(done - 1, 0)
            rows.append((new[beside], "punct", "PUNCT", word, "", "O"))
        else:
            t = next(kept)
            done += 1
            entity = f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O"
            rows.append((new[t.head.i], t.dep_, t.pos_, t.lemma_, str(t.morph), entity))
    heads, deps, pos, lemmas, morphs, ents = (list(column) for column in zip(*rows, strict=True))
    for i, entity in enumerate(ents):
        if entity.startswith("I-") and (i == 0 or ents[i - 1] == "O"):
            ents[i] = "B" + entity[1:]
    return Doc(
        full.vocab,
        words=words,
        spaces=[bool(t.whitespace_) for t in full],
        heads=heads,
        deps=deps,
        pos=pos,
        lemmas=lemmas,
        morphs=morphs,
        ents=ents,
    )
