"""Every format, read back by the library of those who use it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import rdflib
from pyoxigraph import Store

from kg.document import make_document
from kg.errors import ConfigError
from kg.export import EXPORTS, export, make_network
from kg.facts import Entity, Fact, Facts, Node, Provenance, Span
from kg.graph import Graph
from kg.iris import entity_iri, fact_iri
from kg.views.reading import read_account

FOLLOWTHEMONEY = Path(sys.prefix) / "followthemoney"
UKRAINE, SOKOLOV = entity_iri("Ukraine"), entity_iri("Viktor Sokolov")


@pytest.fixture(scope="module")
def dirty_store() -> Store:
    """A name with a control character, a line break, a semicolon and markup."""
    text = "Alpha\x0b;\r\n<b> accuse Beta."
    document = make_document("dirty", text)
    start = text.index("Beta")
    nodes = (
        Node("Alpha", Span(0, 5), 0, entity_iri("Alpha")),
        Node("Beta", Span(start, start + 4), start, entity_iri("Beta")),
    )
    fact = Fact(fact_iri("dirty", "accuser", "0"), "Accuse", "accu\x0bser", nodes[:1], nodes[1:],
                Provenance(Span(0, len(text)), Span(0, 5), "clauses", "active"))  # fmt: skip
    entities = (
        Entity(entity_iri("Alpha"), "Person", "Alpha\x0b;<b>", ("Alpha\x0b;<b>", "A;\r\nB"), named=True),
        Entity(entity_iri("Beta"), "Country", "Beta", ("Beta",), named=True),
    )
    return Graph((document,), (Facts("dirty", entities, (fact,)),)).to_store()


def write(store: Store, kind: str, folder: Path) -> Path:
    return export(store, kind, folder / f"graph{EXPORTS[kind].suffix}")[0]


@pytest.mark.parametrize("kind", EXPORTS)
def test_same_store_same_bytes(kind: str, sample_store: Store, tmp_path: Path) -> None:
    shuffled = Store()
    shuffled.extend(sorted(sample_store, key=lambda quad: hash(str(quad))))
    first = [path.read_bytes() for path in export(sample_store, kind, tmp_path / "a")]
    assert first == [path.read_bytes() for path in export(shuffled, kind, tmp_path / "b")]


@pytest.mark.parametrize(("kind", "reader"), [("ttl", "turtle"), ("rdfxml", "xml")])
def test_triples_read_by_rdflib(kind: str, reader: str, sample_store: Store, tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(write(sample_store, kind, tmp_path), format=reader)
    assert len(graph) == len({quad.triple for quad in sample_store})
    assert (rdflib.URIRef(UKRAINE), rdflib.URIRef("https://kg.example/said#kills"), rdflib.URIRef(SOKOLOV)) in graph


@pytest.mark.parametrize(("kind", "reader"), [("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")])
def test_quads_read_by_rdflib(kind: str, reader: str, sample_store: Store, tmp_path: Path) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(write(sample_store, kind, tmp_path), format=reader)
    assert sum(1 for _ in dataset.quads()) == len(sample_store)


@pytest.mark.parametrize("kind", ["sample", "dirty"])
def test_graphml_and_gexf_give_the_same_network(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    store: Store = request.getfixturevalue(f"{kind}_store")
    network = make_network(read_account(store))
    graphml: Any = nx.read_graphml(write(store, "graphml", tmp_path), force_multigraph=True)
    gexf: Any = nx.read_gexf(write(store, "gexf", tmp_path))
    for read in (graphml, gexf):
        assert set(read) == set(network)
        assert read.number_of_edges() == network.number_of_edges()
    edges = {(a, b, d["label"]) for a, b, d in graphml.edges(data=True)}
    assert edges == {(a, b, d["label"].replace("\x0b", "\ufffd")) for a, b, d in network.edges(data=True)}
    assert {d["event"] for _, _, d in gexf.edges(data=True)} == {d["type"] for _, _, d in network.edges(data=True)}
    assert {d["start_char"] for _, _, d in gexf.edges(data=True)} == {
        d["start_char"] for _, _, d in network.edges(data=True)
    }


def test_neo4j_loses_nothing(sample_store: Store, tmp_path: Path) -> None:
    tables = {}
    for path in export(sample_store, "neo4j", tmp_path):
        tables[path.name] = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    ids = {row["id:ID"] for name in ("entities.csv", "articles.csv", "facts.csv") for row in tables[name]}
    links = tables["roles.csv"] + tables["links.csv"]
    assert {row[":START_ID"] for row in links} | {row[":END_ID"] for row in links} <= ids
    assert len(tables["facts.csv"]) == 15
    (killed,) = [row for row in tables["facts.csv"] if row[":LABEL"] == "Fact;Kill"]
    assert {(row[":TYPE"], row[":END_ID"]) for row in links if row[":START_ID"] == killed["id:ID"]} == {
        ("AGENT", UKRAINE),
        ("PATIENT", SOKOLOV),
        ("ATTRIBUTED_TO", UKRAINE),
        ("DERIVED_FROM", "https://kg.example/article/seed"),
    }
    assert (killed["status"], killed["start:int"], killed["end:int"]) == ("reported", "2465", "2526")


def test_neo4j_has_one_line_a_record(dirty_store: Store, tmp_path: Path) -> None:
    for path in export(dirty_store, "neo4j", tmp_path):
        text = path.read_text("utf-8")
        assert len(text.splitlines()) == len(list(csv.reader(io.StringIO(text))))
    (alpha,) = [line for line in (tmp_path / "entities.csv").read_text("utf-8").splitlines() if "Alpha" in line]
    assert next(csv.reader([alpha]))[2].split(";") == ["A, B"]


def test_followthemoney(sample_store: Store, tmp_path: Path) -> None:
    things = [json.loads(line) for line in write(sample_store, "ftm", tmp_path).read_text("utf-8").splitlines()]
    ids = {thing["id"]: thing["properties"].get("name", [""])[0] for thing in things}
    assert len(ids) == len(things)
    links = [thing["properties"] for thing in things if thing["schema"] == "UnknownLink"]
    shown = {(ids[p["subject"][0]], p["role"][0], ids[p["object"][0]], p["status"][0]) for p in links}
    assert ("Ukraine", "tuer", "Viktor Sokolov", "reported: Ukraine") in shown
    assert ("Russie", "frapper", "port d’Odessa", "reported: OTAN") in shown
    assert not [link for link in shown if link[1] in ("inviter", "rejoindre")], "denied and wished"
    assert all(p["proof"][0] in ids for p in links)


def test_followthemoney_finds_it_valid(sample_store: Store, dirty_store: Store, tmp_path: Path) -> None:
    if not FOLLOWTHEMONEY.is_dir():
        pytest.skip("needs followthemoney: make test installs it where Python has ICU (Debian: python3-icu)")
    stores = {"sample": sample_store, "dirty": dirty_store}
    paths = [export(store, "ftm", tmp_path / f"{name}.json")[0] for name, store in stores.items()]
    program = Path(__file__).with_name("followthemoney_check.py")
    command = [FOLLOWTHEMONEY / "bin" / "python", program, *paths]
    environment = os.environ | {"PYTHONPATH": str(FOLLOWTHEMONEY)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in paths)
    assert done.stdout == f"{lines} valid\n"


@pytest.mark.parametrize("kind", ["graphml", "gexf", "rdfxml", "ttl", "neo4j", "ftm"])
def test_what_cannot_be_written_is_shown_so(kind: str, dirty_store: Store, tmp_path: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in export(dirty_store, kind, tmp_path / "x"))
    assert ("\ufffd" in text or "&#65533;" in text) == (kind not in ("ttl", "neo4j"))


def test_errors(sample_store: Store, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="choose one of ttl, trig"):
        export(sample_store, "zip", tmp_path / "x")
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be written"):
        export(sample_store, "ttl", tmp_path / "file" / "x")
