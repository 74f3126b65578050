"""Short trainings on the samples: what comes out is the same every time, and fits the pipeline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.analysis import load_pipeline
from kg.assembly import META, WEIGHTS
from kg.errors import ConfigError
from kg.training.cli import app
from kg.training.run import Choices, Sources, train_weights

DATA = Path(__file__).parent / "data"


def run(what: str, out: Path, *options: str) -> dict[str, Any]:
    arguments = [what, "--data", str(DATA), "--from", "fr_core_news_md", "--steps", "2", "--out", str(out), *options]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    meta: dict[str, Any] = json.loads((out / META).read_text("utf-8"))
    assert result.output.rstrip().endswith(meta["weights"]["sha256"])
    return meta


def test_same_seed_same_weights_and_another_seed_others(tmp_path: Path) -> None:
    first, again = (run("parser", tmp_path / name) for name in ("first", "again"))
    other = run("parser", tmp_path / "other", "--seed", "2")
    assert first == again
    assert (tmp_path / "first" / WEIGHTS).read_bytes() == (tmp_path / "again" / WEIGHTS).read_bytes()
    assert first["weights"]["sha256"] != other["weights"]["sha256"]
    report = first["parts"]["parser"]
    assert [source["file"] for source in report["data"]] == ["sample.conllu"]
    assert (report["trained_on"], report["held_out"]) == (4, {"sample.conllu": 1})
    assert set(report["after"]["sample.conllu"]) == {"uas", "las", "core"}
    assert sorted(path.name for path in (tmp_path / "first").iterdir()) == [META, WEIGHTS]


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
