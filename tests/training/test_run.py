"""Short trainings on the samples: what comes out is the same every time, and fits the pipeline."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kg.analysis import load_pipeline
from kg.assembly import META, WEIGHTS
from kg.cli import PROGRAM
from kg.errors import ConfigError
from kg.training.run import PARSER, Choices, Sources, configure, train_weights

DATA = Path(__file__).parent / "data"


def run(what: str, out: Path, *options: str) -> dict[str, Any]:
    arguments = [what, "--data", str(DATA), "--from", "fr_core_news_md", "--steps", "2", "--out", str(out), *options]
    printed = io.StringIO()
    with redirect_stdout(printed):
        PROGRAM("kg", ["train", *arguments])
    meta: dict[str, Any] = json.loads((out / META).read_text("utf-8"))
    assert printed.getvalue().rstrip().endswith(meta["weights"]["sha256"])
    return meta


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Parser and names, trained by one command."""
    out = tmp_path_factory.mktemp("trained")
    run("all", out)
    return out


def test_same_seed_same_weights_even_when_one_part_is_trained_after_the_other(trained: Path, tmp_path: Path) -> None:
    run("parser", tmp_path)
    run("ner", tmp_path)
    assert (tmp_path / META).read_bytes() == (trained / META).read_bytes()
    assert (tmp_path / WEIGHTS).read_bytes() == (trained / WEIGHTS).read_bytes()
    with pytest.raises(ConfigError, match=r"its weights were trained with seed 1, not 2"):
        run("ner", tmp_path, "--seed", "2")


def test_what_was_done_is_written_down(trained: Path) -> None:
    meta = json.loads((trained / META).read_text("utf-8"))
    assert sorted(path.name for path in trained.iterdir()) == [META, WEIGHTS]
    assert set(meta["parts"]) == {"parser", "ner"}
    report = meta["parts"]["parser"]
    assert [source["file"] for source in report["data"]] == ["sample.conllu"]
    assert (report["trained_on"], report["held_out"]) == (4, {"sample.conllu": 1})
    assert set(report["after"]["sample.conllu"]) == {"uas", "las", "core"}


def test_another_seed_gives_other_weights(trained: Path, tmp_path: Path) -> None:
    other = run("parser", tmp_path, "--seed", "2")
    with np.load(trained / WEIGHTS) as first, np.load(tmp_path / WEIGHTS) as second:
        changed = {key.split("/")[0] for key in first if not np.array_equal(first[key], second[key])}
    assert changed >= {"tok2vec", "morphologizer", "parser"}
    assert other["seed"] == 2


def test_trained_names_load_with_the_parser_they_started_from(tmp_path: Path) -> None:
    meta = run("ner", tmp_path, "--everything")
    assert meta["parts"]["ner"]["held_out"] == {"sample.jsonl": 1}
    assert set(meta["parts"]["ner"]["after"]["sample.jsonl"]) == {"PER", "LOC", "ORG", "all"}
    own, stock = load_pipeline("fr", str(tmp_path)), load_pipeline("fr", "fr_core_news_md")
    text = "Le ministre a rencontré la présidente à Kiev."
    assert [t.dep_ for t in own(text)] == [t.dep_ for t in stock(text)]
    assert [e.text for e in own(text).ents] == ["Kiev"]


def test_without_data_nothing_is_trained(tmp_path: Path) -> None:
    sources = Sources(data=(DATA / "sample.jsonl",))
    with pytest.raises(ConfigError, match=r"--data: 0 documents .*\.conllu"):
        train_weights(("parser",), sources, tmp_path, Choices(start="fr_core_news_md"))


def test_changes_go_into_the_configuration(tmp_path: Path) -> None:
    usual = configure(PARSER, tmp_path, Choices(seed=7, steps=50))
    changed = configure(PARSER, tmp_path, Choices(), {"training.dropout": 0.5})
    assert (usual["training"]["max_steps"], usual["system"]["seed"]) == (50, 7)
    assert usual["training"]["dropout"] != changed["training"]["dropout"] == 0.5
    assert changed["training"]["optimizer"] == configure(PARSER, tmp_path, Choices())["training"]["optimizer"]
