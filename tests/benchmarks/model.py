"""How good and how fast kg's French model is beside the stock one, in one run.

    python tests/benchmarks/model.py --data TREEBANK… [--seen TREEBANK…] [--dev TREEBANK…] [--names NAMES.jsonl]

The shipped weights have seen all of their data, so this trains weights that have not: of ``--data`` every fifth
sentence is left out, of ``--dev`` all, of ``--seen`` (what the stock parser was trained on) none. UAS, LAS and F1 of
core arguments (subject, object, passive subject, agent) are measured there. Names are trained on four fifths and
measured on the rest, five times: strict / overlap F1. Speed and loading are those of the shipped weights.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from spacy.language import Language

from kg.assembly import assemble_pipeline, load_base, load_weights
from kg.training.evaluation import NAMES, score_names
from kg.training.names import read_names
from kg.training.run import FOLD, Choices, Sources, train_weights
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
    parser.add_argument("--steps", type=int, default=0, help="batches of each training; 0: as configured")
    arguments = parser.parse_args()
    choices = Choices(STOCK, steps=arguments.steps)
    with tempfile.TemporaryDirectory() as scratch:
        if arguments.data:
            sources = Sources(*(tuple(arguments.__dict__[key]) for key in ("data", "seen", "dev")))
            compare_parsers(sources, Path(scratch) / "parser", choices)
        if arguments.names:
            compare_names(arguments.names, Path(scratch), choices)
    compare_loading()
    if arguments.data:
        compare_speed([*arguments.data, *arguments.dev])


def compare_parsers(sources: Sources, out: Path, choices: Choices) -> None:
    """Train without what is held out, and print the figures of both on it."""
    report = train_weights(("parser",), sources, out, choices)["parts"]["parser"]
    for name, count in report["held_out"].items():
        for title, scores in (("stock", report["before"][name]), ("kg", report["after"][name])):
            figures = "  ".join(f"{key} {value:5.2f}" for key, value in scores.items())
            print(f"{name:24} {count:5} sentences  {title:6} {figures}", flush=True)


def compare_names(path: Path, scratch: Path, choices: Choices) -> None:
    """Train names on four fifths of the lines of ``path``, in five turns, and measure both on the rest."""
    stock, lines = assemble_pipeline("fr", STOCK), path.read_text("utf-8").splitlines(keepends=True)
    cuts = [len(lines) * k // FOLD for k in range(FOLD + 1)]
    for k in range(FOLD):
        test, train, out = (scratch / name for name in ("test.jsonl", "train.jsonl", f"fold{k}"))
        test.write_text("".join(lines[cuts[k] : cuts[k + 1]]), "utf-8")
        train.write_text("".join(lines[: cuts[k]] + lines[cuts[k + 1] :]), "utf-8")
        train_weights(("ner",), Sources(data=(train,)), out, choices)
        gold = read_names(test, stock)
        for title, nlp in (("stock", stock), ("kg", load_weights(out))):
            scores = score_names(nlp, gold)
            figures = "  ".join(
                f"{label} {scores[label][0]:5.2f} / {scores[label][1]:5.2f}" for label in (*NAMES, "all")
            )
            print(f"names, fold {k + 1} of {FOLD}      {title:6} {figures}", flush=True)


def compare_speed(treebanks: list[Path]) -> None:
    """Tokens per second of both pipelines on sentences of the treebanks: they take turns, the median counts."""
    pipelines: dict[str, Language] = {"stock": assemble_pipeline("fr", STOCK), "kg": assemble_pipeline("fr")}
    texts = [d.text for path in treebanks for d in read_treebank(path, pipelines["stock"])[:SPEED_SENTENCES]]
    speeds: dict[str, list[float]] = {name: [] for name in pipelines}
    for _ in range(ROUNDS):
        for name, nlp in pipelines.items():
            start = time.perf_counter()
            tokens = sum(len(doc) for doc in nlp.pipe(texts))
            speeds[name].append(tokens / (time.perf_counter() - start))
    stock, own = (statistics.median(speeds[name]) for name in ("stock", "kg"))
    print(f"tokens per second: stock {stock:.0f}, kg {own:.0f}, ratio {own / stock:.2f}")


def compare_loading() -> None:
    """Seconds to load each, in turns, the median."""
    seconds: dict[str, list[float]] = {"stock": [], "kg": []}
    for _ in range(ROUNDS):
        for name, times in seconds.items():
            start = time.perf_counter()
            load_base(STOCK) if name == "stock" else load_weights(SHIPPED)
            times.append(time.perf_counter() - start)
    stock, own = (statistics.median(seconds[name]) for name in ("stock", "kg"))
    print(f"seconds to load: stock {stock:.2f}, kg {own:.2f}, ratio {own / stock:.2f}")


if __name__ == "__main__":
    main()
