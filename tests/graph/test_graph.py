"""Graph: records, tables, networks and queries say what the facts say."""

from __future__ import annotations

import importlib.util
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from kg.document import Document, Metadata, make_document
from kg.errors import ConfigError, ShapeViolation
from kg.facts import Entity, Facts, Span
from kg.graph import Graph
from kg.iris import ENTITY, FACT

FACT_KEYS = [
    "record",
    "document",
    "id",
    "type",
    "predicate",
    "subject",
    "object",
    "roles",
    "content",
    "attributed_to",
    "polarity",
    "modality",
    "evidence",
]
ENTITY_KEYS = ["record", "document", "id", "type", "name", "names", "same_as"]


@pytest.fixture(scope="module")
def graph(seed: Document, seed_facts: Facts) -> Graph:
    return Graph((seed,), (seed_facts,))


@pytest.fixture(scope="module")
def two(graph: Graph) -> Graph:
    """The sample article and another that names one of the same entities."""
    text = "Jens Stoltenberg a rencontré le secrétaire général des Nations unies. " * 3
    document = make_document("autre", text, Metadata(language="fr"))
    model = graph.facts[0]
    span = Span(0, len("Jens Stoltenberg a rencontré"))
    fact = replace(
        model,
        id=FACT + "autre/rencontrer-00000000",
        patients=(),
        arguments=(),
        provenance=replace(model.provenance, evidence=span, cue=span),
    )
    entity = Entity(
        ENTITY + "Jens_Stoltenberg",
        "Person",
        "Jens Stoltenberg",
        ("Jens Stoltenberg", "M. Stoltenberg"),
        (),
        None,
        ("http://www.wikidata.org/entity/Q315583",),
        True,
    )
    return Graph((*graph.documents, document), (*graph.statements, Facts("autre", (entity,), (fact,))))


def records(graph: Graph, kind: str) -> list[dict[str, Any]]:
    return [r for r in graph.to_records() if r["record"] == kind]


def test_records_have_the_documented_form(graph: Graph) -> None:
    for record in records(graph, "entity"):
        assert list(record) == ENTITY_KEYS
    for record in records(graph, "fact"):
        assert list(record) == FACT_KEYS
    meeting = records(graph, "fact")[0]
    assert meeting == {
        "record": "fact",
        "document": "seed",
        "id": graph.facts[0].id,
        "type": "Meet",
        "predicate": "rencontrer",
        "subject": {"id": ENTITY + "Jens_Stoltenberg", "text": "Jens Stoltenberg"},
        "object": {"id": ENTITY + "Volodymyr_Zelensky", "text": "Volodymyr Zelensky"},
        "roles": [
            {"role": "time", "id": None, "text": "jeudi", "value": "2023-09-28"},
            {"role": "topic", "id": None, "text": "état de la guerre"},
        ],
        "content": [],
        "attributed_to": [],
        "polarity": "positive",
        "modality": "actual",
        "evidence": {"start": 50, "end": 108},
    }


def test_records_one_a_pair_with_one_id(graph: Graph) -> None:
    supplies = [r for r in records(graph, "fact") if r["object"] == {"id": None, "text": "Missiles Storm Shadow"}]
    assert [r["subject"]["text"] for r in supplies] == ["Royaume-Uni", "France"]
    assert len({r["id"] for r in supplies}) == 1


def test_records_name_pronouns_amounts_and_speakers(graph: Graph) -> None:
    by_type = {r["type"]: r for r in records(graph, "fact")}
    assert by_type["Say"]["subject"] == {"id": ENTITY + "Ukraine", "text": "Ukraine"}
    assert by_type["Say"]["object"] is None
    assert by_type["Say"]["content"] == [by_type["Kill"]["id"]]
    assert by_type["Kill"]["attributed_to"] == [{"id": ENTITY + "Ukraine", "text": "Ukraine"}]
    assert by_type["Invite"]["polarity"] == "negative"
    assert by_type["Join"]["modality"] == "intended"
    amount = next(role for role in by_type["Supply"]["roles"] if role["role"] == "quantity")
    assert amount["value"] == {"number": 2.4e9, "unit": "EUR"}
    assert amount["text"] == "2,4 milliards d’euros"


def test_facts_file_is_json_lines(graph: Graph) -> None:
    lines = graph.serialize("facts").splitlines()
    assert [json.loads(line) for line in lines] == graph.to_records()
    assert "é" in lines[-1] or "Jens" in lines[0]


def test_network(graph: Graph) -> None:
    network = graph.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    fact = graph.facts[5]
    edge = network.edges[ENTITY + "Ukraine", ENTITY + "Viktor_Sokolov", fact.id]
    assert edge["label"] == "tuer"
    assert edge["type"] == "Kill"
    assert edge["status"] == "reported"
    assert edge["speaker"] == "Ukraine"
    assert edge["evidence"] == "avoir tué le commandant de la flotte, l’amiral Viktor Sokolov"
    assert network.number_of_edges() == sum(
        r["subject"] is not None and r["object"] is not None for r in records(graph, "fact")
    )
    assert network.nodes[ENTITY + "Jens_Stoltenberg"]["type"] == "Person"
    assert network.nodes[ENTITY + "seed/Missiles_Storm_Shadow"]["label"] == "Missiles Storm Shadow"
    assert network.nodes[ENTITY + "Ukraine"]["alone"] == "affirmer [asserted]"


