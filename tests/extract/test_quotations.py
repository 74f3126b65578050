"""Where quotations run, and who is made to speak in them."""

from __future__ import annotations

import pytest
import spacy

from kg.analysis import Analysis, ParsedParagraph, plain
from kg.document import make_document
from kg.extract.quotations import find_quotations
from tests.extract.notation import Reader, parse_expected


def quotations(text: str) -> list[tuple[str, bool]]:
    """The words of every quotation, and whether it goes on from the paragraph before."""
    document, nlp = make_document("test", text), spacy.blank("fr")
    paragraphs = tuple(
        ParsedParagraph(p, nlp(plain(text[p.text_span.start_char : p.text_span.end_char])), p.text_span.start_char)
        for p in document.paragraphs
    )
    found = find_quotations(Analysis(document, paragraphs, "fr"))
    for quotation in found:
        here = paragraphs[quotation.paragraph].paragraph.span
        assert here.contains(quotation.span)
    return [(text[q.span.start_char : q.span.end_char].strip(), q.resumes) for q in found]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Le maire est parti.", []),
        ("« Il pleut », dit Anne.", ["Il pleut"]),
        ("« Il pleut », dit Anne. « Il neige. »", ["Il pleut", "Il neige."]),
        ("“Il pleut”, dit Anne.", ["Il pleut"]),
        ('"Il pleut", dit Anne, "et il neige".', ["Il pleut", "et il neige"]),
        ("« Il a dit “non” », dit Anne.", ["Il a dit “non”"]),
        ("« Il a dit « non » hier », dit Anne.", ["Il a dit « non » hier"]),
        ('« Il a dit "non" », dit Anne.', ['Il a dit "non"']),
        ("Anne a dit : « Il pleut.", ["Il pleut."]),
        ('Anne a dit : "Il pleut.', ["Il pleut."]),
        ("Il pleut », dit Anne.", []),
        ("Il pleut », dit Anne. « Il neige. »", ["Il neige."]),
        ("Le « » est vide.", [""]),
        ("Le «» est vide.", []),
        ("L'armée a « libéré » la ville.", ["libéré"]),
    ],
)
def test_a_quotation_runs_from_mark_to_mark(text: str, due: list[str]) -> None:
    assert quotations(text) == [(words, False) for words in due]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("« Il pleut.\n\n« Il neige. »", [("Il pleut.", False), ("Il neige. ", True)]),
        ("« Il pleut.\n\n» Il neige. »", [("Il pleut.", False)]),
        ("« Il pleut. »\n\n« Il neige. »", [("Il pleut.", False), ("Il neige.", False)]),
        ("« Il pleut.\n\nAnne parle. « Il neige. »", [("Il pleut.", False), ("Il neige.", False)]),
        ("“Il pleut.\n\n“Il neige.\n\n“Il vente.”", [("Il pleut.", False), ("Il neige.", True), ("Il vente.", True)]),
    ],
)
def test_what_is_left_open_goes_on_only_behind_a_mark(text: str, due: list[tuple[str, bool]]) -> None:
    assert quotations(text) == [(words.strip(), resumes) for words, resumes in due]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("« Le barrage a cédé. La ville évacue ses écoles », a déclaré le préfet.",
         "barrage | céder | - | + actual | préfet; !* | évacuer | * | + actual | -"),
        ("Le préfet a déclaré : « Le barrage a cédé. »", "barrage | céder | - | + actual | préfet"),
        ("« Le barrage, a déclaré le préfet, a cédé. »", "!* | céder | * | + actual | -"),
        ("« Le barrage a cédé », a déclaré le préfet. « La ville a évacué ses écoles. »",
         "barrage | céder | - | + actual | préfet; ville | évacuer | écoles | + actual | préfet"),
        ("« Le barrage a cédé », a déclaré le préfet.\n\n« La ville a évacué ses écoles. »",
         "ville | évacuer | écoles | + actual | préfet"),
        ("« Le barrage a cédé, a déclaré le préfet. Le fleuve a inondé la gare.\n\n« La ville a évacué ses écoles. »",
         "fleuve | inonder | gare | + actual | préfet; ville | évacuer | écoles | + actual | préfet"),
        ("« Le barrage a cédé. »", "!* | céder | *"),
        ("Selon le préfet, « le barrage a cédé ».", "barrage | céder | - | + actual | préfet"),
        ("« Le barrage a cédé », a déclaré le préfet. La ville a évacué ses écoles.", "ville | évacuer | écoles"),
        ("La ville a évacué ses écoles. « Le barrage a cédé », a déclaré le préfet.", "ville | évacuer | écoles"),
        ("« La mairie dit que le barrage a cédé », a expliqué le préfet.",
         "mairie | dire:Say | * | + actual | préfet; barrage | céder | - | + actual | mairie"),
        ("« Le pont tient », dit le maire. « Le pont a cédé », répond le préfet.",
         "pont | céder | - | + actual | préfet; !pont | céder | - | + actual | maire"),
        ("Le maire a inauguré le projet « Pour protéger les côtes ».",
         "maire | inaugurer | projet; !* | protéger | *"),
        ("« Nous avons évacué la ville », a déclaré le préfet.", "!ville | * | *; !Nous | * | *"),
        ("« Vous avez évacué la ville », a déclaré le préfet.", "!* | évacuer | *"),
    ],
)
def test_a_quotation_is_its_speaker_s_word(read: Reader, text: str, facts: str) -> None:
    for expected in parse_expected(facts):
        expected.check(read(text))
