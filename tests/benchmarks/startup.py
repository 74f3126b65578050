"""How long commands that need no parser take, against the import of the libraries that they need, in one run.

python -m tests.benchmarks.startup --rounds 20
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.store.handmade import SAMPLE, put_sample

BASELINES = {"import pyoxigraph": "import pyoxigraph", "import rdflib": "import rdflib"}
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


def measure(programs: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Median seconds of each, one after the other in each round, after a round that writes the bytecode."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds + 1):
        for name, arguments in programs.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", *arguments], stdout=subprocess.DEVNULL, check=True, env=environment)
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        put_sample(store)
        programs = {"python": ["pass"]}
        programs |= {name: [code] for name, code in BASELINES.items()}
        programs |= {name: [KG, *arguments] for name, arguments in list_commands(store).items()}
        medians = measure(programs, rounds)
    print(f"{'median of ' + str(rounds):<30}{'ms':>6}{'of pyoxigraph':>15}{'of rdflib':>11}")
    for name, median in medians.items():
        oxigraph, rdflib = (median / medians[baseline] for baseline in BASELINES)
        print(f"{name:<30}{median * 1000:>6.0f}{oxigraph:>15.1f}{rdflib:>11.2f}")


if __name__ == "__main__":
    main()
