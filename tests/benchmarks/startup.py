"""How long commands that need no parser take, against the import of the libraries that they need, in one run.

python -m tests.benchmarks.startup --rounds 20
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.store.handmade import SAMPLE, put_sample

STANDARD = "import argparse, dataclasses, pathlib, tomllib, typing"
BASELINES = {
    "python": "pass",
    "import pyoxigraph": "import pyoxigraph",
    "import rdflib": "import rdflib",
    "pyoxigraph, argparse, tomllib …": f"import pyoxigraph; {STANDARD}",
}
"""The last is what a command written with pyoxigraph and these modules cannot go below."""
KG = "from kg.cli import main; main()"
WHO_SAID = ("query", "who-said", "--actor", "OTAN", "--in")


def list_commands(store: Path) -> dict[str, tuple[str, ...]]:
    """What is measured: name → arguments of ``kg``."""
    return {
        "kg --help": ("--help",),
        "kg query --help": ("query", "--help"),
        "kg query --list": ("query", "--list"),
        "kg query who-said FILE, csv": (*WHO_SAID, str(SAMPLE), "--format", "csv"),
        "kg query who-said STORE, csv": (*WHO_SAID, str(store), "--format", "csv"),
        "kg query who-said FILE, table": (*WHO_SAID, str(SAMPLE)),
        "kg stats FILE": ("stats", str(SAMPLE)),
        "kg stats STORE": ("stats", str(store)),
    }


def measure(programs: dict[str, list[str]], rounds: int) -> dict[str, dict[str, float]]:
    """Median seconds by the clock and by the processor, which a busy machine does not stretch.

    The programs run one after the other in each round, after a round that writes the bytecode.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for _ in range(rounds + 1):
        for name, arguments in programs.items():
            start, before = time.perf_counter(), _processor_seconds()
            subprocess.run([sys.executable, "-c", *arguments], stdout=subprocess.DEVNULL, check=True, env=environment)
            taken[name].append((time.perf_counter() - start, _processor_seconds() - before))
    return {
        kind: {name: statistics.median(pair[which] for pair in pairs[1:]) for name, pairs in taken.items()}
        for which, kind in enumerate(("clock", "processor"))
    }


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        put_sample(store)
        programs = {name: [code] for name, code in BASELINES.items()}
        programs |= {name: [KG, *arguments] for name, arguments in list_commands(store).items()}
        measured = measure(programs, rounds)
    print(f"median of {rounds:<22}{'by the clock':>26}{'by the processor':>30}")
    print(f"{'':<30}" + f"{'ms':>8}{'pyoxigraph':>12}{'rdflib':>8}" * 2)
    for name in programs:
        columns = []
        for medians in measured.values():
            oxigraph, rdflib = (medians[name] / medians[f"import {library}"] for library in ("pyoxigraph", "rdflib"))
            columns.append(f"{medians[name] * 1000:>8.0f}{oxigraph:>12.2f}{rdflib:>8.2f}")
        print(f"{name:<30}{''.join(columns)}")


if __name__ == "__main__":
    main()
