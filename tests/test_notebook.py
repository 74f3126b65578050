"""The magic of notebooks, in a real IPython shell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from kg.document import Document
from kg.facts import Facts
from kg.graph import Graph

QUERY = "SELECT DISTINCT ?name WHERE { ?fact kg:agent ?who . ?who skos:prefLabel ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def shell(seed: Document, seed_facts: Facts) -> Any:
    shell: Any = InteractiveShell()  # type: ignore[no-untyped-call]
    shell.run_line_magic("load_ext", "kg.notebook")
    shell.user_ns["graph"] = Graph((seed,), (seed_facts,))
    return shell


def test_a_cell_is_a_table(shell: Any) -> None:
    table = shell.run_cell_magic("sparql", "", QUERY)
    assert isinstance(table, pd.DataFrame)
    assert "Jens Stoltenberg" in list(table["name"])
    assert len(shell.run_cell_magic("sparql", "graph --limit 2", QUERY)) == 2
    assert shell.run_cell_magic("sparql", "--out found", "ASK { ?fact a kg:Fact }") is None
    assert shell.user_ns["found"] is True


def test_amounts_are_not_set_as_mathematics(shell: Any, seed_facts: Facts) -> None:
    table = pd.DataFrame([["de 2 $ à 5 $"]])._repr_html_()  # type: ignore[operator]
    for html in (table, seed_facts.entities[0]._repr_html_(), seed_facts.facts[0]._repr_html_()):
        assert "mathjax_ignore" in html


def test_a_file_is_read(shell: Any, tmp_path: Path) -> None:
    path = tmp_path / "a graph.trig"
    path.write_text(shell.user_ns["graph"].to_trig(), "utf-8")
    assert len(shell.run_cell_magic("sparql", f"'{path}'", QUERY)) == len(shell.run_cell_magic("sparql", "", QUERY))


@pytest.mark.parametrize(("line", "query", "message"), [
    ("absent", QUERY, "no variable 'absent'"),
    ("--limit many", QUERY, "invalid int value"),
    ("'unclosed", QUERY, "close the quotation mark"),
    ("number", QUERY, "number is a int, not a graph"),
    ("./absent.trig", QUERY, "absent.trig"),
    ("", "SELECT nonsense", "SPARQL"),
])  # fmt: skip
def test_what_is_wrong_is_said(
    shell: Any, line: str, query: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.user_ns["number"] = 3
    done = shell.run_cell(f"%%sparql {line}\n{query}")
    assert done.error_in_exec is not None
    assert message in str(done.error_in_exec)
