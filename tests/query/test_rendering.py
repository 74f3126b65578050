"""Answers in the formats of the W3C, read back by their own readers."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store, parse_query_results
from rdflib.query import Result

from kg.errors import ConfigError
from kg.query import answer, render

SELECT = "SELECT DISTINCT ?s ?label ?absent { ?s a kg:Country ; rdfs:label ?label } ORDER BY ?label"
CONSTRUCT = "CONSTRUCT { ?s rdfs:label ?l } { ?s a kg:Country ; rdfs:label ?l }"
COUNTRIES = ["France", "Lituanie", "Pologne", "Royaume-Uni", "Russie", "Ukraine"]


@pytest.mark.parametrize("kind", ["json", "xml", "tsv", "csv"])
def test_rdflib_reads_select(kind: str, sample_store: Store) -> None:
    text = render(answer(sample_store, SELECT), kind)
    read = Result.parse(io.BytesIO(text.encode()), format=kind)
    assert read.vars is not None
    assert [str(variable) for variable in read.vars] == ["s", "label", "absent"]
    assert [str(row[1]) for row in read] == COUNTRIES  # type: ignore[index]


def test_pyoxigraph_reads_json(sample_store: Store) -> None:
    results = parse_query_results(render(answer(sample_store, SELECT), "json").encode(), QueryResultsFormat.JSON)
    assert isinstance(results, QuerySolutions)
    assert [solution["label"].value for solution in results] == COUNTRIES
    assert json.loads(render(answer(sample_store, "ASK { ?s a kg:Fact }"), "json"))["boolean"] is True


def test_csv_is_one_line_a_row(sample_store: Store) -> None:
    rows = list(csv.reader(io.StringIO(render(answer(sample_store, SELECT), "csv"))))
    assert rows[0] == ["s", "label", "absent"]
    assert rows[1] == ["https://kg.example/entity/France", "France", ""]


@pytest.mark.parametrize(("kind", "reader"), [("ttl", "turtle"), ("nt", "nt"), ("json", "json-ld")])
def test_construct_is_rdf_in_order(kind: str, reader: str, sample_store: Store) -> None:
    text = render(answer(sample_store, CONSTRUCT), kind)
    assert len(rdflib.Graph().parse(data=text, format=reader)) == 6
    assert text == render(answer(sample_store, CONSTRUCT), kind)


@pytest.mark.parametrize(("query", "kind"), [(SELECT, "ttl"), (CONSTRUCT, "csv"), (SELECT, "zip"), ("ASK { }", "nt")])
def test_formats_that_do_not_fit(query: str, kind: str, sample_store: Store) -> None:
    with pytest.raises(ConfigError, match="--format"):
        render(answer(sample_store, query), kind)
