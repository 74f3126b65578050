"""How good and how fast kg's French model is beside the stock one, in one run.

    python -m tests.benchmarks.model --data TREEBANK… [--seen TREEBANK…] [--dev TREEBANK…] [--names NAMES.jsonl]
                                     [--keep FOLDER] [--steps N | --timings]

The shipped weights have seen all of their data, so this trains weights that have not: of ``--data`` every fifth
sentence is left out, of ``--dev`` all, of ``--seen`` (what the stock parser was trained on) none. UAS, LAS and F1 of
core arguments (subject, object, passive subject, agent) are measured there. Names are trained on four fifths and
measured on the rest, five times: strict / overlap F1; ``--keep`` leaves those weights in FOLDER/fold0 … fold4, with
the ids of the articles each has not seen. ``--steps`` shortens every training. Speed and loading are those of the
shipped weights, in turns with the stock model, medians; ``--timings`` measures nothing else and trains nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from spacy.language import Language

from kg.assembly import assemble_pipeline, load_base, load_weights
from kg.training.evaluation import NameCounts, count_names, name_scores
from kg.training.names import FOLD, read_names, split_folds
from kg.training.run import Choices, Sources, train_weights
from kg.training.treebank import read_treebank

STOCK = "fr_core_news_md"
SHIPPED = Path(__file__).parents[2] / "kg" / "lang" / "fr" / "model"
ROUNDS = 5
SPEED_SENTENCES = 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for flag in ("--data", "--seen", "--dev"):
        parser.add_argument(flag, nargs="*", type=Path, default=[])
    parser.add_argument("--names", type=Path)
    parser.add_argument("--keep", type=Path, help="folder for the weights of the five folds")
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--steps", type=int, default=0, help="batches of each training; 0: as configured")
    extent.add_argument("--timings", action="store_true", help="only speed and loading")
    arguments = parser.parse_args()
    if not arguments.timings:
        compare_quality(arguments)
    compare_loading()
    if arguments.data:
        compare_speed([*arguments.data, *arguments.dev])


def compare_quality(arguments: argparse.Namespace) -> None:
    """Train, and measure on what was held out."""
    choices = Choices(STOCK, steps=arguments.steps)
    with tempfile.TemporaryDirectory() as scratch:
        if arguments.data:
            sources = Sources(*(tuple(arguments.__dict__[key]) for key in ("data", "seen", "dev")))
            compare_parsers(sources, Path(scratch) / "parser", choices)
        if arguments.names:
            compare_names(arguments.names, arguments.keep or Path(scratch), choices)


def compare_parsers(sources: Sources, out: Path, choices: Choices) -> None:
    """Train without what is held out, and print the figures of both on it."""
    report = train_weights(("parser",), sources, out, choices)["parts"]["parser"]
    for name, count in report["held_out"].items():
        for title, scores in (("stock", report["before"][name]), ("kg", report["after"][name])):
            figures = "  ".join(f"{key} {value:5.2f}" for key, value in scores.items())
            print(f"{name:24} {count:5} sentences  {title:6} {figures}", flush=True)


def compare_names(path: Path, folder: Path, choices: Choices) -> None:
    """Train names on four fifths of the articles of ``path``, in five turns, and measure both on the rest.

    The weights of each turn stay in ``folder``, with the ids of the articles that they have not seen.
    """
    stock = assemble_pipeline("fr", STOCK)
    pooled: dict[str, NameCounts] = {"stock": Counter(), "kg": Counter()}
    for k, (train, test) in enumerate(split_folds(path.read_text("utf-8").splitlines())):
        out = folder / f"fold{k}"
        out.mkdir(parents=True, exist_ok=True)
        for name, lines in (("train", train), ("test", test)):
            (out / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        sources = Sources(data=(), seen=(out / "train.jsonl",), dev=(out / "test.jsonl",))
        train_weights(("ner",), sources, out, replace(choices, best=False))
        (out / "held_out.txt").write_text("".join(f"{json.loads(line)['id']}\n" for line in test), "utf-8")
        gold = read_names(out / "test.jsonl", stock)
        for title, nlp in (("stock", stock), ("kg", load_weights(out))):
            counts = count_names(nlp, gold)
            pooled[title] += counts
            print_names(f"names, fold {k + 1} of {FOLD}", title, counts)
    for title, counts in pooled.items():
        print_names("names, all folds", title, counts)


def print_names(what: str, title: str, counts: NameCounts) -> None:
    """One line of strict / overlap F1 by label."""
    cells = "  ".join(
        f"{label} {strict:5.2f} / {overlap:5.2f}" for label, (strict, overlap) in name_scores(counts).items()
    )
    print(f"{what:24} {title:6} {cells}", flush=True)


def compare_speed(treebanks: list[Path]) -> None:
    """Tokens per second of both pipelines on sentences of the treebanks, in one process."""
    pipelines: dict[str, Language] = {"stock": assemble_pipeline("fr", STOCK), "kg": assemble_pipeline("fr")}
    texts = [d.text for path in treebanks for d in read_treebank(path, pipelines["stock"])[:SPEED_SENTENCES]]
    times = time_in_turns({name: partial(parse, nlp, texts) for name, nlp in pipelines.items()})
    tokens = {name: sum(len(nlp.make_doc(text)) for text in texts) for name, nlp in pipelines.items()}
    for clock, seconds in times.items():
        stock, own = (tokens[name] / seconds[name] for name in ("stock", "kg"))
        print(f"tokens per second, {clock}: stock {stock:.0f}, kg {own:.0f}, ratio {own / stock:.2f}", flush=True)


def parse(nlp: Language, texts: list[str]) -> None:
    """All of ``texts``."""
    for _ in nlp.pipe(texts):
        pass


def compare_loading() -> None:
    """Seconds to load each."""
    load_base(STOCK)
    times = time_in_turns({"stock": partial(load_base, STOCK), "kg": partial(load_weights, SHIPPED)})
    for clock, seconds in times.items():
        stock, own = seconds["stock"], seconds["kg"]
        print(f"seconds to load, {clock}: stock {stock:.2f}, kg {own:.2f}, ratio {own / stock:.2f}", flush=True)


def time_in_turns(tasks: Mapping[str, Callable[[], object]]) -> dict[str, dict[str, float]]:
    """Median seconds of each task, by the clock and of processor time (which other programs disturb less)."""
    clocks = {"clock": time.perf_counter, "processor": time.process_time}
    rounds: list[dict[tuple[str, str], float]] = []
    for _ in range(ROUNDS):
        seconds: dict[tuple[str, str], float] = {}
        for name, task in tasks.items():
            starts = {clock: now() for clock, now in clocks.items()}
            task()
            seconds |= {(clock, name): now() - starts[clock] for clock, now in clocks.items()}
        rounds.append(seconds)
    return {clock: {name: statistics.median(r[clock, name] for r in rounds) for name in tasks} for clock in clocks}


if __name__ == "__main__":
    main()
