from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import InputError
from kg.training.selftraining import agree, read_texts

WORDS = ["Paris", "accuse", "le", "président", "Dubois", "."]
GOLD = [(1, "nsubj"), (1, "ROOT"), (3, "det"), (1, "obj"), (3, "nmod"), (1, "punct")]


class Teacher(Language):  # type: ignore[no-untyped-call]
    """A parser that gives every text the same tree."""

    def __init__(self, base: Language, **wrong: tuple[int, str]) -> None:
        super().__init__(base.vocab)
        arcs = [wrong.get(word, arc) for word, arc in zip(WORDS, GOLD, strict=True)]
        self.answer = Doc(base.vocab, words=WORDS, heads=[h for h, _ in arcs], deps=[d for _, d in arcs])

    def pipe(self, texts: Iterable[str], **_: object) -> Iterator[Doc]:  # type: ignore[override]
        return (self.answer.copy() for _ in texts)


def test_the_majority_decides_each_word(base: Language) -> None:
    teachers = [Teacher(base, Dubois=(1, "obj")), Teacher(base), Teacher(base, Paris=(3, "nmod"))]
    (doc,) = agree(teachers, ["une phrase"])
    assert [(t.head.i, t.dep_) for t in doc] == GOLD


def test_without_a_majority_the_sentence_is_left_out(base: Language) -> None:
    teachers = [Teacher(base, Dubois=(1, "obj")), Teacher(base), Teacher(base, Dubois=(3, "appos"))]
    assert agree(teachers, ["une phrase"]) == []
    assert agree(teachers[:2], ["une phrase"]) == []


def test_texts_are_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("L’un.\n\nL'autre.\n", "utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": "Trois.\nQuatre."}) + "\n", "utf-8")
    assert list(read_texts([tmp_path / "a.txt", tmp_path / "b.jsonl"])) == ["L'un.", "L'autre.", "Trois.", "Quatre."]
    (tmp_path / "c.jsonl").write_text('{"text": "Oui."}\n[]\n', "utf-8")
    with pytest.raises(InputError, match=r"c\.jsonl:2"):
        list(read_texts([tmp_path / "c.jsonl"]))
