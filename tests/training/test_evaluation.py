from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.training.evaluation import score_names, score_parser

WORDS = ["Paris", "accuse", "Claire", "Dubois", "."]


class Fixed(Language):  # type: ignore[no-untyped-call]
    """A pipeline that answers with a given document."""

    def __init__(self, answer: Doc) -> None:
        super().__init__(answer.vocab)
        self.answer = answer

    def pipe(self, texts: Iterable[str], **_: object) -> Iterator[Doc]:  # type: ignore[override]
        return (self.answer for _ in texts)


def parse(base: Language, heads: list[int], deps: list[str]) -> Doc:
    return Doc(base.vocab, words=WORDS, heads=heads, deps=deps)


def test_scores_of_a_parse_with_one_wrong_head_and_one_wrong_label(base: Language) -> None:
    gold = parse(base, [1, 1, 1, 2, 1], ["nsubj", "ROOT", "obj", "flat:name", "punct"])
    found = parse(base, [1, 1, 1, 1, 2], ["obj", "ROOT", "obj", "flat:name", "punct"])
    scores = score_parser(Fixed(found), [gold])
    assert (scores.uas, scores.las, scores.core) == (75.0, 50.0, 50.0)
    assert score_parser(Fixed(gold), [gold]).las == 100.0


def name(base: Language, *spans: tuple[int, int, str]) -> Doc:
    doc = Doc(base.vocab, words=WORDS)
    doc.ents = [Span(doc, start, end, label) for start, end, label in spans]
    return doc


def test_strict_and_overlap_differ_where_a_boundary_is_wrong(base: Language) -> None:
    gold = name(base, (0, 1, "LOC"), (2, 4, "PER"))
    found = name(base, (0, 1, "ORG"), (3, 4, "PER"))
    scores = score_names(Fixed(found), [gold])
    assert scores["PER"] == (0.0, 100.0)
    assert scores["LOC"] == (0.0, 0.0)
    assert scores["all"] == (0.0, 50.0)
    assert score_names(Fixed(gold), [gold])["all"] == pytest.approx((100.0, 100.0))
