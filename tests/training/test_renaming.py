from __future__ import annotations

import random

import pytest
from spacy.language import Language
from spacy.training import Example

from kg.training.renaming import (
    UNKNOWN,
    Names,
    Rates,
    create_name_augmenter,
    introduce,
    join_names,
    split_names,
    strip_capital_accents,
    swap_name,
    swap_names,
)

PIECES = [
    ("Selon l'", ""),
    ("OTAN", "ORG"),
    (", « le ", ""),
    ("Tour de France", UNKNOWN),
    (" » quitte ", ""),
    ("Lyon", "LOC"),
    (".", ""),
]


def test_cutting_and_joining_are_inverse(base: Language) -> None:
    doc = join_names(base, PIECES)
    assert [(e.text, e.label_) for e in doc.ents] == [("OTAN", "ORG"), ("Lyon", "LOC")]
    assert [t.text for t in doc if t.ent_iob == 0] == ["Tour", "de", "France"]
    assert split_names(join_names(base, split_names(doc))) == split_names(doc)


def test_a_name_gives_way_to_one_that_takes_the_same_article() -> None:
    random.seed(0)
    assert swap_name("OTAN", ["Renault", "Unesco"]) == "Unesco"
    assert swap_name("Renault", ["Unesco"]) == "Renault"


def test_swapped_names_keep_their_label_and_place(base: Language) -> None:
    doc = join_names(base, PIECES)
    random.seed(0)
    augment = create_name_augmenter({"swap": {"ORG": 1.0}, "unquoted": 1.0})
    (changed,) = augment(base, Example(base.make_doc(doc.text), doc))
    organisation, place = changed.reference.ents
    assert (organisation.label_, place.text) == ("ORG", "Lyon")
    assert organisation.text != "OTAN"
    assert changed.text.startswith(f"Selon l'{organisation.text},")
    assert "«" not in changed.text


def test_invented_names_keep_label_and_number_of_words() -> None:
    random.seed(0)
    chance = Rates({"PER": 1.0, "ORG": 1.0}, invented=1.0)
    pieces = [("Selon ", ""), ("Jean Martin", "PER"), (", l'", ""), ("OTAN", "ORG"), (" parle.", "")]
    for _ in range(20):
        changed = swap_names(pieces, Names(), chance)
        assert [label for _, label in changed] == ["", "PER", "", "ORG", ""]
        assert len(changed[1][0].split()) == 2
        assert changed[1][0] != "Jean Martin"
        assert changed[3][0] != "OTAN"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Selon l'", {"Selon le groupe ", "Selon l'association "}),
        ("le patron de la ", {"le patron du groupe ", "le patron de l'association "}),
        ("le patron d'", {"le patron du groupe ", "le patron de l'association "}),
        ("grâce à ", {"grâce au groupe ", "grâce à l'association "}),
        ("le chef du ", {"le chef du groupe ", "le chef du "}),
        ("pro-", {"pro-"}),
    ],
)
def test_a_noun_introduces_an_unknown_name(before: str, after: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.training.renaming.read_lines", lambda name: ("le groupe", "l'association"))
    random.seed(1)
    assert {introduce(before) for _ in range(20)} == after


def test_stray_spaces_of_markup_go(base: Language) -> None:
    doc = join_names(base, [("À l' ", ""), ("OTAN", "ORG"), (" , dit-on .", "")])
    augment = create_name_augmenter({"swap": {}, "tidied": 1.0})
    (changed,) = augment(base, Example(base.make_doc(doc.text), doc))
    assert changed.text == "À l'OTAN, dit-on."
    assert [e.text for e in changed.reference.ents] == ["OTAN"]


def test_hyphenated_words_become_one_token(base: Language) -> None:
    doc = join_names(base, [("Le ", ""), ("Royaume-Uni", "LOC"), (" vote.", "")])
    augment = create_name_augmenter({"swap": {}, "joined": 1.0})
    (changed,) = augment(base, Example(base.make_doc(doc.text), doc))
    assert [t.text for t in changed.predicted] == ["Le", "Royaume-Uni", "vote", "."]
    assert [(e.text, e.label_) for e in changed.reference.ents] == [("Royaume-Uni", "LOC")]


def test_capitals_lose_their_accents_and_small_letters_keep_them() -> None:
    assert strip_capital_accents("État, Élysée") == "Etat, Elysée"
