"""``kg story`` as people call it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.story.conftest import newsroom as newsroom


def run_kg(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_table(newsroom: Path) -> None:
    done = run_kg("story", "Kaboul", newsroom)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "attentat – tuer – 34 personnes · 2024-03-11 · Kaboul"
    assert lines[1].startswith("3 independent sources in 3 articles, since 2024-03-12 · https://kg.example/event/")
    assert any(line.startswith("numbers disagree: ") and "33 morts (police)" in line for line in lines)
    assert any("« " in line and "police" in line for line in lines)


def test_file(newsroom: Path, tmp_path: Path) -> None:
    done = run_kg("story", "Jeanne Lemoine", newsroom, "--format", "html", "-o", tmp_path / "deep" / "story.html")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path}/deep/story.html: 2 events\n"), done.stderr
    assert "Jeanne Lemoine" in (tmp_path / "deep" / "story.html").read_text("utf-8")


def test_ledger_of_events(newsroom: Path) -> None:
    done = run_kg("merges", "list", "--store", newsroom, "--of", "events", "--judgement", "same")
    lines = done.stdout.splitlines()
    assert len(lines) >= 4
    assert all(" same (" in line and " / " in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Jeanne Lemoin", "STORE"), "near: jeanne lemoine"),
        (("Jeanne Lemoine", "STORE", "--format", "pdf"), "choose one of table, json, csv, html, turtle"),
        (("Jeanne Lemoine", "STORE", "-o", "/proc/nowhere/story.txt"), "cannot be written"),
    ],
)
def test_errors(newsroom: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run_kg("story", *(str(newsroom) if a == "STORE" else a for a in arguments))
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_no_parser_is_loaded(newsroom: Path) -> None:
    code = (
        "import sys; from kg.cli import run\n"
        f"assert run(['story', 'Kaboul', {str(newsroom)!r}, '-f', 'html']) == 0\n"
        "assert not {'spacy', 'thinc', 'datasketch', 'scipy'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
