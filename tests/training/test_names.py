from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.errors import InputError
from kg.training.names import keep_kind, read_names, split_folds


@pytest.fixture(scope="module")
def docs(base: Language) -> list[Doc]:
    return read_names(Path(__file__).parent / "data" / "sample.jsonl", base)


def names(doc: Doc) -> list[tuple[str, str]]:
    return [(name.text, name.label_) for name in doc.ents]


def test_one_document_a_paragraph_with_labels_of_the_pipeline(docs: list[Doc]) -> None:
    assert [doc.text for doc in docs[1:3]] == ["L'OTAN soutient l'Ukraine.", "Le 3 mai, l'ONU a voté."]
    assert names(docs[0]) == [("Jens Stoltenberg", "PER"), ("Volodymyr Zelensky", "PER"), ("Kiev", "LOC")]
    assert names(docs[4]) == [("Airbus", "ORG"), ("A320", "MISC"), ("Air France", "ORG")]


def test_dates_are_left_out_and_offsets_follow_the_paragraph(docs: list[Doc]) -> None:
    assert names(docs[2]) == [("ONU", "ORG")]


def test_of_nested_names_the_longest_stays(docs: list[Doc]) -> None:
    assert names(docs[3]) == [("Cour supérieure du Québec", "ORG")]


def test_unmarked_names_that_the_base_finds_become_unknown(base: Language) -> None:
    text = "Le Tour de France passe par Lyon."
    found = [e for e in base(text).ents if e.label_ == "MISC"]
    assert [e.text for e in found] == ["Tour de France"]
    plain = base.make_doc(text)
    plain.set_ents([Span(plain, 6, 7, label="LOC")], default="outside")
    (kept,) = keep_kind([plain], base, "MISC")
    assert [t.text for t in kept if t.ent_iob == 0] == ["Tour", "de", "France"]
    assert names(kept) == [("Lyon", "LOC")]
    assert all(t.ent_iob != 0 for t in plain)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"bad\.jsonl:2: .*expected"),
        (json.dumps({"text": "Lyon"}), r"bad\.jsonl:2: KeyError"),
        (json.dumps({"text": "Lyon", "entities": [[0, 9, "LOC"]]}), r"bad\.jsonl:2: span 0:9 lies outside"),
        (
            json.dumps({"text": "Lyon", "entities": [[0, 4, "Città"]]}),
            r"bad\.jsonl:2: label 'Città' found; allowed are .*LOC",
        ),
    ],
)
def test_a_bad_line_is_named(line: str, message: str, base: Language, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "Paris", "entities": []}\n' + line + "\n", "utf-8")
    with pytest.raises(InputError, match=message):
        read_names(path, base)


def test_every_item_is_held_out_once_among_its_neighbours() -> None:
    items = list(range(11))
    folds = list(split_folds(items, 3))
    assert [test for _, test in folds] == [[0, 1, 2], [3, 4, 5, 6], [7, 8, 9, 10]]
    assert all(sorted(train + test) == items for train, test in folds)
