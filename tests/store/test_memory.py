"""Every format of kg is read back whole, and bad files are named."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.document import Document
from kg.errors import ConfigError, InputError
from kg.facts import Facts
from kg.graph import Graph
from kg.rdf.serialization import FORMATS
from kg.store import open_store

ASK = "PREFIX kg: <https://kg.example/ontology#> SELECT (COUNT(DISTINCT ?f) AS ?n) WHERE { ?f a kg:Fact }"


@pytest.fixture(scope="module")
def graph(seed: Document, seed_facts: Facts) -> Graph:
    return Graph((seed,), (seed_facts,))


def count_facts(store: ox.Store) -> int:
    solutions = store.query(ASK, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    answer = next(solutions)["n"]
    assert isinstance(answer, ox.Literal)
    return int(answer.value)


@pytest.mark.parametrize("kind", FORMATS)
def test_reads_what_kg_writes(graph: Graph, tmp_path: Path, kind: str) -> None:
    (tmp_path / f"seed.{kind}").write_text(graph.serialize(kind), "utf-8")
    for source in (tmp_path, tmp_path / f"seed.{kind}"):
        store = open_store(source)
        assert {q.triple for q in store} == {q.triple for q in graph.quads}
        assert count_facts(store) == len(graph.facts)


def test_a_folder_is_read_once(graph: Graph, tmp_path: Path) -> None:
    for file in ("seed.trig", "seed.nq", "all.trig"):
        (tmp_path / file).write_text(graph.serialize(file.partition(".")[2]), "utf-8")
    assert len(open_store(tmp_path)) == len(graph.quads)


def test_bad_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.ttl: cannot be read"):
        open_store(tmp_path / "absent.ttl")
    with pytest.raises(InputError, match="holds no RDF"):
        open_store(tmp_path)
    (tmp_path / "seed.ttl").write_text("@prefix kg: <https://kg.example/ontology#> .\n<a> kg:accuses <b .\n", "utf-8")
    with pytest.raises(InputError, match=r"seed\.ttl, line 2: not valid RDF"):
        open_store(tmp_path)
    (tmp_path / "seed.html").write_text("<html>", "utf-8")
    with pytest.raises(InputError, match="not an RDF file"):
        open_store(tmp_path / "seed.html")


def test_unknown_store(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="memory"):
        open_store(tmp_path, "postgres")
