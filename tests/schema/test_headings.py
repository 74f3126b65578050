"""Headings say of every type what the whole sheets say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SchemaError
from kg.schema import load_schema
from kg.schema.headings import load_headings


def test_headings_are_those_of_the_schema() -> None:
    whole = load_schema().event_types.values()
    assert [(t.name, t.group, t.plover) for t in whole] == [heading.names for heading in load_headings().values()]


def test_a_broken_sheet_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "war.toml").write_text("[Attack]\nplover = ASSAULT\n", "utf-8")
    monkeypatch.setattr("kg.schema.FOLDER", tmp_path)
    load_headings.cache_clear()
    with pytest.raises(SchemaError, match=r"^sheet war\.toml: Invalid value"):
        load_headings()
