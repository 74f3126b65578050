"""A run of the command as it meets a hard world: killed, out of room, fed with what is broken, run again."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad

import kg
from kg.errors import StoreError
from kg.jobs import Failure, Outcome
from kg.jobs.engines import Crew
from kg.jobs.run import fill_store
from kg.jobs.task import Setup
from kg.readers import read_sources
from kg.store import open_store
from kg.store.corpus import check_store
from kg.store.locking import hold_lock
from tests.jobs.conftest import sentence

KILLS = 2
COMMAND = (
    "import kg.jobs.run; kg.jobs.run.ARTICLES_A_CHUNK = 2\nfrom kg.cli import main\nif __name__ == '__main__': main()"
)


def start(store: Path, *articles: Path, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", COMMAND, "build", *map(str, articles), "--store", str(store), "--jobs", "2"]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        arguments,
        stdout=pipe,
        stderr=pipe,
        text=True,
        start_new_session=True,
        preexec_fn=limit,
    )


def wait_for_group(group: int, seconds: float = 60) -> bool:
    """Whether all processes of a killed run end by themselves."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_killed_at_random_moments(articles: Path, expected: set[Quad], tmp_path: Path) -> None:
    begun = time.monotonic()
    with start(tmp_path / "uninterrupted", articles) as run:
        _, err = run.communicate(timeout=300)
        assert run.returncode == 0, err
    duration = time.monotonic() - begun
    assert set(open_store(tmp_path / "uninterrupted")) == expected
    moments = random.Random(9)
    for _ in range(KILLS):
        with start(tmp_path / "store", articles) as run:
            time.sleep(duration * moments.uniform(0.3, 0.9))
            os.kill(run.pid, signal.SIGKILL)
            run.communicate(timeout=60)
            assert wait_for_group(run.pid), "workers end with the run"
    with start(tmp_path / "store", articles) as run:
        out, err = run.communicate(timeout=300)
        assert run.returncode == 0, err
    assert re.search(r"^\d+ new, 0 changed, \d+ unchanged$", out, re.MULTILINE)
    assert set(open_store(tmp_path / "store")) == expected
    assert check_store(tmp_path / "store") == len(expected)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB where one may be mounted, else a folder (the test limits the size of files)."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)]
    mounted = (
        subprocess.run(mount, capture_output=True, check=False).returncode == 0 if shutil.which("mount") else False
    )
    yield folder
    if mounted:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_full_disk(articles: Path, expected: set[Quad], small_disk: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000))

    with start(small_disk / "store", articles, limit=None if small_disk.is_mount() else limit) as run:
        _, err = run.communicate(timeout=300)
    assert run.returncode == 3, err
    assert "run the same command again" in err
    assert "Traceback" not in err
    if small_disk.is_mount():
        subprocess.run(["mount", "-o", "remount,size=100m", small_disk], check=True)
    with start(small_disk / "store", articles) as run:
        _, err = run.communicate(timeout=300)
    assert run.returncode == 0, err
    assert set(open_store(small_disk / "store")) == expected
    assert check_store(small_disk / "store") == len(expected)


@contextlib.contextmanager
def unreadable(path: Path) -> Iterator[None]:
    """A file that cannot be read, not even by root: a link to itself."""
    path.symlink_to(path)
    yield
    path.unlink()


def run_serially(store: Path, *inputs: Path) -> tuple[Outcome, list[Failure]]:
    failures: list[Failure] = []
    outcome = fill_store(read_sources(inputs), Setup(store), "serial", Crew(1), failures.append, lambda *_: None)
    return outcome, failures


def test_broken_input_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [{"id": "un", "text": sentence(1)}, {"id": "deux", "text": sentence(2)}]
    english = "The minister met the president in Paris on Monday and spoke about the long war in Ukraine."
    table = tmp_path / "news.jsonl"
    table.write_text(
        "\n".join([json.dumps(lines[0]), '{"text": "cut', json.dumps(lines[1]), json.dumps({"text": english})]), "utf-8"
    )
    (tmp_path / "vide.txt").write_text("", "utf-8")
    (tmp_path / "un.txt").write_text("Un autre texte.", "utf-8")
    with unreadable(tmp_path / "absent.txt"):
        paths = [tmp_path / name for name in ("news.jsonl", "absent.txt", "vide.txt", "un.txt")]
        outcome, failures = run_serially(tmp_path / "store", *paths)
    assert (outcome.new, outcome.failed, outcome.failures) == (2, 4, {"error": 4, "language": 1})
    messages = sorted(failure.message for failure in failures)
    for message, start_, what in zip(
        messages,
        ["absent.txt: ", "news.jsonl, line 2: ", "news.jsonl, line 4: ", "un.txt: ", "vide.txt: "],
        ["cannot be read", "not valid JSON", "looks like 'en'", "news.jsonl, line 1 is called 'un' too", "is empty"],
        strict=True,
    ):
        assert message.startswith(f"{tmp_path}/{start_}")
        assert what in message
    logged = [json.loads(line) for line in (tmp_path / "store" / "errors.jsonl").read_text("utf-8").splitlines()]
    assert sorted(record["message"] for record in logged) == messages


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(sentence(number), "utf-8")
    run_serially(tmp_path / "store", folder)
    (folder / "1.txt").write_text(sentence(8), "utf-8")
    (folder / "2.meta.toml").write_text("published = 2023-04-01\n", "utf-8")
    (folder / "3.txt").write_text(sentence(3), "utf-8")
    outcome, _ = run_serially(tmp_path / "store", folder)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (1, 2, 1)
    (folder / "1.txt").write_text("", "utf-8")
    outcome, failures = run_serially(tmp_path / "store", folder)
    assert (outcome.unchanged, outcome.articles, len(failures)) == (3, 4, 1), (
        "what cannot be read leaves the old version"
    )
    expected = kg.build(*(folder / f"{n}.txt" for n in (0, 2, 3)), kg.make_document("1", sentence(8)))
    assert set(open_store(tmp_path / "store")) == set(expected.quads)
    assert check_store(tmp_path / "store") == len(expected.quads)


def test_second_run_is_refused_before_it_reads(tmp_path: Path) -> None:
    with hold_lock(tmp_path / "store"), pytest.raises(StoreError, match=f"process {os.getpid()} on .* is writing"):
        run_serially(tmp_path / "store", tmp_path)


def test_memory_holds_only_the_chunks_under_way(tmp_path: Path) -> None:
    """The generator of articles is never far ahead of what is committed."""
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(json.dumps({"id": f"a{n}", "text": sentence(n)}) for n in range(40)), "utf-8")
    taken, done, most = 0, 0, 0

    def watched() -> Iterator[object]:
        nonlocal taken, most
        for source in read_sources([path]):
            taken += 1
            most = max(most, taken - done)
            yield source

    def progress(count: int, _: int) -> None:
        nonlocal done
        done += count

    fill_store(watched(), Setup(tmp_path / "store"), "serial", Crew(1), print, progress)  # type: ignore[arg-type]
    assert (taken, done) == (40, 40)
    assert most <= 2 * 4
