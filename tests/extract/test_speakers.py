"""Who speaks in a quotation, and what a turn of a dialogue is."""

from __future__ import annotations

import pytest

from kg.analysis import analyze, load_pipeline
from kg.document import make_document
from kg.extract.clauses import find_clauses
from kg.extract.frames import known_verbs
from kg.extract.quotations import find_quotations
from kg.extract.reading import read_clauses
from kg.extract.repair import mend
from kg.extract.speech import attribute, gather
from kg.extract.tree import grow_tree
from kg.schema import load_schema


def quote(text: str) -> list[tuple[str, str | None]]:
    """What is quoted in a text, each with the word of its speaker."""
    schema = load_schema("fr")
    (analysis,) = analyze([make_document("article", text)], load_pipeline("fr"))
    paragraphs = []
    for parsed in analysis.paragraphs:
        tree = grow_tree(parsed, known_verbs("fr"))
        mend(tree, "fr")
        paragraphs.append(gather(tree, read_clauses(tree, find_clauses(tree, "fr"), schema), schema))
    found = attribute(paragraphs, find_quotations(analysis), schema)
    return [
        (text[q.span.start_char : q.span.end_char].strip(), None if speaker is None else speaker.text)
        for q, speaker in found
    ]


def test_a_colon_at_the_end_of_a_paragraph_introduces_the_next_one() -> None:
    text = (
        "Le maire de Lyon a répondu aux élus :\n\n« Nous ne fermerons aucune école. »\n\nLe conseil se réunira jeudi."
    )
    assert quote(text) == [("Nous ne fermerons aucune école.", "maire")]


def test_a_colon_without_a_saying_introduces_nobody() -> None:
    text = "Le dépliant de la mairie tient en une ligne :\n\n« La piscine ferme en août. »\n\nElle rouvrira jeudi."
    assert quote(text) == [("La piscine ferme en août.", None)]


def test_words_without_a_verb_have_a_speaker_too() -> None:
    assert quote("Interrogé sur la date, le ministre a répondu : « Jeudi. »") == [("Jeudi.", "ministre")]


def test_turns_of_a_dialogue_end_with_their_paragraph() -> None:
    text = (
        "— Vous partez déjà, dit Marie.\n\n— Oui, répondit Paul.\n\n— Vous reviendrez demain ?\n\nPaul ferma la porte."
    )
    assert quote(text) == [
        ("Vous partez déjà, dit Marie.", "Marie"),
        ("Oui, répondit Paul.", "Paul"),
        ("Vous reviendrez demain ?", None),
    ]


@pytest.mark.parametrize("dash", ["—", "–", "-"])
def test_a_list_is_no_dialogue(dash: str) -> None:
    items = ["Le budget augmente de 3 %.", "La mairie recrute dix agents.", "Le stade rouvre en mai."]
    text = "Le conseil a voté trois mesures :\n\n" + "\n\n".join(f"{dash} {item}" for item in items)
    assert quote(text) == []
