"""Generations of the index: readers keep theirs, old ones go, a killed writer does no harm."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import open_store
from kg.store.corpus import rebuild_index
from kg.store.generations import find_generation
from kg.store.index import refresh_index
from tests.store.handmade import put

READ = """
import sys
from kg.store import open_store
store = open_store(sys.argv[1])
print(len(store), flush=True)
sys.stdin.readline()
print(len(store), len(list(store)), flush=True)
"""


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "index").iterdir() if path.is_dir())


def test_reader_keeps_its_snapshot(folder: Path) -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", READ, str(folder)], text=True, **pipes) as reader:  # type: ignore[call-overload]
        assert reader.stdout.readline() == "6\n"
        for name in ("trois", "quatre", "cinq"):
            put(folder, {name: ("Anne", "Zoé")})
        assert len(generations(folder)) == 2, "the generation that is read stays, those that nobody reads go"
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "6 6\n"
    put(folder, {"six": ("Anne", "Zoé")})
    assert len(generations(folder)) == 1
    assert len(open_store(folder)) == 18


def test_what_a_killed_writer_left_is_deleted(folder: Path) -> None:
    for name in ("building-7", "leaving-000000000009"):
        (folder / "index" / name).mkdir()
        (folder / "index" / name / "000001.sst").write_bytes(b"cut o")
    (folder / "shards" / "aa").mkdir(exist_ok=True)
    (folder / "shards" / "aa" / "tmp-xyz").write_bytes(b"cut o")
    (folder / "shards" / "aa" / "aabb.nq.gz").write_bytes(b"written, not committed")
    assert len(open_store(folder)) == 6
    put(folder, {"trois": ("Anne", "Zoé")})
    assert len(generations(folder)) <= 2
    assert not list((folder / "shards" / "aa").glob("*b*"))
    assert not list(folder.rglob("tmp-*"))


def test_index_that_cannot_be_made(folder: Path) -> None:
    before = find_generation(folder)
    for shard in (folder / "shards").rglob("*.gz"):
        shard.write_bytes(b"damaged")
    with pytest.raises(StoreError, match="cannot be read"):
        rebuild_index(folder)
    assert find_generation(folder) == before
    assert len(open_store(folder)) == 6


def test_up_to_date_index_is_left_alone(folder: Path) -> None:
    before = (folder / "index" / generations(folder)[-1]).stat().st_ino
    refresh_index(folder)
    assert (folder / "index" / generations(folder)[-1]).stat().st_ino == before
