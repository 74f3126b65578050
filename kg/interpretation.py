"""Documents → facts: parse, find names, extract, resolve, a batch at a time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from kg.analysis import analyze, load_pipeline
from kg.document import Document
from kg.errors import KgError
from kg.extract import extract
from kg.extract.mentions import find_mentions
from kg.facts import Facts
from kg.gazetteer import Candidate, load_gazetteer
from kg.resolve import resolve

__all__ = ["interpret"]


def interpret(
    documents: Sequence[Document],
    model: str | None,
    own_names: Sequence[Candidate],
    on_error: Callable[[KgError], None],
) -> Iterator[tuple[Document, Facts]]:
    """What each document states, language by language; one that fails goes to ``on_error`` and is left out.

    ``model`` is that of ``load_pipeline``; ``own_names`` win over the names that kg knows. Raises LexiconError when the
    model is missing or does not fit.
    """
    for lang in sorted({document.language for document in documents}):
        batch = [document for document in documents if document.language == lang]
        gazetteer = load_gazetteer(lang)
        if own_names:
            gazetteer = gazetteer.with_candidates(own_names)
        for analysis in analyze(batch, load_pipeline(lang, model), lang):
            try:
                with _rare_collections():
                    mentions = find_mentions(analysis, gazetteer)
                    facts = resolve(extract(analysis, mentions), analysis, mentions, gazetteer)
            except KgError as error:
                on_error(error)
            else:
                yield analysis.document, facts


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Collect garbage rarely while an article is read: next to nothing made meanwhile is garbage before its end."""
    usual = gc.get_threshold()
    gc.set_threshold(50_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