@pytest.mark.parametrize("write", [nx.write_graphml, nx.write_gexf])
def test_network_can_be_exported(graph: Graph, write: Any) -> None:
    target = io.BytesIO()
    write(graph.to_networkx(), target)
    assert "Jens Stoltenberg" in target.getvalue().decode("utf-8")


def test_table(graph: Graph) -> None:
    table = graph.to_dataframe()
    assert len(table) == len(records(graph, "fact"))
    meeting = table.iloc[0]
    assert (meeting["subject"], meeting["predicate"], meeting["object"]) == (
        "Jens Stoltenberg",
        "rencontrer",
        "Volodymyr Zelensky",
    )
    assert meeting["time"] == "jeudi"
    assert meeting["earliest"] == pd.Timestamp("2023-09-28")
    assert meeting["evidence"] == "Jens Stoltenberg rencontré le président Volodymyr Zelensky"
    assert set(table["status"]) == {"asserted", "reported", "denied", "unreal"}
    assert set(zip(table["amount"].dropna(), table["unit"][table["amount"].notna()], strict=True)) == {(2.4e9, "EUR")}
    assert not table.drop(columns=["earliest", "latest", "amount"]).isna().any(axis=None)


def test_empty_graph_has_all_columns(graph: Graph) -> None:
    empty = Graph((), ())
    assert list(empty.to_dataframe().columns) == list(graph.to_dataframe().columns)
    assert empty.to_records() == []
    assert empty.to_nquads().strip() == ""
    empty.validate()


def test_sparql(graph: Graph) -> None:
    table = graph.sparql("SELECT ?who ?whom WHERE { ?who kg:accuses ?whom }")
    assert isinstance(table, pd.DataFrame)
    assert table.to_dict("records") == [
        {"who": ENTITY + "Russie", "whom": ENTITY + "seed/alliés_occidentaux_de_l_Ukraine"}
    ]
    assert graph.sparql("ASK { entity:Ukraine kg:kills ?x }") is False
    assert graph.sparql("ASK { entity:Ukraine said:kills ?x }") is True
    turtle = graph.sparql("CONSTRUCT WHERE { ?x kg:meets ?y }")
    assert isinstance(turtle, str)
    assert "entity:Jens_Stoltenberg kg:meets entity:Volodymyr_Zelensky ." in turtle
    with pytest.raises(ConfigError, match="SPARQL"):
        graph.sparql("SELECT WHERE")


def test_articles_are_merged_by_iri(two: Graph) -> None:
    stoltenberg = next(e for e in two.entities if e.id == ENTITY + "Jens_Stoltenberg")
    assert stoltenberg.names == ("Jens Stoltenberg", "Stoltenberg", "secrétaire général de l’OTAN", "M. Stoltenberg")
    assert stoltenberg.same_as == ("http://www.wikidata.org/entity/Q315583",)
    assert len({e.id for e in two.entities}) == len(two.entities)
    assert {r["document"] for r in two.to_records()} == {"seed", "autre"}
    graphs = {str(q.graph_name) for q in two.quads}
    assert graphs == {"<https://kg.example/article/seed>", "<https://kg.example/article/autre>"}
    two.validate()


def test_one_article_of_several(two: Graph, graph: Graph) -> None:
    assert two.article("seed").to_turtle() == graph.to_turtle()
    assert two.article("seed").to_records() + two.article("autre").to_records() == two.to_records()
    with pytest.raises(KeyError):
        two.article("absent")


def test_validate_checks_the_quotations(graph: Graph, seed: Document) -> None:
    moved = replace(seed, text="x" + seed.text)
    broken = Graph((seed,), graph.statements)
    broken.__dict__["quads"] = graph.quads
    broken.validate()
    other = Graph((moved,), graph.statements)
    other.__dict__["quads"] = graph.quads
    with pytest.raises(ShapeViolation, match="another version"):
        other.validate()


def test_documents_and_facts_must_belong_together(seed: Document, seed_facts: Facts) -> None:
    with pytest.raises(ValueError, match="do not go with"):
        Graph((seed,), ())
    with pytest.raises(ValueError, match="same name"):
        Graph((seed, seed), (seed_facts, seed_facts))


def test_documentation_shows_what_is_written(graph: Graph) -> None:
    import pyoxigraph as ox

    page = (Path(__file__).parents[2] / "ontologies" / "README.md").read_text("utf-8")
    example = page.split("```turtle\n")[1].split("```")[0]
    shown = {str(q.triple) for q in ox.parse(example, format=ox.RdfFormat.TURTLE)}
    written = {str(q.triple) for q in graph.quads}
    assert len(shown) > 40
    assert shown <= written


def test_no_parser_is_needed() -> None:
    assert importlib.util.find_spec("spacy") is not None
    import subprocess
    import sys

    script = "import sys, kg.graph, kg.rdf.validation; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
