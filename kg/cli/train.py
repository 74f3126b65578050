"""``kg train``: weights of one's own from annotated texts."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path

from kg.cli.console import print_plain
from kg.cli.parsing import Command, Parser, between, make_group


def _train(
    parts: tuple[str, ...],
    data: list[Path],
    out: Path,
    seen: list[Path],
    dev: list[Path],
    unlabelled: list[Path],
    teacher: list[Path],
    start: str | None,
    seed: int,
    steps: int,
    everything: bool,
) -> None:
    from kg.training.run import Choices, Sources, train_weights

    sources = Sources(*map(tuple, (data, seen, dev, unlabelled, teacher)))
    meta = train_weights(parts, sources, out, Choices(start, seed, steps, everything))
    for part, report in meta["parts"].items():
        for held in report["held_out"]:
            print_plain(f"{part}, held out of {held}: {report['before'][held]} → {report['after'][held]}")
    print_plain(f"{out}: weights.npz, sha256 {meta['weights']['sha256']}")


def train_parser(**choices: object) -> None:
    """Train parser and morphology and say what it brought. Use the result with --model OUT."""
    _train(("parser",), **choices)  # type: ignore[arg-type]


def train_names(**choices: object) -> None:
    """Train names and say what it brought. Use the result with --model OUT."""
    _train(("ner",), **choices)  # type: ignore[arg-type]


def train_all(**choices: object) -> None:
    """Train parser, morphology and names and say what it brought. Use the result with --model OUT."""
    _train(("parser", "ner"), **choices)  # type: ignore[arg-type]


def _existing(text: str) -> Path:
    path = Path(text)
    if not path.exists():
        raise ArgumentTypeError(f"{text!r} does not exist")
    return path


def _declare(parser: Parser) -> None:
    for name, text in _FILES.items():
        parser.add_argument(
            f"--{name}", metavar="PATH", type=_existing, action="append", default=[], required=name == "data", help=text
        )
    add = parser.add_argument
    add("--out", metavar="DIR", type=Path, required=True, help="Folder for weights.npz and meta.json.")
    add("--from", dest="start", metavar="NAME", help="Weights or spaCy pipeline to go on from; kg's own by default.")
    add(
        "--seed",
        metavar="NUMBER",
        type=int,
        default=1,
        help="Same seed, data and version: same weights on the same machine.",
    )
    add(
        "--steps",
        metavar="NUMBER",
        type=between(int, 0),
        default=0,
        help="Batches to train on; 0: as the configuration says.",
    )
    add("--everything", action="store_true", help="Train once more, on held-out data too, and keep that.")


_FILES = {
    "data": "Annotated file or folder, may be repeated: CoNLL-U (.conllu) for the parser, JSON Lines "
    '{"text", "entities": [[start, end, label]]} (.jsonl) for names, spaCy DocBin (.spacy) for either. '
    "Every fifth sentence is held out and measured.",
    "seen": "Annotated data of which nothing is held out.",
    "dev": "Annotated data to measure on and to stop early by.",
    "unlabelled": 'Texts for the teachers: .txt or .jsonl with "text".',
    "teacher": "Weights that vote on the trees of --unlabelled; at least two.",
}
COMMANDS = {
    "train": make_group(
        "Train parser, morphology and names on annotated texts.",
        {
            "parser": Command(train_parser, _declare),
            "ner": Command(train_names, _declare),
            "all": Command(train_all, _declare),
        },
    )
}
