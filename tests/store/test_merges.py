"""One actor in many articles: found, undone and accepted without reading an article again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import InputError
from kg.identity import Occurrence
from kg.iris import ARTICLE, LINKS, entity_iri
from kg.rdf.serialization import sort_quads
from kg.store import open_store
from kg.store.corpus import check_store, finish, merge, open_to_write, remove_articles
from kg.store.manifest import Article
from kg.store.merges import pack_occurrences, read_judgements, unpack_occurrences
from kg.store.shards import write_shard
from tests.store.handmade import article_quads

MARIE = Occurrence("", entity_iri("Marie Bernard"), "Person", ("Marie Bernard",), companions=(entity_iri("Vélopolis"),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles about Marie Bernard and a company, which may be the same one."""
    with open_to_write(tmp_path / "store") as manifest:
        for name in ("a", "b"):
            shard = write_shard(tmp_path / "store", sort_quads(article_quads(name, "Marie Bernard", "Vélopolis")))
            assert shard is not None
            manifest.add(shard, [Article(name, "key", 1, pack_occurrences([replace(MARIE, document=name)]))])
        finish(tmp_path / "store", manifest)
    return tmp_path / "store"


def links(store: Store) -> set[tuple[str, str, str]]:
    quads = [(q.subject.value, q.object.value, q.graph_name.value) for q in store if LINKS in str(q.graph_name)]
    return set(quads)


def articles(store: Store) -> set[str]:
    return {str(quad) for quad in store if ARTICLE in str(quad.graph_name)}


def test_packing_loses_nothing() -> None:
    whole = Occurrence("a", "e", "Person", ("n", "m"), ("s",), "FR", ("r",), ("FR",), ("c",), ("d",))
    assert unpack_occurrences(pack_occurrences([whole, MARIE])) == [whole, MARIE]


def test_merge_undone_and_accepted_again(folder: Path) -> None:
    before = articles(open_store(folder))
    assert merge(folder).links == 0, "both articles give the person one IRI"
    (entry,) = read_judgements(folder)
    assert (entry.decision, entry.name, entry.documents, entry.other_document) == ("same", "Marie Bernard", ("b",), "a")
    assert merge(folder, entry.id, accepted=False).links == 1
    assert links(open_store(folder)) == {(MARIE.entity, f"{MARIE.entity}~b", f"{LINKS}/b")}
    assert articles(open_store(folder)) == before
    assert check_store(folder) == len(before) + 1
    merge(folder)
    assert links(open_store(folder)), "what people decided holds in later runs"
    assert merge(folder, entry.id).links == 0
    assert not links(open_store(folder))


def test_removed_article_leaves_no_judgement(folder: Path) -> None:
    merge(folder)
    merge(folder, read_judgements(folder)[0].id, accepted=False)
    remove_articles(folder, ["b"])
    assert not links(open_store(folder))
    assert check_store(folder) == len(articles(open_store(folder))) == 3


def test_nothing_to_correct(folder: Path) -> None:
    assert read_judgements(folder) == ()
    with pytest.raises(InputError, match="kg merges find"):
        merge(folder, "abc", accepted=False)
    merge(folder)
    with pytest.raises(InputError, match="no decision 'abc'"):
        merge(folder, "abc")
    with pytest.raises(InputError, match="no decision 'abc'"):
        merge(folder, "abc", accepted=False)
