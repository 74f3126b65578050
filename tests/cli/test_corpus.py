"""A store as a user meets it: built, looked at, corrected, with a command each."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

MEETING = "Jens Stoltenberg a rencontré Volodymyr Zelensky à Kiev. La Russie accuse l'Ukraine."
VISIT = "Le ministre français de la Défense, Sébastien Lecornu, a visité Kiev jeudi 28 septembre 2023."
ENGLISH = "The minister met the president in Paris on Monday and spoke about the long war in Ukraine."


def run_kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A store of two articles, made of a table with a field map that also holds two that cannot be read."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = [{"id": "rencontre", "corps": MEETING}, {"id": "visite", "corps": VISIT}, {"corps": ENGLISH}, {"id": "sans"}]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    options = ("--store", folder / "store", "--jobs", "1", "--field", "text=corps", "--publisher", "Le Journal")
    return folder / "store", run_kg("build", folder / "news.jsonl", *options)


def test_build_says_what_became_of_each(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    store, done = built
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == (
        "2 new, 0 changed, 0 unchanged, 1 could not be read, 1 in another language, skipped"
    )
    assert re.fullmatch(rf"{store}: 2 articles, \d+ facts, \d+ quads", done.stdout.splitlines()[1])
    lines = done.stderr.splitlines()
    assert len(lines) == 2, done.stderr
    assert "news.jsonl, line 4: no text in the field 'corps'" in lines[0]
    assert "news.jsonl, line 3: the text looks like 'en'" in lines[1]


def test_store_is_looked_at(built: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    store, _ = built
    assert run_kg("store", "articles", store).stdout.split() == ["rencontre", "visite"]
    status = run_kg("store", "status", store).stdout
    assert re.search(r"^articles +2$", status, re.MULTILINE)
    assert re.search(r"^index +up to date$", status, re.MULTILINE)
    assert re.search(r"^writer +none$", status, re.MULTILINE)
    assert re.search(r": sound, \d+ quads", run_kg("store", "check", store, "--shapes").stdout)
    done = run_kg("view", "claims", store, "-o", tmp_path / "claims.html")
    assert done.returncode == 0, done.stderr
    assert "Stoltenberg" in (tmp_path / "claims.html").read_text("utf-8")


def test_merges_and_removal(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    store, _ = built
    assert "the judgements stand in ledger.csv" in run_kg("merges", "find", "--store", store).stdout
    assert run_kg("merges", "list", "--store", store).returncode == 0
    done = run_kg("merges", "undo", "absent", "--store", store)
    assert (done.returncode, "no decision 'absent'" in done.stderr) == (1, True)
    done = run_kg("remove", "absente", "--store", store)
    assert (done.returncode, "no article 'absente'" in done.stderr) == (1, True)
    assert run_kg("remove", "visite", "--store", store).stdout == f"{store}: took out 1 articles\n"
    assert run_kg("store", "articles", store).stdout.split() == ["rencontre"]
    assert run_kg("store", "rebuild", store).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "a.txt", "--jobs", "2"], 2, "belong to --store DIR"),
        (["build", "a.txt", "--store", "s", "--output", "o"], 2, "takes the place of --output"),
        (["build", "a.txt", "--store", "s", "--engine", "spark"], 2, "choose one of processes, serial, dask"),
        (["build", "a.txt", "--store", "s", "--field", "corps=text"], 2, "fields of kg are text"),
        (["store", "status", "absent"], 3, "holds no store"),
        (["remove", "x", "--store", "absent"], 3, "holds no store"),
        (["push", "absent.nq", "--to", "localhost"], 2, "no address of a server"),
    ],
)
def test_wrong_use(arguments: list[str], code: int, message: str, tmp_path: Path) -> None:
    places = [str(tmp_path / a) if a in ("s", "o", "absent", "a.txt") else a for a in arguments]
    done = run_kg(*places)
    assert done.returncode == code, done.stderr
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
