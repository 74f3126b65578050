"""What the quads of an article say of events, kept in the manifest."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import Graph
from kg.identity.copies import sign
from kg.iris import article_iri, entity_iri
from kg.rdf.serialization import sort_quads
from kg.store.corpus import finish, merge, open_to_write
from kg.store.happenings import Report, pack_mentions, read_reports, unpack_mentions
from kg.store.manifest import Article
from kg.store.shards import write_shard


@pytest.fixture(scope="module")
def report(sample_graph: Graph) -> Report:
    quads = [quad for quad in sample_graph.quads if str(quad.graph_name) == f"<{article_iri('seed')}>"]
    return unpack_mentions("seed", pack_mentions(quads))


def test_events_with_their_participants(report: Report) -> None:
    assert report.published == "2023-09-28"
    mentions = {mention.lemma: mention for mention in report.mentions}
    assert "affirmer" not in mentions, "to say something is no event"
    meeting = mentions["rencontrer"]
    assert (meeting.type, meeting.earliest, meeting.latest, meeting.real) == ("Meet", "2023-09-28", "2023-09-28", True)
    assert [p.node for p in meeting.agents] == [entity_iri("Jens Stoltenberg")]
    assert meeting.topics == ("état de la guerre",)
    assert mentions["tuer"].patients[0].type == "Person"
    assert not mentions["rejoindre"].real
    assert (2.4e9, "EUR") in {amount for mention in report.mentions for amount in mention.amounts}
    assert {p.name for p in meeting.setting} >= {"Jens Stoltenberg", "Ukraine", "OTAN"}
    assert not any(p.name == "munitions" for p in meeting.setting), "common nouns are of one article alone"


def test_deeds_name_role_company_and_day(report: Report) -> None:
    deeds = report.deeds()
    assert deeds[entity_iri("Jens Stoltenberg")] == ("Meet with Volodymyr Zelensky on 2023-09-28",)


def test_actors_take_the_place_of_entities(report: Report) -> None:
    settled = report.with_actors(lambda document, entity: f"{entity}~{document}")
    meeting = next(m for m in settled.mentions if m.lemma == "rencontrer")
    assert meeting.agents[0].node == f"{entity_iri('Jens Stoltenberg')}~seed"
    assert meeting.setting == settled.setting
    assert {p.node for p in settled.setting} == {f"{p.node}~seed" for p in report.setting}


def put(folder: Path, graph: Graph, *, signed: bool) -> None:
    with open_to_write(folder) as manifest:
        shard = write_shard(folder, sort_quads(graph.quads))
        assert shard is not None
        signatures = {d.name: sign(d.text) if signed else None for d in graph.documents}
        manifest.add(shard, [Article(name, "key", 1, "[]", signature) for name, signature in signatures.items()])
        finish(folder, manifest)


def test_mentions_are_read_once_and_again_when_the_article_changes(sample_graph: Graph, tmp_path: Path) -> None:
    put(tmp_path, sample_graph, signed=True)
    with open_to_write(tmp_path) as manifest:
        assert [graphs for _, graphs in manifest.unread()] == [tuple(sorted(d.name for d in sample_graph.documents))]
        reports = list(read_reports(manifest))
        assert [r.document for r in reports] == sorted(d.name for d in sample_graph.documents)
        assert manifest.unread() == []
        assert list(read_reports(manifest)) == reports
        shard = next(iter(manifest.shards()))
        manifest.add(shard, [Article("seed", "another key", 1)])
        assert [graphs for _, graphs in manifest.unread()] == [("seed",)]
        manifest.remove(["seed"])
        assert manifest.unread() == []
        assert "seed" not in {name for name, _ in manifest.mentions()}


def test_store_without_signatures_is_judged_and_says_so(sample_graph: Graph, tmp_path: Path) -> None:
    put(tmp_path, sample_graph, signed=False)
    count = len(sample_graph.documents)
    assert merge(tmp_path).unsigned == count
    with open_to_write(tmp_path) as manifest:
        assert not manifest.is_signed("seed")
    put(tmp_path, sample_graph, signed=True)
    assert merge(tmp_path).unsigned == 0
    with open_to_write(tmp_path) as manifest:
        assert manifest.is_signed("seed")
        assert dict(manifest.signatures())["seed"] == sign(sample_graph.article("seed").documents[0].text)
