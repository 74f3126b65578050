"""Measure what resolved pronouns are worth: the strict F1 of the facts of gold articles without and with them.

    python -m tests.benchmarks.pronouns --data GOLD [--scorer SCORE.py]

Data and scorer are those of ``tests/benchmarks/facts.py``. A fact about an unresolved pronoun is left out.
The rows: no pronoun resolved, relative ones only ("qui"), and all.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from kg.resolve import coreference, pronouns
from kg.resolve.clusters import Clusters
from kg.resolve.words import ReferenceWords
from tests.benchmarks.facts import extract_records, load_scorer

Resolver = Callable[[Clusters, ReferenceWords, str], None]


def resolve_none(clusters: Clusters, words: ReferenceWords, lang: str) -> None:
    """Leave every pronoun by itself."""


def resolve_relatives(clusters: Clusters, words: ReferenceWords, lang: str) -> None:
    heads = {p.head: i for i, p in enumerate(clusters.phrases) if p.kind != "pronoun"}
    for i, p in enumerate(clusters.phrases):
        antecedent = pronouns.relative_antecedent(p, heads) if p.sort == "relative" else None
        if antecedent is not None:
            clusters.merge(antecedent, i)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of gold articles")
    parser.add_argument("--scorer", type=Path, help="Python file that scores (score.py beside the folder)")
    arguments = parser.parse_args()
    folder: Path = arguments.data
    articles = sorted(p.with_suffix(".txt") for p in folder.glob("*.json") if p.with_suffix(".txt").is_file())
    scorer = load_scorer(arguments.scorer or folder.parent / "score.py")
    rows: list[tuple[str, Resolver]] = [
        ("none", resolve_none),
        ("relative", resolve_relatives),
        ("all", pronouns.resolve_pronouns),
    ]
    for title, resolver in rows:
        setattr(coreference, "resolve_pronouns", resolver)  # noqa: B010
        strict = scorer.score(folder, extract_records(articles, None))[0]["strict"]
        print(f"{title:10} strict P {strict['P']:.3f}  R {strict['R']:.3f}  F1 {strict['F1']:.3f}", flush=True)


if __name__ == "__main__":
    main()
