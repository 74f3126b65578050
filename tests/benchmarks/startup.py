"""How long commands that need no parser take, against the import of the libraries that they need, in one run.

python -m tests.benchmarks.startup --rounds 15
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

SAMPLE = str(Path(__file__).parent.parent / "data" / "sample.trig")
BASELINES = {"import rdflib": ["-c", "import rdflib"], "import pyoxigraph": ["-c", "import pyoxigraph"]}
COMMANDS = {
    "kg --help": ["-m", "kg.cli", "--help"],
    "kg query --list": ["-m", "kg.cli", "query", "--list"],
    "kg query who-said": ["-m", "kg.cli", "query", "who-said", "--actor", "OTAN", "--in", SAMPLE, "--format", "csv"],
    "kg stats": ["-m", "kg.cli", "stats", SAMPLE],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    taken: dict[str, list[float]] = {name: [] for name in BASELINES | COMMANDS}
    for _ in range(rounds):
        for name, arguments in (BASELINES | COMMANDS).items():
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
            taken[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    print(f"{'median of ' + str(rounds):<20}{'ms':>6}{'of rdflib':>11}{'of pyoxigraph':>15}")
    for name, median in medians.items():
        ratios = (median / medians[baseline] for baseline in BASELINES)
        print(f"{name:<20}{median * 1000:>6.0f}{next(ratios):>11.2f}{next(ratios):>15.1f}")


if __name__ == "__main__":
    main()
