"""Read annotated names (JSON Lines or spaCy DocBin) as documents with the labels of the base pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from kg.errors import InputError
from kg.training.treebank import label_map

Entity = tuple[int, int, str]
T = TypeVar("T")
FOLD = 5
"""One part in so many is held out."""


def read_names(path: Path, base: Language) -> list[Doc]:
    """The texts of a ``.jsonl`` file (``{"text": …, "entities": [[start, end, label], …]}``) or a ``.spacy`` DocBin.

    Offsets are characters, half open. One document a paragraph, as articles are read. Of nested names the longest
    stays. Names of a kind that ``labels.toml`` leaves out (dates) are dropped. Raises InputError naming file and line.
    """
    if path.suffix == ".spacy":
        try:
            docs = list(DocBin().from_disk(path).get_docs(base.vocab))
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: not a spaCy DocBin ({error}): write it with DocBin.to_disk") from None
        records = [(d.text, [(e.start_char, e.end_char, e.label_) for e in d.ents]) for d in docs]
    else:
        records = list(_read_json_lines(path))
    documents = [doc for text, entities in records for doc in _paragraphs(text.replace("’", "'"), entities, base, path)]
    if not documents:
        raise InputError(f'{path}: no text found; expected one JSON object a line with "text" and "entities"')
    return documents


def split_folds(items: Sequence[T], count: int = FOLD) -> Iterator[tuple[list[T], list[T]]]:
    """What to train on and what to measure on, ``count`` times: runs of neighbours are held out, none twice."""
    cuts = [len(items) * k // count for k in range(count + 1)]
    for first, last in pairwise(cuts):
        yield [*items[:first], *items[last:]], list(items[first:last])


def _read_json_lines(path: Path) -> Iterator[tuple[str, list[Entity]]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 ({error}): check the path and the encoding") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            entities = [(int(start), int(end), str(label)) for start, end, label in record["entities"]]
            text = str(record["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f'{path}:{number}: {error!r}; expected {{"text": "…", "entities": [[start, end, "PER"]]}}: mend it'
            ) from None
        for start, end, label in entities:
            if not 0 <= start < end <= len(text):
                raise InputError(f"{path}:{number}: span {start}:{end} lies outside the text ({len(text)} characters)")
            if label.upper() not in label_map("entities"):
                allowed = ", ".join(sorted(label_map("entities")))
                raise InputError(f"{path}:{number}: label {label!r} found; allowed are {allowed}: rename the label")
        yield text, entities


def _paragraphs(text: str, entities: Iterable[Entity], base: Language, path: Path) -> Iterator[Doc]:
    named = [(s, e, label_map("entities")[label.upper()]) for s, e, label in entities]
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            inside = [(s - start, e - start, label) for s, e, label in named if label and start <= s and e <= end]
            yield _annotate(base.make_doc(line), inside)
        start = end + 1


def _annotate(doc: Doc, entities: Iterable[Entity]) -> Doc:
    spans = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in entities]
    doc.ents = filter_spans([span for span in spans if span is not None])
    return doc


def keep_kind(docs: Iterable[Doc], base: Language, label: str) -> list[Doc]:
    """Copies in which what ``base`` takes for a name of ``label`` and the data leave unmarked is unknown.

    Data sets annotate less of MISC (works, products, events) than the base pipeline finds; an unknown word is neither
    taught as a name nor as none, so that training does not unlearn it.
    """
    return [_with_unknown(doc.copy(), base(base.make_doc(doc.text)), label) for doc in docs]


def _with_unknown(doc: Doc, guess: Doc, label: str) -> Doc:
    taken = {token.i for name in doc.ents for token in name}
    unknown = [
        Span(doc, e.start, e.end)
        for e in guess.ents
        if e.label_ == label and len(e) > 1 and not taken & set(range(e.start, e.end))
    ]
    doc.set_ents(list(doc.ents), missing=unknown, default="outside")
    return doc
