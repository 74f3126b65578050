"""The manifest: versions, and what a commit changes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import open_store
from kg.store.manifest import FILE, FORMAT, Article, Manifest, Shard


def set_pragma(folder: Path, pragma: str, value: int) -> None:
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute(f"PRAGMA {pragma} = {value}")
    connection.close()


@pytest.mark.parametrize(
    ("version", "message"), [(FORMAT - 1, "an older kg wrote this store"), (FORMAT + 1, "install a newer kg")]
)
def test_store_of_another_version(folder: Path, version: int, message: str) -> None:
    set_pragma(folder, "user_version", version)
    for writable in (False, True):
        with pytest.raises(StoreError, match=message):
            Manifest(folder, writable=writable)
    with pytest.raises(StoreError, match=message):
        open_store(folder)


def test_file_that_is_no_manifest(tmp_path: Path, folder: Path) -> None:
    set_pragma(folder, "application_id", 1)
    with pytest.raises(StoreError, match="not a manifest"):
        open_store(folder)
    (tmp_path / FILE).write_bytes(b"something else" * 1000)
    with pytest.raises(StoreError, match="is no manifest of a store"):
        open_store(tmp_path)


def test_commits_number_what_changed(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path, writable=True)
    manifest.add(Shard("aa/1", 3), [Article("un", "k1", 1), Article("deux", "k2", 2)])
    manifest.add(Shard("bb/2", 3), [Article("un", "k3", 5)])
    assert manifest.head == 2
    assert manifest.find("un") == Article("un", "k3", 5)
    assert manifest.count() == (2, 7, 6)
    assert manifest.changes(1) == ({"bb/2": ["un"]}, [])
    assert manifest.stale() == [("aa/1", ("un",))]
    manifest.replace_shard("aa/1", Shard("cc/3", 1))
    assert [shard.file for shard in manifest.shards()] == ["bb/2", "cc/3"]
    assert manifest.changes(0) == ({"bb/2": ["un"], "cc/3": ["deux"]}, [])
    manifest.remove(["deux"])
    assert manifest.changes(2) == ({}, ["deux"])
    manifest.close()


def test_failed_commit_changes_nothing(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path, writable=True)
    broken = Article("deux", None, 1)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        manifest.add(Shard("aa/1", 3), [Article("un", "k1", 1), broken])
    assert (manifest.head, manifest.find("un"), manifest.has_shard("aa/1")) == (0, None, False)
    manifest.close()


def test_quarantine_ends_when_the_article_changes_or_is_removed(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path, writable=True)
    manifest.quarantine("un", "k1")
    assert manifest.quarantined() == ("un",)
    assert manifest.is_quarantined("un", "k1")
    assert not manifest.is_quarantined("un", "k2")
    manifest.remove(["un"])
    assert manifest.quarantined() == ()
    manifest.close()
