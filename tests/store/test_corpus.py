"""What a store of many articles keeps, whatever is put, replaced, removed or broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import InputError, StoreError
from kg.store import open_store
from kg.store.corpus import check_store, finish, open_to_write, rebuild_index, remove_articles
from kg.store.manifest import Manifest
from tests.store.handmade import article_quads, put


def test_holds_what_was_put(folder: Path) -> None:
    wanted = {*article_quads("un", "Anne", "Bruno"), *article_quads("deux", "Bruno", "Chloé")}
    assert set(open_store(folder)) == wanted
    assert check_store(folder) == len(wanted)
    assert not list(folder.rglob("tmp-*"))


def test_replaced_article_leaves_nothing_behind(folder: Path) -> None:
    put(folder, {"un": ("Anne", "David")})
    wanted = {*article_quads("un", "Anne", "David"), *article_quads("deux", "Bruno", "Chloé")}
    assert set(open_store(folder)) == wanted
    assert check_store(folder) == len(wanted), "the shards hold no quad of the old version either"
    put(folder, {"un": ("Anne", "Bruno")})
    assert set(open_store(folder)) == {*article_quads("un", "Anne", "Bruno"), *article_quads("deux", "Bruno", "Chloé")}


def test_removal_takes_what_only_that_article_supported(folder: Path) -> None:
    remove_articles(folder, ["un"])
    assert set(open_store(folder)) == set(article_quads("deux", "Bruno", "Chloé"))
    assert check_store(folder) == 3
    words = b"".join(path.read_bytes() for path in (folder / "index").rglob("*") if path.is_file())
    assert "Chloé".encode() in words
    remove_articles(folder, ["deux"])
    assert len(open_store(folder)) == 0
    assert not [path for path in (folder / "shards").rglob("*") if path.is_file()]


def test_removing_what_is_not_there_removes_nothing(folder: Path) -> None:
    with pytest.raises(InputError, match="no article 'trois'"):
        remove_articles(folder, ["un", "trois"])
    assert Manifest(folder).find("un") is not None


def test_names_that_give_one_graph_are_one_article(folder: Path) -> None:
    put(folder, {"un article": ("Anne", "Bruno")})
    put(folder, {"un_article": ("Anne", "Émile")})
    assert check_store(folder) == len(open_store(folder)) == 9


def test_index_is_made_again_from_the_shards(folder: Path) -> None:
    before = set(open_store(folder))
    shutil.rmtree(folder / "index")
    with pytest.raises(StoreError, match="nothing to read yet"):
        open_store(folder)
    rebuild_index(folder)
    assert set(open_store(folder)) == before


def test_interrupted_before_the_index(folder: Path) -> None:
    put(folder, {"trois": ("Anne", "Zoé")}, finished=False)
    assert len(open_store(folder)) == 6, "readers see the last finished build"
    with open_to_write(folder) as manifest:
        finish(folder, manifest)
    assert check_store(folder) == 9


def test_index_that_lies_is_found(folder: Path) -> None:
    with open_to_write(folder) as manifest:
        manifest.advance()
    for path in (folder / "index").iterdir():
        path.rename(path.with_name(path.name.replace("1", "2")))
    assert check_store(folder) == 6
    put(folder, {"trois": ("Anne", "Zoé")}, finished=False)
    with pytest.raises(StoreError, match="the index lacks"):
        check_store(folder)


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no store"):
        open_store(tmp_path, "corpus")
