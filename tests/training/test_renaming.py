from __future__ import annotations

import random

from spacy.language import Language
from spacy.training import Example

from kg.training.renaming import (
    UNKNOWN,
    create_name_augmenter,
    join_names,
    split_names,
    strip_capital_accents,
    swap_name,
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
    augment = create_name_augmenter({"ORG": 1.0}, capitals=0.0, accents=0.0, unquoted=1.0)
    (changed,) = augment(base, Example(base.make_doc(doc.text), doc))
    organisation, place = changed.reference.ents
    assert (organisation.label_, place.text) == ("ORG", "Lyon")
    assert organisation.text != "OTAN"
    assert changed.text.startswith(f"Selon l'{organisation.text},")
    assert "«" not in changed.text


def test_capitals_lose_their_accents_and_small_letters_keep_them() -> None:
    assert strip_capital_accents("État, Élysée") == "Etat, Elysée"
