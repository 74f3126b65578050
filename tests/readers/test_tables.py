"""Rows of tables: field maps, and broken rows that stop nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.document import Metadata
from kg.errors import ConfigError, InputError
from kg.readers import Source, measure, parse_fields, read_sources
from tests.readers.files import PARAGRAPHS, TEXT


def test_broken_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = [
        json.dumps({"text": PARAGRAPHS[0], "id": "un"}),
        '{"text": "cut o',
        "",
        '["no object"]',
        '{"body": "no text"}',
        json.dumps({"text": PARAGRAPHS[1], "published": "hier"}),
        "[" * 100_000,
        json.dumps({"text": 5}),
        json.dumps({"text": PARAGRAPHS[2]}),
    ]
    path.write_text("\n".join(lines), "utf-8")
    found = list(read_sources([path]))
    assert [source.name for source in found if isinstance(source, Source)] == ["un", "news-0000009"]
    errors = [str(error) for error in found if isinstance(error, InputError)]
    for error, (line, what) in zip(
        errors,
        [
            (2, "not valid JSON"),
            (4, "is no JSON object"),
            (5, "no text in the field 'text' (fields: 'body')"),
            (6, "published is 'hier'"),
            (7, "not valid JSON"),
            (8, "no text in the field 'text'"),
        ],
        strict=True,
    ):
        assert error.startswith(f"{path}, line {line}: ")
        assert what in error


def test_field_map(tmp_path: Path) -> None:
    row = {"corps": TEXT, "titre": "Visite", "réf": 17, "date": "2023-09-28T10:00:00+02:00"}
    (tmp_path / "news.jsonl").write_text(json.dumps(row), "utf-8")
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "news.parquet")
    fields = parse_fields(["text=corps", "title=titre", "name=réf", "published=date"])
    for file in ("news.jsonl", "news.parquet"):
        (source,) = read_sources([tmp_path / file], fields)
        assert isinstance(source, Source)
        assert (source.name, source.metadata.title, str(source.metadata.published)) == ("17", "Visite", "2023-09-28")
        assert source.to_document(Metadata()).text == TEXT


@pytest.mark.parametrize("pair", ["text", "text=", "corps=text", "=x"])
def test_wrong_field_maps(pair: str) -> None:
    with pytest.raises(ConfigError, match="fields of kg are text, name, title"):
        parse_fields([pair])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"text\n\xe9t\xe9 \xe0 Paris\n", "not UTF-8"),
        ("a.csv", b'text\n"' + b"mot " * 600_000 + b'"\n', "not valid CSV"),
        ("a.parquet", b"PAR1 something else", "cannot be read as Parquet"),
        ("a.jsonl.gz", b"no gzip at all", "cannot be read"),
        ("a.jsonl", b'{"text": "' + b"mot " * 2_000_000 + b'"}', "longer than 4,000,000 bytes"),
    ],
)
def test_files_that_are_not_what_they_are_called(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    error, source = read_sources([tmp_path / name, tmp_path / "b.txt"])
    assert isinstance(error, InputError)
    assert message in str(error)
    assert str(tmp_path / name) in str(error)
    assert isinstance(source, Source)


def test_folders_and_patterns(tmp_path: Path) -> None:
    (tmp_path / "2023").mkdir()
    for name in ("b.txt", "a.txt", "2023/c.txt", "notes.md", "a.meta.toml"):
        (tmp_path / name).write_text("" if "." not in name else TEXT, "utf-8")
    (tmp_path / "a.meta.toml").write_text('title = "Visite"\n', "utf-8")
    assert [s.name for s in read_sources([tmp_path]) if isinstance(s, Source)] == ["c", "a", "b"]
    assert [s.name for s in read_sources([f"{tmp_path}/*.txt"]) if isinstance(s, Source)] == ["a", "b"]
    assert measure([tmp_path]) == 3 * len(TEXT.encode())
    (tmp_path / "empty").mkdir()
    for where, what in ((tmp_path / "empty", "holds no file that kg reads"), (f"{tmp_path}/*.html", "no file matches")):
        (error,) = read_sources([where])
        assert isinstance(error, InputError)
        assert what in str(error)
