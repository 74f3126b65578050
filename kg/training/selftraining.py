"""Sentences that nobody annotated, parsed by several teachers and kept where they agree.

Majority voting over parsers trained with different seeds, after Sagae & Tsujii (2007), "Dependency Parsing and Domain
Adaptation with LR Models and Parser Ensembles".
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import InputError

LENGTHS = range(5, 61)


def read_texts(paths: Iterable[Path]) -> Iterator[str]:
    """Paragraphs of text files, and of the ``text`` fields of JSON Lines; straight apostrophes.

    Raises InputError naming file and line.
    """
    for path in paths:
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: cannot be read as UTF-8 ({error}): check the path and the encoding") from None
        for number, line in enumerate(lines, 1):
            try:
                text = json.loads(line)["text"] if path.suffix == ".jsonl" and line.strip() else line
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f'{path}:{number}: {error!r}; expected {{"text": "…"}}: mend the line') from None
            yield from (p.strip() for p in text.replace("’", "'").split("\n") if p.strip())


def agree(teachers: Sequence[Language], texts: Iterable[str]) -> list[Doc]:
    """One document for each sentence whose every word gets its head and label from more than half of the teachers.

    Sentences are split by the first teacher; parts of speech and features are those of the first teacher.
    """
    first = teachers[0]
    sentences = dict.fromkeys(
        s.text.strip() for doc in first.pipe(dict.fromkeys(texts)) for s in doc.sents if len(s) in LENGTHS
    )
    parses = zip(*(teacher.pipe(list(sentences)) for teacher in teachers), strict=True)
    return [doc for parse in parses if (doc := _vote(parse, first)) is not None]


def _vote(parses: Sequence[Doc], first: Language) -> Doc | None:
    """The voted tree, or None when there is no majority for a word or no single tree."""
    heads, deps = [], []
    for tokens in zip(*parses, strict=True):
        (arc, votes), *_ = Counter((t.head.i, t.dep_) for t in tokens).most_common()
        if 2 * votes <= len(parses):
            return None
        heads.append(arc[0])
        deps.append(arc[1])
    if not _is_tree(heads):
        return None
    return Doc(
        first.vocab,
        words=[t.text for t in parses[0]],
        spaces=[bool(t.whitespace_) for t in parses[0]],
        heads=heads,
        deps=deps,
        pos=[t.pos_ for t in parses[0]],
        morphs=[str(t.morph) for t in parses[0]],
        sent_starts=[t.i == 0 for t in parses[0]],
    )


def _is_tree(heads: Sequence[int]) -> bool:
    """Whether one word is its own head and every word hangs on it."""
    if sum(h == i for i, h in enumerate(heads)) != 1:
        return False
    for start in range(len(heads)):
        word, steps = start, 0
        while heads[word] != word:
            word, steps = heads[word], steps + 1
            if steps > len(heads):
                return False
    return True
