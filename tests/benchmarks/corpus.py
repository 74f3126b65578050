"""How fast articles go into a store, how much faster with two processes, and how much memory the main process takes.

    python -m tests.benchmarks.corpus [--articles N] [--sentences N] [--kills N] [--input FILE.jsonl]

Rows: ``nlp.pipe`` with the weights of kg on the paragraphs that kg parses, with one and with two processes, as spaCy
sets it up and as kg sets it up ("tuned"), and two tuned processes that have nothing to do with each other, half of the
articles each: what the machine gives at best. Then ``kg build --store`` with ``--jobs 1`` and ``2``, which reads files,
finds facts, and writes and commits shards and the index. Rates are articles a second, from the start of the process to
its end, and between the first commit and the last one ("warm"). Memory is that of the main process when a tenth of the
articles are committed, and at the end. ``--kills`` kills a run that many times at random moments with signal 9, lets it
go on each time, and compares its quads with those of an uninterrupted one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from kg.store import open_store
from kg.store.corpus import check_store
from tests.benchmarks.generation import generate

PIPE = """
import json, sys, time
from threadpoolctl import threadpool_limits
from kg.assembly import assemble_pipeline
from kg.analysis import PARSED_KINDS, load_pipeline, plain
from kg.document import make_document
if __name__ == "__main__":
    news, processes, tuned, share, shares = sys.argv[1], *map(int, sys.argv[2:])
    rows = [json.loads(line) for line in open(news, encoding="utf-8")][share::shares]
    documents = [make_document(row["name"], row["text"]) for row in rows]
    texts = [
        plain(d.text[p.text_span.start_char : p.text_span.end_char])
        for d in documents for p in d.paragraphs if p.kind in PARSED_KINDS
    ]
    nlp = load_pipeline() if tuned else assemble_pipeline()
    begun = time.monotonic()
    with threadpool_limits(1 if tuned else None, "blas"):
        for doc in nlp.pipe(texts, n_process=processes):
            pass
    print(time.monotonic() - begun)
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """One run: seconds in all, seconds from first to last commit and the articles in between, memory in MB."""

    seconds: float
    warm_seconds: float
    warm_articles: int
    early: float
    late: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, default=12)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--input", type=Path, default=None, help="articles of your own instead, as JSON Lines")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        news = folder / "news.jsonl"
        count = write_news(news, arguments.articles, arguments.sentences, arguments.input)
        print(f"{count} articles, {news.stat().st_size / count:.0f} bytes each")
        for tuned in (False, True):
            for jobs in (1, 2):
                (seconds,) = run_pipes(news, jobs, tuned)
                name = "tuned nlp.pipe" if tuned else "nlp.pipe"
                print(f"{name}, {jobs} processes: {count / seconds:7.2f} articles/s", flush=True)
        seconds = max(run_pipes(news, 1, True, shares=2))
        print(f"tuned nlp.pipe, two apart: {count / seconds:7.2f} articles/s", flush=True)
        for jobs in (1, 2):
            show(f"kg --jobs {jobs}", run_kg(news, folder / f"store-{jobs}", jobs, count), count)
        quads = check_store(folder / "store-1")
        same = quads == check_store(folder / "store-2") and hold_the_same(folder / "store-1", folder / "store-2")
        print(f"quads: {quads:,}, {'the same' if same else 'NOT THE SAME'} with 1 and 2 processes")
        if arguments.kills:
            kill_and_compare(news, folder, arguments.kills, quads)


def write_news(path: Path, count: int, sentences: int, given: Path | None) -> int:
    """Write the articles to build; how many there are."""
    if given is not None:
        lines = given.read_text("utf-8").splitlines()[:count]
        rows = [{"name": f"news-{n:07d}", "text": json.loads(line)["text"]} for n, line in enumerate(lines)]
    else:
        rows = [
            {"name": a.name, "text": a.text, "publisher": a.publisher, "published": a.published.isoformat()}
            for a in generate(count, sentences=sentences)
        ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return len(rows)


def run_pipes(news: Path, processes: int, tuned: bool, shares: int = 1) -> list[float]:
    """Seconds of ``nlp.pipe`` over the articles, or over each of their ``shares`` at the same time."""
    environment = os.environ | ({"OMP_NUM_THREADS": "1"} if tuned else {})
    script = news.with_name("pipe.py")
    script.write_text(PIPE, "utf-8")
    command = [sys.executable, str(script), str(news), str(processes), str(int(tuned))]
    running = [
        subprocess.Popen([*command, str(share), str(shares)], stdout=subprocess.PIPE, text=True, env=environment)
        for share in range(shares)
    ]
    results = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        raise SystemExit("nlp.pipe ended with an error")
    return [float(result) for result in results]


def run_kg(news: Path, store: Path, jobs: int, count: int) -> Measure:
    command = [sys.executable, "-m", "kg.cli", "build", str(news), "--store", str(store), "--jobs", str(jobs), "-q"]
    begun = time.monotonic()
    first: tuple[float, int] | None = None
    last, early, late = (begun, 0), 0.0, 0.0
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            time.sleep(0.5)
            committed, memory = count_committed(store), resident(process.pid)
            if committed and first is None:
                first = (time.monotonic(), committed)
            if committed > last[1]:
                last = (time.monotonic(), committed)
            early = early or (memory if committed >= count / 10 else 0.0)
            late = memory or late
    if process.returncode:
        raise SystemExit(f"kg build ended with {process.returncode}")
    first = first or last
    return Measure(time.monotonic() - begun, last[0] - first[0], last[1] - first[1], early, late)


def count_committed(store: Path) -> int:
    try:
        connection = sqlite3.connect(f"{(store / 'manifest.sqlite').as_uri()}?mode=ro", uri=True)
        (count,) = connection.execute("SELECT COUNT(*) FROM article").fetchone()
        connection.close()
    except sqlite3.Error:
        return 0
    return int(count)


def resident(pid: int) -> float:
    """Memory of a process in MB; 0 when it has ended."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def show(name: str, measure: Measure, count: int) -> None:
    warm = measure.warm_articles / measure.warm_seconds if measure.warm_seconds else 0.0
    grown = 100 * (measure.late / measure.early - 1) if measure.early else 0.0
    print(
        f"{name}: {count / measure.seconds:7.2f} articles/s, warm {warm:7.2f}; main process {measure.early:.0f} MB at "
        f"a tenth, {measure.late:.0f} MB at the end ({grown:+.1f} %)",
        flush=True,
    )


def hold_the_same(one: Path, other: Path) -> bool:
    """Whether every quad of one store is in the other."""
    known = open_store(other)
    return all(quad in known for quad in open_store(one))


def kill_and_compare(news: Path, folder: Path, kills: int, quads: int) -> None:
    """Kill a run again and again at random moments; the store in the end is that of an uninterrupted one."""
    store, dice, done = folder / "killed", random.Random(20), 0
    command = [sys.executable, "-m", "kg.cli", "build", str(news), "--store", str(store), "--jobs", "2", "-q"]
    while done < kills:
        process = subprocess.Popen(command)
        try:
            process.wait(dice.uniform(1, 40))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            done += 1
        else:
            shutil.rmtree(store)
    subprocess.run(command, check=True)
    same = check_store(store) == quads and hold_the_same(folder / "store-1", store)
    print(f"killed {done} times with signal 9: {quads:,} quads, {'the same' if same else 'NOT THE SAME'}")


if __name__ == "__main__":
    main()
