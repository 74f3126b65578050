"""Paragraphs, datelines, and the lines around an article that state nothing."""

from __future__ import annotations

import pytest

from kg.document import Document, make_document

BODY = "Le ministre a rencontré le président mardi pour parler de la paix et de la guerre."


def lay_out(text: str) -> Document:
    return make_document("article", text)


@pytest.mark.parametrize(
    ("start", "place", "country", "agency"),
    [
        ("KIEV, Ukraine (AP) — ", "Kiev", "Ukraine", "Associated Press"),
        ("PARIS (AFP) – ", "Paris", None, "Agence France-Presse"),
        ("Paris (AFP) - ", "Paris", None, "Agence France-Presse"),
        ("Paris, 12 mars (Reuters) - ", "Paris", None, "Reuters"),
        ("PARIS, 1er mars 2023 (Reuters) - ", "Paris", None, "Reuters"),
        ("Genève, le 3 mai – ", "Genève", None, None),
        ("AIX-EN-PROVENCE (AFP) — ", "Aix-en-Provence", None, "Agence France-Presse"),
        ("NEW YORK (AFP/Reuters) — ", "New York", None, "Agence France-Presse"),
        ("Le Cap, Afrique du Sud (AP) — ", "Le Cap", "Afrique du Sud", "Associated Press"),
        ("Lyon (Rhône), 3 mai (AFP) - ", "Lyon", "Rhône", "Agence France-Presse"),
        ("KIEV/MOSCOU (Reuters) - ", "Kiev", None, "Reuters"),
        ("LIMA, Pérou — ", "Lima", "Pérou", None),
    ],
)
def test_finds_datelines(start: str, place: str, country: str | None, agency: str | None) -> None:
    document = lay_out(start + BODY)
    dateline = document.dateline
    assert dateline is not None
    assert (dateline.place, dateline.country, dateline.agency) == (place, country, agency)
    written = document.text[dateline.place_span.start_char : dateline.place_span.end_char]
    assert start.startswith(written)
    assert written.casefold() == place.casefold()
    text_span = document.paragraphs[0].text_span
    assert document.text[text_span.start_char : text_span.end_char] == BODY


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"OTAN — {BODY}",
        f"Emmanuel Macron – {BODY}",
        f"Kiev (capitale) - {BODY}",
        f"Paris-Match a dit que la paix viendrait. {BODY}",
        "Lundi, 3 mai – Le ministre a rencontré le président à Paris pour parler de la paix.",
        "Le 3 mai – jour de fête – le ministre a rencontré le président à Paris pour parler.",
        "L'Agence France-Presse (AFP) - une agence mondiale - a publié un long rapport mardi matin.",
    ],
)
def test_takes_no_sentence_for_a_dateline(text: str) -> None:
    document = lay_out(text)
    assert document.dateline is None
    assert document.paragraphs[0].text_span.start_char == 0


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("___", "separator"),
        ("* * *", "separator"),
        ("—", "body"),
        ("Par Jean Dupont", "byline"),
        ("Par Jean Dupont et Marie Durand, à Kiev", "byline"),
        ("Par ailleurs, le ministre a rencontré le président", "body"),
        ("De notre correspondante à Moscou", "byline"),
        ("Publié le 12 mars 2023 à 10h12", "byline"),
        ("Brian Melley a contribué à ce rapport depuis Londres.", "tail"),
        ("Jean Dupont et Marie Durand ont contribué à cet article.", "tail"),
        ("La Chine a contribué à ce conflit. Elle a aussi vendu des armes.", "body"),
        ("La Chine a contribué à cette victoire.", "body"),
        ("Suivez la couverture de la guerre par l’AP sur https://apnews.com/hub/russia-ukraine", "tail"),
        ("(avec AFP)", "tail"),
        ("Le Monde avec AFP", "tail"),
        ("avec AFP et Reuters", "tail"),
        ("© 2023 AFP", "tail"),
        ("AFP", "tail"),
        ("AFP a publié un rapport.", "body"),
        ("(Reportage Tom Balmforth, version française Jean Terzian, édité par Kate Entringer)", "tail"),
        ("Lire aussi : Guerre en Ukraine, ce que l'on sait", "tail"),
        ("Tous droits réservés.", "tail"),
    ],
)
def test_tells_boilerplate_from_text(line: str, kind: str) -> None:
    document = lay_out(f"{BODY}\n\n{line}")
    assert [paragraph.kind for paragraph in document.paragraphs] == ["body", kind]


def test_leaves_the_signature_out_of_the_text() -> None:
    document = lay_out(f"{BODY} (avec AFP)")
    paragraph = document.paragraphs[0]
    assert document.text[paragraph.text_span.start_char : paragraph.text_span.end_char] == BODY
    assert paragraph.span.end_char == len(document.text)


def test_keeps_an_acronym_that_is_no_agency() -> None:
    document = lay_out(BODY.rstrip(".") + " (ONU)")
    assert document.paragraphs[0].text_span == document.paragraphs[0].span


def test_a_title_is_a_heading_and_not_the_dateline_paragraph() -> None:
    document = lay_out(f"Le ministre rencontre le président\n\nPar Jean Dupont\n\nPARIS (AFP) - {BODY}")
    assert [paragraph.kind for paragraph in document.paragraphs] == ["heading", "byline", "body"]
    assert document.dateline is not None
    assert document.dateline.place == "Paris"


def test_lines_are_paragraphs_and_spans_have_no_blank_ends() -> None:
    document = lay_out(f"  {BODY} \n\t\n{BODY}\n{BODY}\n")
    spans = [paragraph.span for paragraph in document.paragraphs]
    assert [document.text[span.start_char : span.end_char] for span in spans] == [BODY] * 3


def test_joins_hard_wrapped_lines() -> None:
    text = (
        "Le ministre français de la Défense a rencontré mardi à Kiev le président de\n"
        "la République pour parler de la paix, de la guerre et de la livraison\n"
        "d'armes.\n\n"
        f"{BODY}"
    )
    document = lay_out(text)
    assert len(document.paragraphs) == 2
    first = document.paragraphs[0].span
    assert document.text[first.start_char : first.end_char].endswith("la livraison\nd'armes.")


def test_the_seed(seed: Document) -> None:
    kinds = [paragraph.kind for paragraph in seed.paragraphs]
    assert kinds == ["body"] * (len(kinds) - 4) + ["separator", "tail", "separator", "tail"]
    assert seed.dateline is not None
    assert (seed.dateline.place, seed.dateline.country) == ("Kiev", "Ukraine")
    assert seed.dateline.agency == "Associated Press"
