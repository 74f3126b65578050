"""Feeds and web archives that are broken or hostile."""

from __future__ import annotations

from pathlib import Path

from kg.document import Metadata
from kg.errors import InputError
from kg.readers import Source, read_sources
from tests.readers.files import FEED, PARAGRAPHS, write_warc


def test_feed_without_entries(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text("<html><body>Introuvable</body></html>", "utf-8")
    (error,) = read_sources([tmp_path / "a.rss"])
    assert isinstance(error, InputError)
    assert "holds no articles" in str(error)


def test_hostile_feed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("le mot de passe", "utf-8")
    hostile = FEED.replace(
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]>',
    ).replace("https://journal.example/monde/rencontre-kiev.html", "javascript:alert(1)")
    hostile = hostile.replace("<title>Rencontre à Kiev", "<title>&e;Rencontre à Kiev")
    (tmp_path / "a.rss").write_text(hostile, "utf-8")
    (source,) = read_sources([tmp_path / "a.rss"])
    assert isinstance(source, Source)
    document = source.to_document(Metadata())
    assert source.metadata.url is None
    assert "mot de passe" not in f"{document.metadata}{document.text}"
    assert "x()" not in document.text
    assert document.text.split("\n\n") == list(PARAGRAPHS)


def test_cut_off_archive(tmp_path: Path) -> None:
    write_warc(tmp_path / "a.warc.gz")
    whole = (tmp_path / "a.warc.gz").read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(whole + b"garbage that is no record" * 10)
    found = list(read_sources([tmp_path / "a.warc.gz"]))
    assert isinstance(found[0], Source)
    (tmp_path / "b.warc").write_bytes(b"no archive at all\n" * 20)
    (error,) = read_sources([tmp_path / "b.warc"])
    assert isinstance(error, InputError)
