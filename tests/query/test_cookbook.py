"""The cookbook and the sample graph are what the queries and the hand-written facts give now."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import Graph
from kg.query import load_queries
from tests.query.cookbook import HEAD, PAGE, write_page


def test_the_sample_is_current(sample_graph: Graph, seed_path: Path) -> None:
    written = (seed_path.parent / "sample.trig").read_text("utf-8")
    assert written == sample_graph.to_trig(), "run make cookbook"


def test_the_sample_conforms(sample_graph: Graph) -> None:
    sample_graph.validate()


def test_the_cookbook_is_current() -> None:
    assert PAGE.read_text("utf-8") == write_page(), "run make cookbook"


@pytest.mark.parametrize("name", load_queries())
def test_every_query_has_a_recipe_with_an_answer(name: str) -> None:
    page = PAGE.read_text("utf-8").removeprefix(HEAD)
    (recipe,) = [
        part for part in page.split("\n## ") if part.removeprefix("\n## ").startswith((f"{name}\n", f"## {name}\n"))
    ]
    answer = recipe.rstrip().rsplit("```\n\n", 1)[-1]
    assert len(answer.splitlines()) > 2 or "<" in answer
