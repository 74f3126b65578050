"""The same article comes out of every format, with what each says about it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.document import Document, Metadata
from kg.readers import READERS, Source, read_sources
from tests.readers.files import PARAGRAPHS, TITLE, URL, WRITERS

BARE = {".txt", ".pdf"}
NAMELESS = {".rss", ".warc.gz", ".jsonl", ".jsonl.gz", ".csv", ".parquet"}


def read(path: Path) -> Document:
    (source,) = read_sources([path])
    assert isinstance(source, Source), source
    assert source.size > 0
    return source.to_document(Metadata())


def test_every_reader_is_tested() -> None:
    alike = {".htm": ".html", ".ndjson": ".jsonl", ".tsv": ".csv", ".atom": ".rss", ".xml": ".rss", ".warc": ".warc.gz"}
    assert {alike.get(ending, ending) for ending in READERS} == set(WRITERS)


@pytest.mark.parametrize("ending", WRITERS)
def test_same_text_from_every_format(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"visite{ending}"
    WRITERS[ending](path)
    document = read(path)
    text = document.text.replace("’", "'")
    assert [line for line in text.split("\n") if line and line != TITLE] == [p.replace("’", "'") for p in PARAGRAPHS]
    assert document.name == ("journal.example-monde-rencontre-kiev" if ending in NAMELESS else "visite")


@pytest.mark.parametrize("ending", [ending for ending in WRITERS if ending not in BARE])
def test_metadata_from_every_format(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"visite{ending}"
    WRITERS[ending](path)
    metadata = read(path).metadata
    assert (metadata.title, metadata.url, metadata.author) == (TITLE, URL, "Anne Dubois")
    assert (metadata.publisher, metadata.published) == ("Le Journal", dt.date(2023, 9, 28))


def test_what_is_given_wins(tmp_path: Path) -> None:
    path = tmp_path / "visite.html"
    WRITERS[".html"](path)
    (tmp_path / "visite.meta.toml").write_text('title = "Un autre titre"\n', "utf-8")
    (source,) = read_sources([path])
    assert isinstance(source, Source)
    metadata = source.to_document(Metadata(publisher="L’Agence")).metadata
    assert (metadata.title, metadata.publisher, metadata.author) == ("Un autre titre", "L’Agence", "Anne Dubois")


def test_title_and_author_of_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "visite.pdf"
    WRITERS[".pdf"](path)
    assert (read(path).metadata.title, read(path).metadata.author) == ("Rencontre", "Anne Dubois")
