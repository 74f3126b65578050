"""What kg wrote, read back: the same quads and the same network."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

import kg
from kg.errors import InputError
from kg.graph import Graph
from kg.rdf.serialization import FORMATS


@pytest.mark.parametrize("kind", FORMATS)
def test_one_article_gives_the_same_graph(kind: str, sample_graph: Graph, tmp_path: Path) -> None:
    article = sample_graph.article("seed")
    (tmp_path / f"seed.{kind}").write_text(article.serialize(kind), "utf-8")
    read = kg.read(tmp_path / f"seed.{kind}")
    assert read.quads == article.quads
    assert read.serialize(kind) == article.serialize(kind)
    assert nx.utils.graphs_equal(read.to_networkx(), article.to_networkx())


@pytest.mark.parametrize("kind", FORMATS)
def test_several_articles(kind: str, sample_graph: Graph, tmp_path: Path) -> None:
    """Turtle cannot tell which article states what the two share; the triples are the same."""
    (tmp_path / f"all.{kind}").write_text(sample_graph.serialize(kind), "utf-8")
    read = kg.read(tmp_path / f"all.{kind}")
    assert {quad.triple for quad in read.quads} == {quad.triple for quad in sample_graph.quads}
    assert (read.quads == sample_graph.quads) == (kind != "ttl")
    assert nx.utils.graphs_equal(read.to_networkx(), sample_graph.to_networkx())


def test_it_can_be_asked_shown_and_exported(sample_graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "sample.trig").write_text(sample_graph.to_trig(), "utf-8")
    read = kg.read(tmp_path / "sample.trig")
    table = read.query("who-said", actor="OTAN")
    assert isinstance(table, pd.DataFrame)
    same = sample_graph.query("who-said", actor="OTAN")
    assert isinstance(same, pd.DataFrame)
    assert table.equals(same)
    assert read.sparql("ASK { entity:OTAN a kg:Organization }") is True
    assert "kg:accuses" in str(read.sparql("CONSTRUCT WHERE { ?s kg:accuses ?o }"))
    assert "Viktor Sokolov" in read.show("network").html
    assert read.export("gexf", tmp_path / "g.gexf") == (tmp_path / "g.gexf",)
    assert "quads" in repr(read)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="absent"):
        kg.read(tmp_path / "absent.ttl")
