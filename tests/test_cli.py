"""The command line as a user meets it: run in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.config import FORMATS, SUFFIXES

FRENCH = "Le ministre français de la Défense, Sébastien Lecornu, a visité Kiev jeudi 28 septembre 2023."
MEETING = "Jens Stoltenberg a rencontré Volodymyr Zelensky à Kiev. La Russie accuse l'Ukraine."


def run_kg(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, cwd=cwd, capture_output=True, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """One call with two good articles and every kind of bad one."""
    folder = tmp_path_factory.mktemp("articles")
    good = {"lecornu.txt": FRENCH.encode(), "rencontre.txt": MEETING.encode()}
    bad = {
        "vide.txt": b"",
        "image.txt": b"\x89PNG\r\n\x1a\n\0\0",
        "latin.txt": "L'été à la mer, dit-il.".encode("latin-1"),
        "grand.txt": b"mot " * 5_000_000,
        "anglais.txt": b"The minister met the president in Paris on Monday and spoke about the long war in Ukraine.",
    }
    for name, content in (good | bad).items():
        (folder / name).write_bytes(content)
    (folder / "rencontre.meta.toml").write_text('publisher = "Le Quotidien"\n', "utf-8")
    paths = [folder / name for name in (*bad, "absent.txt", *good)]
    return folder, run_kg("build", *paths, "--output", folder / "out", "--published", "2023-09-29")


def test_good_articles_are_built_beside_bad_ones(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = built
    assert done.returncode == 1
    names = {f"{name}{SUFFIXES[kind]}" for name in ("lecornu", "rencontre", "all") for kind in FORMATS}
    assert {path.name for path in (folder / "out").iterdir()} == names | {"index.html", "views"}


def test_each_bad_article_has_one_clear_line(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = built
    lines = done.stderr.splitlines()
    for name, what in {
        "vide.txt": "is empty",
        "image.txt": "PNG image",
        "latin.txt": "line 1: not UTF-8",
        "grand.txt": "larger than",
        "anglais.txt": "looks like 'en'",
        "absent.txt": "No such file",
    }.items():
        (line,) = [line for line in lines if str(folder / name) in line]
        assert what in line
    assert lines[-1] == "6 of 8 articles could not be built."
    assert len(lines) == 7
    assert "Traceback" not in done.stderr


def test_summary_says_what_was_found_and_what_to_open(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = built
    assert re.search(r"lecornu, rencontre: \d+ facts \(\d+ asserted", done.stdout)
    assert "Jens Stoltenberg – rencontrer – Volodymyr Zelensky" in done.stdout
    assert f"Open {folder / 'out' / 'all'}.html in a browser; " in done.stdout
    assert f"{folder / 'out' / 'index'}.html links every view." in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_metadata_from_options_and_sidecar(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    text = (built[0] / "out" / "rencontre.ttl").read_text("utf-8")
    assert "2023-09-29" in text
    assert "Le Quotidien" in text


def test_explain(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out = built[0] / "out"
    records = [json.loads(line) for line in (out / "rencontre.facts.jsonl").read_text("utf-8").splitlines()]
    (fact,) = {r["id"] for r in records if r["record"] == "fact" and r["predicate"] == "rencontrer"}
    for identifier, source in ((fact, out), (fact.removeprefix("https://kg.example/fact/"), out / "all.trig")):
        done = run_kg("explain", identifier, "--in", source)
        assert (done.returncode, done.stderr) == (0, "")
        for part in (fact, "Meet", "asserted", "Jens Stoltenberg a rencontré Volodymyr Zelensky", "cue", "rule"):
            assert part in done.stdout


def test_explain_errors(built: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    out = built[0] / "out"
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .\n", "utf-8")
    for arguments, message in (
        (("nothing", "--in", out), "no fact 'nothing'"),
        (("x", "--in", tmp_path / "absent.trig"), "cannot be read"),
        (("x", "--in", broken), "line 1: not valid RDF"),
        (("x", "--in", out / "all.html"), "not an RDF file"),
    ):
        done = run_kg("explain", *arguments)
        assert done.returncode == 1
        assert message in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_standard_input(tmp_path: Path) -> None:
    done = run_kg("build", "-", "--format", "nq", "-o", tmp_path, "-q", stdin=MEETING.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["stdin.nq"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build"], 2, "arguments are required: ARTICLE"),
        (["unbuild"], 2, "no such command 'unbuild'; did you mean 'build'"),
        (["build", "a.txt", "--format"], 2, "expected one argument; kg build --help"),
        (["build", "a.txt", "--jobs", "0"], 2, "'0' is no whole number of at least 1"),
        (["stats", "a.trig", "--colour"], 2, "unrecognized arguments: --colour"),
        (["build", "a.txt", "--format", "zip"], 2, "unknown zip; choose among ttl,trig"),
        (["build", "a.txt", "--published", "hier"], 2, "write a date as YYYY-MM-DD"),
        (["build", "a.txt", "--url", "javascript:alert(1)"], 2, "begins with https://"),
        (["build", "absent.txt"], 1, "absent.txt: cannot be read"),
        (["check", "--model", "absent_model"], 3, "pip install absent-model"),
        (["build", "seed.txt", "--model", "absent_model"], 3, "pip install absent-model"),
        (["check", "--language", "xx"], 3, "'xx'"),
    ],
)
def test_exit_codes(arguments: list[str], code: int, message: str, seed_path: Path) -> None:
    done = run_kg(*arguments, cwd=seed_path.parent)
    assert done.returncode == code
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_folder_that_cannot_be_written(tmp_path: Path, seed_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = run_kg("build", seed_path, "-o", tmp_path / "file")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["query"], ["store"], ["store", "status"]])
def test_help(command: list[str]) -> None:
    done = run_kg(*command, "--help")
    assert done.returncode == 0
    assert " ".join(["Usage: kg", *command]) in done.stdout
    if command in ([], ["build"]):
        assert "Exit codes: 0 all done" in done.stdout
    if command == ["build"]:
        assert "kg build articles/*.txt --output graphs" in done.stdout


def test_version() -> None:
    assert run_kg("--version").stdout == f"kg {kg.__version__}\n"


def test_an_output_that_is_too_narrow_for_the_text() -> None:
    command = [sys.executable, "-m", "kg.cli", "query", "--list"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 2
    assert done.stderr == "kg: '\\xb7' cannot be printed in ascii; set PYTHONIOENCODING=utf-8.\n"


def test_what_reads_the_answer_may_stop_reading() -> None:
    command = f"{sys.executable} -m kg.cli query --list | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("active-pairs: ")
    assert done.stderr == ""


def test_check() -> None:
    done = run_kg("check")
    assert done.returncode == 0
    assert re.search(r"sheets: sound, \d+ event types", done.stdout)
    assert re.search(r"model: fr_\w+ [\d.]+ has the labels", done.stdout)


def test_ontology(tmp_path: Path) -> None:
    done = run_kg("ontology", "-o", tmp_path)
    assert done.returncode == 0
    assert done.stdout.split() == sorted(str(path) for path in tmp_path.iterdir())
    assert (tmp_path / "kg.ttl").stat().st_size > 1000


def test_hostile_text_steers_no_terminal(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Jean \x1b[31mDupont a rencontré Marie\x07 [bold]Durand[/bold].", "utf-8")
    done = run_kg("build", article, "-o", tmp_path / "out", "-f", "ttl")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


def test_query(tmp_path: Path, seed_path: Path) -> None:
    sample = seed_path.parent / "sample.trig"
    done = run_kg("query", "--list")
    assert (done.returncode, done.stderr) == (0, "")
    assert "who-said: Who said what about whom? · Qui a dit quoi de qui ?" in done.stdout
    done = run_kg("query", "who-said", "--actor", "otan", "--in", sample)
    assert "Russie – frapper – port d’Odessa [rapporté]" in done.stdout
    assert done.stdout.endswith("2 rows\n")
    done = run_kg("query", "balance", "--actor=France", "--in", sample, "--format", "csv")
    assert done.stdout.splitlines()[-1] == "France,Ukraine,2,0,2"
    assert run_kg("query", "--actor", "France", "-fcsv", "--in", sample, "balance").stdout == done.stdout
    (tmp_path / "question.rq").write_text("SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a kg:Fact }", "utf-8")
    for question, stdin in ((tmp_path / "question.rq", b""), ("-", (tmp_path / "question.rq").read_bytes())):
        assert run_kg("query", question, "--in", sample, "-f", "csv", stdin=stdin).stdout == "n\n15\n"
    assert "kg:accuses" in run_kg("query", "CONSTRUCT WHERE { ?s kg:accuses ?o }", "--in", sample).stdout
    assert 'skos:prefLabel "OTAN"@fr' in run_kg("query", "DESCRIBE entity:OTAN", "--in", sample).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "no question"),
        (("who-sayd",), 2, "no named query, no file, no SPARQL"),
        (("absent.rq",), 1, "absent.rq: cannot be read"),
        (("who-said", "--actor", "Otann"), 2, "nothing is called so; near: otan"),
        (("who-said", "--actor"), 2, "--actor: needs a value"),
        (("who-said", "OTAN"), 2, "give parameters as --name value"),
        (("who-said", "--actor", "a", "--actor", "b"), 2, "given twice"),
        (("ASK { }", "--actor", "OTAN"), 2, "SPARQL takes no parameters"),
        (("SELECT * { ?s foo:a 1 }",), 2, "line 1, column 15: prefix 'foo:' is not known"),
        (("ASK { }", "--format", "ttl"), 2, "--format 'ttl'"),
        (("ASK { }", "--in", "absent"), 1, "absent: cannot be read (no such file or folder)"),
        (("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "--timeout", "0.5"), 1, "no answer in 0.5 s"),
        (("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.5"), 1, "no answer in 0.5 s"),
    ],
)
def test_query_errors(arguments: tuple[str, ...], code: int, message: str, seed_path: Path) -> None:
    source = () if "--in" in arguments else ("--in", "sample.trig")
    done = run_kg("query", *source, *arguments, cwd=seed_path.parent)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_stats_and_export(tmp_path: Path, seed_path: Path) -> None:
    sample = seed_path.parent / "sample.trig"
    done = run_kg("stats", sample, "--json")
    assert json.loads(done.stdout)["statuses"][0] == ["asserted", 9]
    assert "9 asserted, 3 reported" in run_kg("stats", sample).stdout
    done = run_kg("export", "gexf", sample, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "sample.gexf\n")
    assert "Viktor Sokolov" in (tmp_path / "sample.gexf").read_text("utf-8")
    assert "choose one of ttl" in run_kg("export", "zip", sample).stderr
