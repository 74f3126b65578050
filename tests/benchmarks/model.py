"""How good and how fast kg's French model is beside the stock one, in one run.

    python tests/benchmarks/model.py TREEBANK.conllu… [--names NAMES.jsonl --folds] [--model FOLDER]

Treebanks: UAS, LAS and F1 of core arguments (subject, object, passive subject, agent) on every fifth sentence of each
file; give files, or a model, that have not met in training, or the figures flatter. Names: strict and overlap F1 by
label. ``--folds`` trains on four fifths and measures on the rest, five times: the honest figure for data that the
shipped weights have seen. Speed: tokens per second of both pipelines, in turns, median of five; and the time to load.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

from spacy.language import Language

from kg.assembly import assemble_pipeline, load_base, load_weights
from kg.training.evaluation import NAMES, score_names, score_parser
from kg.training.names import read_names
from kg.training.run import FOLD, Choices, Sources, train_weights
from kg.training.treebank import read_treebank

STOCK = "fr_core_news_md"
SHIPPED = Path(__file__).parents[2] / "kg" / "lang" / "fr" / "model"
ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", nargs="*", type=Path)
    parser.add_argument("--names", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--steps", type=int, default=0, help="batches of each fold's training; 0: as configured")
    parser.add_argument("--model", type=Path, default=SHIPPED, help="a folder that kg train wrote")
    arguments = parser.parse_args()
    stock, own = assemble_pipeline("fr", STOCK), assemble_pipeline("fr", str(arguments.model))
    for path in arguments.treebanks:
        compare_parsers(path, stock, own)
    if arguments.names and arguments.folds:
        compare_folds(arguments.names, stock, arguments.steps)
    elif arguments.names:
        print_names(arguments.names.name, stock, own, arguments.names)
    compare_speed(arguments.treebanks, stock, own, arguments.model)


def compare_parsers(path: Path, stock: Language, own: Language) -> None:
    """UAS, LAS and core arguments of both on the fifth of ``path`` that training holds out."""
    gold = read_treebank(path, stock)[FOLD - 1 :: FOLD]
    for name, nlp in (("stock", stock), ("kg", own)):
        scores = score_parser(nlp, gold)
        print(
            f"{path.name:24} {name:6} UAS {scores.uas:5.2f}  LAS {scores.las:5.2f}  core {scores.core:5.2f}", flush=True
        )


def print_names(title: str, stock: Language, own: Language, path: Path) -> None:
    gold = read_names(path, stock)
    for name, nlp in (("stock", stock), ("kg", own)):
        scores = score_names(nlp, gold)
        line = "  ".join(f"{label} {scores[label][0]:5.2f} / {scores[label][1]:5.2f}" for label in (*NAMES, "all"))
        print(f"{title:24} {name:6} {line}", flush=True)


def compare_folds(path: Path, stock: Language, steps: int) -> None:
    """Names trained on four fifths of the lines of ``path``, in five turns, measured on the rest."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    cuts = [len(lines) * k // FOLD for k in range(FOLD + 1)]
    with tempfile.TemporaryDirectory() as scratch:
        for k in range(FOLD):
            test, train, out = (Path(scratch) / name for name in ("test.jsonl", "train.jsonl", f"fold{k}"))
            test.write_text("".join(lines[cuts[k] : cuts[k + 1]]), "utf-8")
            train.write_text("".join(lines[: cuts[k]] + lines[cuts[k + 1] :]), "utf-8")
            train_weights(("ner",), Sources(data=(train,)), out, Choices(STOCK, steps=steps))
            print_names(f"fold {k + 1} of {FOLD}", stock, load_weights(out), test)


def compare_speed(treebanks: list[Path], stock: Language, own: Language, model: Path) -> None:
    """Tokens per second, the pipelines taking turns, and the seconds that loading takes."""
    texts = [doc.text for path in treebanks for doc in read_treebank(path, stock)][:500]
    if texts:
        speeds: dict[str, list[float]] = {"stock": [], "kg": []}
        for _ in range(ROUNDS):
            for name, nlp in (("stock", stock), ("kg", own)):
                start = time.perf_counter()
                tokens = sum(len(doc) for doc in nlp.pipe(texts))
                speeds[name].append(tokens / (time.perf_counter() - start))
        medians = {name: statistics.median(values) for name, values in speeds.items()}
        print(
            f"tokens per second: stock {medians['stock']:.0f}, kg {medians['kg']:.0f}, "
            f"ratio {medians['kg'] / medians['stock']:.2f}"
        )
    seconds: dict[str, list[float]] = {"stock": [], "kg": []}
    for _ in range(ROUNDS):
        for name in seconds:
            start = time.perf_counter()
            load_base(STOCK) if name == "stock" else load_weights(model)
            seconds[name].append(time.perf_counter() - start)
    loads = {name: statistics.median(values) for name, values in seconds.items()}
    print(
        f"seconds to load: stock {loads['stock']:.2f}, kg {loads['kg']:.2f}, ratio {loads['kg'] / loads['stock']:.2f}"
    )
    print(f"weights: {json.loads((model / 'meta.json').read_text('utf-8'))['weights']}")


if __name__ == "__main__":
    main()
