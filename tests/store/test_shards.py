"""Shards: the same bytes for the same articles, whole or not there, and damage is found."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.rdf.serialization import sort_quads
from kg.store.shards import read_quads, write_shard
from tests.store.handmade import article_quads

WRITE = """
import hashlib, resource, signal, sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad
from kg.errors import StoreError
from kg.rdf.serialization import sort_quads
from kg.store.shards import write_shard
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
node = NamedNode("https://kg.example/x")
literals = [Literal(hashlib.sha256(b"%d" % i).hexdigest()) for i in range(500)]
try:
    write_shard(Path(sys.argv[1]), [Quad(node, node, literal, node) for literal in literals])
except StoreError as error:
    print(error)
"""


def test_same_articles_same_bytes_in_any_order(tmp_path: Path) -> None:
    quads = [*article_quads("un", "Anne", "Bruno"), *article_quads("deux", "Bruno", "Chloé")]
    one = write_shard(tmp_path / "one", sort_quads(quads))
    two = write_shard(tmp_path / "two", sort_quads(quads[::-1]))
    assert one == two
    assert one is not None
    paths = [tmp_path / folder / "shards" / one.file for folder in ("one", "two")]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    lines = gzip.decompress(paths[0].read_bytes()).decode().splitlines()
    assert one.quads == len(lines) == 6
    assert [line.rpartition(" <")[2] for line in lines] == sorted(line.rpartition(" <")[2] for line in lines)


def test_nothing_to_write(tmp_path: Path) -> None:
    assert write_shard(tmp_path, []) is None
    assert not list(tmp_path.iterdir())


def test_damage_is_found(tmp_path: Path) -> None:
    shard = write_shard(tmp_path, article_quads("un", "Anne", "Bruno"))
    assert shard is not None
    path = tmp_path / "shards" / shard.file
    whole = path.read_bytes()
    for data, message in (
        (whole[:-9], "cannot be read"),
        (b"no gzip", "cannot be read"),
        (gzip.compress(gzip.decompress(whole).replace(b"Anne", b"Anna")), "is damaged"),
    ):
        path.write_bytes(data)
        with pytest.raises(StoreError, match=message):
            list(read_quads(tmp_path, shard.file))
    path.unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        list(read_quads(tmp_path, shard.file))


def test_no_room_leaves_nothing(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WRITE, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "cannot be written (File too large)" in done.stdout
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
