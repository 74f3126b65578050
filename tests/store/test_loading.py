"""An index that is loaded while articles come: the same as one made afterwards, or none at all."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.rdf.serialization import sort_quads
from kg.store import open_store
from kg.store.corpus import check_store, finish, open_to_write
from kg.store.generations import find_generation
from kg.store.loading import Loader
from kg.store.manifest import Article, Manifest
from kg.store.shards import write_shard
from tests.store.handmade import article_quads, put

TELL = """
import os, sys, time
from pathlib import Path
from kg.store.loading import Loader
loader = Loader(Path(sys.argv[1]))
loader.put(sys.argv[2])
print(loader._process.pid, flush=True)
time.sleep(60)
"""


def add(folder: Path, manifest: Manifest, name: str) -> str:
    shard = write_shard(folder, sort_quads(article_quads(name, "Anne", name)))
    assert shard is not None
    manifest.add(shard, [Article(name, name, 1)])
    return shard.file


@pytest.fixture
def manifest(tmp_path: Path) -> Iterator[Manifest]:
    """Of an unfinished store with one article."""
    put(tmp_path, {"un": ("Anne", "Bruno")}, finished=False)
    with open_to_write(tmp_path) as manifest:
        yield manifest


def test_index_is_there_once_the_last_shard_is_told(tmp_path: Path, manifest: Manifest) -> None:
    with closing(Loader(tmp_path)) as loader:
        loader.put(add(tmp_path, manifest, "deux"))
        loader.put(add(tmp_path, manifest, "trois"))
        loader.finish()
        assert find_generation(tmp_path) == manifest.head == 3
    assert check_store(tmp_path) == len(open_store(tmp_path)) == 9
    assert not list((tmp_path / "index").glob("building-*"))


def test_index_that_misses_a_shard_is_not_kept(tmp_path: Path, manifest: Manifest) -> None:
    with closing(Loader(tmp_path)) as loader:
        loader.put(add(tmp_path, manifest, "deux"))
        while not list((tmp_path / "index").glob("building-*")):
            time.sleep(0.02)
        add(tmp_path, manifest, "trois")
        loader.finish()
        assert find_generation(tmp_path) is None
        finish(tmp_path, manifest, loader)
    assert check_store(tmp_path) == 9


def test_replaced_article_is_not_in_the_index(tmp_path: Path, manifest: Manifest) -> None:
    with closing(Loader(tmp_path)) as loader:
        shard = write_shard(tmp_path, sort_quads(article_quads("un", "Chloé", "Zoé")))
        assert shard is not None
        manifest.add(shard, [Article("un", "changed", 1)])
        loader.put(shard.file)
        finish(tmp_path, manifest, loader)
    assert set(open_store(tmp_path)) == set(article_quads("un", "Chloé", "Zoé"))


def test_given_up_leaves_nothing(tmp_path: Path, manifest: Manifest) -> None:
    with closing(Loader(tmp_path)) as loader:
        loader.put(add(tmp_path, manifest, "deux"))
    assert not list((tmp_path / "index").glob("*"))


def test_ends_with_who_started_it(tmp_path: Path, manifest: Manifest) -> None:
    file = add(tmp_path, manifest, "deux")
    with subprocess.Popen(
        [sys.executable, "-c", TELL, str(tmp_path), file], stdout=subprocess.PIPE, text=True
    ) as starter:
        assert starter.stdout is not None
        loader = int(starter.stdout.readline())
        starter.send_signal(signal.SIGKILL)
        starter.communicate()
    handle = os.pidfd_open(loader) if Path(f"/proc/{loader}").exists() else None
    if handle is not None:
        assert select.select([handle], [], [], 30)[0], "it ends by itself"
    assert find_generation(tmp_path) is None
    finish(tmp_path, manifest)
    assert check_store(tmp_path) == 6


def test_store_that_has_an_index_needs_none(folder: Path) -> None:
    before = find_generation(folder)
    with open_to_write(folder) as manifest, closing(Loader(folder)) as loader:
        loader.put(add(folder, manifest, "trois"))
        loader.finish()
        assert find_generation(folder) == before
        finish(folder, manifest, loader)
    assert check_store(folder) == 9
