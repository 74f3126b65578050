"""Reading articles: exact text, metadata from the sidecar, and one clear error for each kind of bad input."""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

import pytest

from kg.document import Document, Metadata, make_document, parse_metadata, read_document
from kg.errors import InputError

FRENCH = "Le président français a rencontré mardi à Paris le ministre ukrainien de la Défense et son adjoint."
ENGLISH = "The French president met the Ukrainian defence minister and his deputy in Paris on Tuesday morning."


def put(folder: Path, content: bytes | str, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path | str) -> str:
    """The message of the one line that says why an article is refused."""
    with pytest.raises(InputError) as caught:
        read_document(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    return message.removeprefix(str(path))


@pytest.mark.parametrize(
    "content",
    [
        f"{FRENCH}\n",
        f"\n\n  {FRENCH}  ",
        f"{FRENCH}\r\n\r\n{FRENCH}\r\n",
        f"\ufeff{FRENCH}",
        f"{FRENCH} L’été, « cœur » — 👩‍🚀 e\u0301",
    ],
)
def test_text_is_what_python_reads(tmp_path: Path, content: str) -> None:
    path = put(tmp_path, content)
    document = read_document(path)
    assert document.text == path.read_text("utf-8")
    for paragraph in document.paragraphs:
        text = document.text[paragraph.span.start_char : paragraph.span.end_char]
        assert text == text.strip()
        assert paragraph.span.contains(paragraph.text_span)


def test_paragraphs_hold_every_visible_character(seed: Document) -> None:
    inside = {i for p in seed.paragraphs for i in range(p.span.start_char, p.span.end_char)}
    assert all(i in inside for i, character in enumerate(seed.text) if not character.isspace())


def test_sidecar(seed: Document) -> None:
    assert seed.metadata == Metadata(publisher="Associated Press", language="fr", published=dt.date(2023, 9, 28))
    assert seed.name == "seed"


def test_no_date_is_invented(tmp_path: Path) -> None:
    path = put(tmp_path, f"Publié le 12 mars 2023 à 10h12\n\nPARIS, 12 mars 2023 (AFP) - {FRENCH}")
    assert read_document(path).metadata.published is None


def test_options_win_over_the_sidecar(tmp_path: Path) -> None:
    path = put(tmp_path, FRENCH)
    put(tmp_path, 'title = "Ancien"\nurl = "https://journal.example/a"', "article.meta.toml")
    document = read_document(path, overrides=Metadata(title="Nouveau"))
    assert document.metadata == Metadata(title="Nouveau", url="https://journal.example/a")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FRENCH.encode()), encoding="ascii"))
    document = read_document("-")
    assert (document.name, document.text) == ("stdin", FRENCH)


@pytest.mark.parametrize(
    ("content", "what", "remedy"),
    [
        (b"", "is empty", "give a file"),
        (b" \n\t\n", "is empty", "give a file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG image", ""),
        (b"%PDF-1.7\n", "PDF", "pdftotext"),
        (b"PK\x03\x04 word/document.xml", "office document", "plain text"),
        (b"texte \x00 binaire", "zero byte", "UTF-8"),
        (FRENCH.encode("utf-16"), "UTF-16", "iconv -f utf-16"),
        (f"{FRENCH}\n\n{FRENCH}".encode("latin-1"), "line 1: not UTF-8 (byte 0xe9)", "iconv -f latin1"),
        (b"Une ligne.\r\nPuis l'\xe9t\xe9.", "line 2: not UTF-8", "iconv"),
        (b"a" * 20_000_000, "larger than 1,000,000 bytes", "split it"),
        (b"<!DOCTYPE html><html><body>Bonjour</body></html>", "web page", "text of the article"),
        (ENGLISH.encode(), "looks like 'en', not 'fr'", "--language"),
    ],
)
def test_bad_file(tmp_path: Path, content: bytes, what: str, remedy: str) -> None:
    message = refusal(put(tmp_path, content))
    assert what in message
    assert remedy in message


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert "No such file" in refusal(tmp_path / "absent.txt")
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["Poutine visite Kyiv.", "Zelensky, Biden, New York Times, Grant Shapps et Washington Post."],
)
def test_short_french_is_not_refused(text: str) -> None:
    assert make_document("note", text).language == "fr"


def test_unknown_language() -> None:
    with pytest.raises(InputError, match="no language pack 'en'; there is: fr"):
        make_document("note", ENGLISH, Metadata(language="en"))


@pytest.mark.parametrize(
    ("sidecar", "where"),
    [
        ('title = "Un"\nurl = \n', "line 2: not valid TOML"),
        ("publié = 2023-01-01\n", "line 1"),
        ('pubished = "2023-01-01"\n', "unknown key 'pubished'; known are title, url"),
        ('published = "hier"\n', "published is 'hier'; write a date as YYYY-MM-DD"),
        ("published = 12\n", "published is 12"),
        ("title = 3\n", "title is 3; write a text"),
        ('url = "javascript:alert(1)"\n', "url is 'javascript:alert(1)'"),
        ('url = "https://a.example/<script>"\n', "url is"),
        ('language = "français"\n', "language 'français' is no language code"),
    ],
)
def test_broken_sidecar(tmp_path: Path, sidecar: str, where: str) -> None:
    path = put(tmp_path, FRENCH)
    put(tmp_path, sidecar, "article.meta.toml")
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert str(tmp_path / "article.meta.toml") in str(caught.value)
    assert where in str(caught.value)


def test_sidecar_that_is_not_utf8(tmp_path: Path) -> None:
    path = put(tmp_path, FRENCH)
    put(tmp_path, 'title = "été"'.encode("latin-1"), "article.meta.toml")
    with pytest.raises(InputError, match=r"article\.meta\.toml: cannot be read"):
        read_document(path)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (dt.date(2023, 9, 28), dt.date(2023, 9, 28)),
        (dt.datetime(2023, 9, 28, 23, 30, tzinfo=dt.UTC), dt.date(2023, 9, 28)),
        ("2023-09-28", dt.date(2023, 9, 28)),
        ("2023-09-28T10:00:00+02:00", dt.date(2023, 9, 28)),
    ],
)
def test_dates(value: object, date: dt.date) -> None:
    assert parse_metadata({"published": value}, "options").published == date


def test_region_of_a_language_is_dropped() -> None:
    assert parse_metadata({"language": "fr-CA"}, "options").language == "fr"
