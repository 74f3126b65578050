"""The contract of every engine: the same quads, and no article lost or doubled when a worker dies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import Quad

import kg
from kg.errors import ConfigError
from kg.jobs import ENGINES, Failure, Outcome
from kg.jobs.engines import Crew, start_engine
from kg.store import open_store
from kg.store.corpus import check_store
from tests.jobs.conftest import sentence

JOBS = {"serial": 1}


def build(store: Path, *articles: Path, engine: str, model: str | None = None) -> tuple[Outcome, list[Failure]]:
    failures: list[Failure] = []
    jobs = JOBS.get(engine, 2)
    outcome = kg.build_store(*articles, store=store, jobs=jobs, engine=engine, model=model, on_failure=failures.append)
    return outcome, failures


@pytest.mark.parametrize("engine", ENGINES)
def test_same_quads_as_reading_one_by_one(engine: str, articles: Path, expected: set[Quad], tmp_path: Path) -> None:
    outcome, failures = build(tmp_path / "store", articles, engine=engine)
    assert (outcome.new, outcome.articles, failures) == (12, 12, [])
    assert set(open_store(tmp_path / "store")) == expected
    assert check_store(tmp_path / "store") == len(expected) == outcome.quads


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "serial"])
def test_killed_worker_loses_nothing_and_poison_is_set_apart(
    engine: str, articles: Path, expected: set[Quad], deadly: str, tmp_path: Path
) -> None:
    mixed = shutil.copytree(articles, tmp_path / "mixed")
    (mixed / "article-002.txt").write_text(f"Accident. {sentence(2)}", "utf-8")
    (mixed / "article-009.txt").write_text(f"Poison. {sentence(9)}", "utf-8")
    outcome, failures = build(tmp_path / "store", mixed, engine=engine, model=deadly)
    assert (tmp_path / "accident").exists()
    assert (outcome.new, outcome.articles, outcome.quarantined) == (11, 11, ("article-009",))
    assert [(failure.name, failure.kind) for failure in failures] == [("article-009", "fatal")]
    changed = {f"<https://kg.example/article/article-{number}>" for number in ("002", "009")}
    found = set(open_store(tmp_path / "store"))
    assert {quad for quad in found if str(quad.graph_name) not in changed} == {
        quad for quad in expected if str(quad.graph_name) not in changed
    }
    assert check_store(tmp_path / "store") == outcome.quads
    again, failures = build(tmp_path / "store", mixed, engine=engine, model=deadly)
    assert (again.unchanged, again.quarantined, failures) == (11, ("article-009",), [])


@pytest.mark.parametrize(
    ("engine", "crew", "message"),
    [
        ("spark", Crew(1), "choose one of processes, serial, dask"),
        ("processes", Crew(0), "give 1 or more"),
        ("processes", Crew(1, "tcp://localhost:1"), "belongs to --engine dask"),
        ("serial", Crew(2), "one task at a time"),
        ("dask", Crew(1, "tcp://127.0.0.1:1"), "no Dask scheduler answers"),
    ],
)
def test_crews_that_do_not_fit(engine: str, crew: Crew, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        start_engine(engine, crew)
