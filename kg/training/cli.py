"""``kg train``: weights of one's own from annotated texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(help="Train parser, morphology and names on annotated texts.", no_args_is_help=True)


def _paths(flag: str, text: str) -> Any:
    return typer.Option(flag, exists=True, help=text)


Files = list[Path]
Data = Annotated[
    Files,
    _paths(
        "--data",
        "Annotated file or folder, may be repeated: CoNLL-U (.conllu) for the parser, JSON Lines "
        '{"text", "entities": [[start, end, label]]} (.jsonl) for names, spaCy DocBin (.spacy) for either. '
        "Every fifth sentence is held out and measured.",
    ),
]
Seen = Annotated[Files | None, _paths("--seen", "Annotated data of which nothing is held out.")]
Dev = Annotated[Files | None, _paths("--dev", "Annotated data to measure on and to stop early by.")]
Unlabelled = Annotated[Files | None, _paths("--unlabelled", 'Texts for the teachers: .txt or .jsonl with "text".')]
Teachers = Annotated[Files | None, _paths("--teacher", "Weights that vote on the trees of --unlabelled; at least two.")]
Out = Annotated[Path, typer.Option("--out", file_okay=False, help="Folder for weights.npz and meta.json.")]
Start = Annotated[
    str | None, typer.Option("--from", help="Weights or spaCy pipeline to go on from; default: kg's own.")
]
Seed = Annotated[int, typer.Option("--seed", help="Same seed, data and version: same weights on the same machine.")]
Steps = Annotated[int, typer.Option("--steps", min=0, help="Batches to train on; 0: as the configuration says.")]
Everything = Annotated[bool, typer.Option("--everything", help="Train once more, on held-out data too, and keep that.")]


def _add_command(name: str, parts: tuple[str, ...], text: str) -> None:
    @app.command(name, help=f"Train {text} and say what it brought. Use the result with --model OUT.")
    def run(
        data: Data,
        out: Out,
        seen: Seen = None,
        dev: Dev = None,
        unlabelled: Unlabelled = None,
        teacher: Teachers = None,
        start: Start = None,
        seed: Seed = 1,
        steps: Steps = 0,
        everything: Everything = False,
    ) -> None:
        from kg.training.run import Choices, Sources, train_weights

        sources = Sources(*(tuple(paths or ()) for paths in (data, seen, dev, unlabelled, teacher)))
        meta = train_weights(parts, sources, out, Choices(start, seed, steps, everything))
        for part, report in meta["parts"].items():
            for held in report["held_out"]:
                typer.echo(f"{part}, held out of {held}: {report['before'][held]} → {report['after'][held]}")
        typer.echo(f"{out}: weights.npz, sha256 {meta['weights']['sha256']}")


_add_command("parser", ("parser",), "parser and morphology")
_add_command("ner", ("ner",), "names")
_add_command("all", ("parser", "ner"), "parser, morphology and names")
