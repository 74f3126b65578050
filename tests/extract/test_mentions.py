"""Names in sentences of news: where they begin and end, what they are, and that the document agrees with itself."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.analysis import analyze, load_pipeline
from kg.document import make_document
from kg.extract.mentions import find_mentions, find_nested
from kg.facts import Mention
from kg.gazetteer import Candidate, load_gazetteer


def mentions(text: str, *extra: Candidate) -> tuple[Mention, ...]:
    document = make_document("test", text)
    (analysis,) = analyze([document], load_pipeline("fr"))
    found = find_mentions(analysis, load_gazetteer().with_candidates(extra) if extra else None)
    for m in found:
        assert document.text[m.span.start_char : m.span.end_char] == m.text
    for a, b in pairwise(found):
        assert a.span.end_char <= b.span.start_char
    return found


def names(text: str) -> dict[str, str]:
    return {m.text: m.type for m in mentions(text)}


@pytest.mark.parametrize(
    ("text", "due"),
    [
        (
            "Le ministère russe des Affaires étrangères a protesté.",
            {"ministère russe des Affaires étrangères": "Organization"},
        ),
        ("L'OTAN a tenu un sommet en Lituanie.", {"OTAN": "Organization", "Lituanie": "Country"}),
        ("Le navire Ocean Viking a quitté Marseille.", {"Ocean Viking": "Product", "Marseille": "Place"}),
        ("M. Duchmol a parlé à la presse.", {"Duchmol": "Person"}),
        ("La région de Kherson a été bombardée.", {"région de Kherson": "Place"}),
        ("Les Ukrainiens attendent.", {"Ukrainiens": "Group"}),
        ("L'ONG allemande Sea Eye proteste.", {"Sea Eye": "Organization"}),
        ("Le dirigeant Kim Jong-un a visité Pyongyang.", {"Kim Jong-un": "Person", "Pyongyang": "Place"}),
        ("Il vit au bord de la mer Noire.", {"mer Noire": "Place"}),
        ("Le gouvernement ukrainien a protesté.", {"gouvernement ukrainien": "Organization"}),
        ("Dumoulin (7 arrêts) et Perez (3/8) ont brillé.", {"Dumoulin": "Person", "Perez": "Person"}),
        ("Le robot roule sur Mars depuis lundi.", {"Mars": "Place"}),
        ("Une vidéo circule sur YouTube.", {"YouTube": "Product"}),
    ],
)
def test_names_have_their_span_and_type(text: str, due: dict[str, str]) -> None:
    found = names(text)
    assert {name: found.get(name) for name in due} == due


def test_a_common_word_is_no_name() -> None:
    assert names("Il mange une orange et une pomme dans la ville.") == {}


def test_one_type_a_name() -> None:
    text = "Le président Volodymyr Zelensky est arrivé.\n\nZelensky a parlé. Zelenskyy a publié une vidéo."
    found = [m for m in mentions(text) if m.text.startswith("Zelensk")]
    assert len(found) == 2
    assert {m.type for m in found} == {"Person"}


def test_an_acronym_and_its_expansion_agree() -> None:
    found = names("L'Organisation mondiale de la santé (OMS) alerte.")
    assert found["Organisation mondiale de la santé"] == found["OMS"] == "Organization"


def test_the_field_of_a_minister_is_no_place() -> None:
    assert "Défense" not in names("Le secrétaire britannique à la Défense, Grant Shapps, a parlé.")


def test_a_gazetteer_of_the_user_wins() -> None:
    found = mentions("Le conseil de Zorblax a voté.", Candidate("Zorblax", "Country", source="mine.toml"))
    assert [(m.text, m.type) for m in found if "Zorblax" in m.text] == [("Zorblax", "Country")]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Il a été reçu à l'ambassade de Russie.", ["Russie"]),
        ("Ils ont signé les accords de Minsk.", ["Minsk"]),
        ("Il a gagné le Rallye Dakar.", []),
        ("Elle a brillé aux Jeux olympiques de Rio.", ["Rio"]),
    ],
)
def test_places_inside_names(text: str, due: list[str]) -> None:
    (analysis,) = analyze([make_document("test", text)], load_pipeline("fr"))
    assert [m.text for m in find_nested(analysis, find_mentions(analysis), load_gazetteer())] == due


def test_an_acronym_that_nobody_knows_is_no_organisation() -> None:
    assert names("Il roule en WXQ dans les rues de Lyon.")["WXQ"] == "Concept"


def test_the_dateline_names_a_place_and_an_agency() -> None:
    found = {m.text: m.type for m in mentions("KIEV, Ukraine (AP) — Le président a parlé lundi à la presse.\n")}
    assert found["KIEV"] == "Place"
    assert found["AP"] == "Organization"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Le vainqueur est Thomas De Gendt, suivi de Serge Pauwels.", "Thomas De Gendt"),
        ("Il fut ministre de de Gaulle.", "de Gaulle"),
        ("La Hongroise bat l'Italienne Fiamingo.", "Fiamingo"),
        ("La députée Jo Cox a été blessée.", "Jo Cox"),
        ("En judo, le français Teddy Marchand bat le japonais Shohei Ono.", "Teddy Marchand"),
        ("L'offensive de Ayman al-Zawahiri a échoué.", "Ayman al-Zawahiri"),
    ],
)
def test_names_of_people_are_whole(text: str, due: str) -> None:
    assert names(text)[due] == "Person"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("La Suissesse Ilka Brandner devance la Japonaise Emiko Harada.", ["Ilka Brandner", "Emiko Harada"]),
        ("Le Mexicain Cuauhtli Barranco a battu le Polonais Zbigniew Wasik.", ["Cuauhtli Barranco", "Zbigniew Wasik"]),
        ("Le Suisse Reto Amman a gagné.", ["Reto Amman"]),
        ("L'allemand Manuel Traubel a devancé l'autrichienne Julia Steinlechner.", ["Manuel Traubel"]),
        ("Le président Nabil el-Sayegh a reçu Omar al-Hamdani.", ["Nabil el-Sayegh", "Omar al-Hamdani"]),
        ("Marie Dulac a couru. Dulac creuse l'écart.", ["Marie Dulac", "Dulac"]),
        ("François Hollande est arrivé. On dit qu'Hollande réunira les ministres.", ["François Hollande", "Hollande"]),
    ],
)
def test_people_of_a_country_are_named(text: str, due: list[str]) -> None:
    assert {k for k, t in names(text).items() if t == "Person"} >= set(due)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Les coureurs du Tour arrivent à Nice.", "Tour"),
        ("Le début de l'Euro est proche.", "Euro"),
        ("Il a gagné le Giro.", "Giro"),
        ("L'équipe sort des Jeux sans médaille.", "Jeux"),
    ],
)
def test_a_competition_called_by_its_noun_is_no_place(text: str, due: str) -> None:
    assert names(text)[due] == "Event"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("La Suisse proteste.", ("Suisse", "Country")),
        ("François Hollande est venu. Le match a eu lieu en Hollande.", ("Hollande", "Country")),
        ("Le convoi est arrivé à Tours.", ("Tours", "Place")),
        ("Le conseil a visité Dakar et le port.", ("Dakar", "Place")),
    ],
)
def test_a_place_stays_a_place(text: str, due: tuple[str, str]) -> None:
    assert [m.type for m in mentions(text) if m.text == due[0]] == [due[1]]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Les combats ont gagné Tessaraka, une localité du nord.", "Tessaraka", "Place"),
        ("Il a quitté Delcour, une entreprise de transport.", "Delcour", "Organization"),
        ("Une bombe a touché le marché d'Oum Sarda, un village du désert.", "Oum Sarda", "Place"),
        ("Selon Delcour, une entreprise a fermé.", "Delcour", "Person"),
        ("Il a reçu Paul Verdier, un village et une ville.", "Paul Verdier", "Person"),
    ],
)
def test_the_noun_in_apposition_says_what_a_name_is(text: str, name: str, type_: str) -> None:
    assert names(text)[name] == type_


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Les rues de Limoges sont vides.", "Limoges"),
        ("Il habite rue de Limoges.", "rue de Limoges"),
        ("Le Bureau des permis et cartes a fermé.", "Bureau des permis et cartes"),
    ],
)
def test_where_names_that_say_what_they_are_begin_and_end(text: str, due: str) -> None:
    assert due in names(text)


def test_the_person_an_event_is_called_after() -> None:
    (analysis,) = analyze([make_document("t", "Elle a reçu le prix Jean-Perrin en 2014.")], load_pipeline("fr"))
    nested = find_nested(analysis, find_mentions(analysis), load_gazetteer())
    assert [(m.text, m.type) for m in nested] == [("Jean-Perrin", "Person")]


def test_the_letter_of_a_group_in_a_competition_is_no_name() -> None:
    assert "Groupe B" not in names("Groupe B : Albanie - Suisse, à 15h à Lens.")


@pytest.mark.parametrize("name", ["Lune", "Terre", "Mars"])
def test_a_place_that_is_a_common_word_too_needs_evidence(name: str) -> None:
    assert not any(c.certain for c in load_gazetteer().lookup(name) if c.source == "places")
