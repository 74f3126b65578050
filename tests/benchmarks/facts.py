"""Score the facts of kg against a folder of gold articles.

    python -m tests.benchmarks.facts --data GOLD [--scorer SCORE.py] [--split NAME…] [--errors N] [--model NAME]

GOLD holds NAME.txt, NAME.json (the gold facts) and NAME.meta.toml for each article; the scorer is a Python file with
``score(folder, records) -> (figures, differences)`` and ``show(figures)``, by default ``score.py`` beside the folder.
Articles whose names begin with a NAME of ``--split`` are reported apart as "only scored": those whose differences
nobody looked at. ``--errors`` never prints theirs. ``--facts`` scores records written earlier instead of running kg.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.pipeline import build

Record = dict[str, Any]


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None or not path.is_file():
        sys.exit(f"--scorer {path}: no such Python file. Give the file that compares facts with the gold.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def extract_records(articles: list[Path], model: str | None) -> list[Record]:
    """The records that kg writes for the articles, entities and facts."""
    graph = build(*articles, model=model)
    return [json.loads(line) for line in graph.serialize("facts").splitlines() if line.strip()]


def score_part(scorer: ModuleType, folder: Path, names: list[str], records: list[Record]) -> tuple[Any, list[str]]:
    """Figures and differences of some of the articles of a gold folder."""
    with tempfile.TemporaryDirectory() as part:
        for name in names:
            for suffix in (".txt", ".json"):
                shutil.copy(folder / f"{name}{suffix}", part)
        figures, differences = scorer.score(Path(part), [r for r in records if r["document"] in names])
    return figures, list(differences)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of gold articles")
    parser.add_argument("--scorer", type=Path, help="Python file that scores (score.py beside the folder)")
    parser.add_argument("--split", nargs="+", default=[], metavar="NAME", help="articles that were only scored")
    parser.add_argument("--model", help="a spaCy pipeline instead of kg's weights")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="differences to list")
    parser.add_argument("--facts", type=Path, help="records written earlier, instead of running kg")
    parser.add_argument("--out", type=Path, help="where to write the records")
    arguments = parser.parse_args()
    folder: Path = arguments.data
    articles = sorted(p.with_suffix(".txt") for p in folder.glob("*.json") if p.with_suffix(".txt").is_file())
    if not articles:
        sys.exit(f"--data {folder}: no NAME.json with NAME.txt there. Give the folder of gold articles.")
    scorer = load_scorer(arguments.scorer or folder.parent / "score.py")
    if arguments.facts:
        records = [json.loads(line) for line in arguments.facts.read_text("utf-8").splitlines() if line.strip()]
    else:
        records = extract_records(articles, arguments.model)
    if arguments.out:
        lines = (json.dumps(r, ensure_ascii=False) for r in records)
        arguments.out.write_text("\n".join(lines) + "\n", "utf-8")
    names = [a.stem for a in articles]
    unseen = [n for n in names if n.startswith(tuple(arguments.split))] if arguments.split else []
    seen = [n for n in names if n not in unseen]
    parts = [("all", names), ("looked at", seen), ("only scored", unseen)] if unseen else [("all", names)]
    for title, part in parts:
        print(f"== {title}: {len(part)} articles ==")
        scorer.show(score_part(scorer, folder, part, records)[0])
    print("== each article: core F1, strict P, strict F1 ==")
    for name in names:
        figures, _ = score_part(scorer, folder, [name], records)
        core, strict = figures["core"], figures["strict"]
        cells = "  ".join(f"{value or 0:.3f}" for value in (core["F1"], strict["P"], strict["F1"]))
        print(f"{cells}  {name}{'  (only scored)' if name in unseen else ''}")
    if arguments.errors and seen:
        for line in score_part(scorer, folder, seen, records)[1][: arguments.errors]:
            print(line)


if __name__ == "__main__":
    main()
