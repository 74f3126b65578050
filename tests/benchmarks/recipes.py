"""What each choice in the parser's training brings: the recipes of ``recipes.toml``, trained and measured in turn.

    python -m tests.benchmarks.recipes --data TREEBANK… [--seen TREEBANK…] [--dev TREEBANK…] [--unlabelled TEXTS…]
                                       [--steps N] [--only NAME…]

All recipes get the same number of batches, a fifth of what the shipped weights got, so that an hour suffices; they are
comparable with each other only. Of ``--data`` every fifth sentence is left out and measured, of ``--dev`` all, of
``--seen`` none. A recipe that leaves out kinds of variation is measured on the held-out sentences changed that way,
too, and so are the stock parser and the first recipe. Matrices are multiplied by NumPy's BLAS.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config
from thinc.api import Config, use_ops
from threadpoolctl import ThreadpoolController

from kg.assembly import assemble_pipeline, load_base
from kg.training.augmentation import CHANGES, read_tree, write_tree
from kg.training.evaluation import ParserScores, score_parser
from kg.training.run import PARSER, SYNTAX, Choices, Corpora, Sources, configure, fit, read_corpora
from kg.training.selftraining import agree, read_texts
from kg.training.treebank import read_treebank, write_docbin

STOCK = "fr_core_news_md"
RATES = "corpora.train.augmenter.rates"
LOOKED_AT = 20
"""Sentences that spaCy's loop measures for its table of progress; the figures come from all of them, afterwards."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One row of ``recipes.toml``."""

    name: str
    seed: int = 1
    set: Mapping[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    mapped: bool = True
    fresh: Mapping[str, int] = field(default_factory=dict)
    teachers: tuple[str, ...] = ()


class Bench:
    """The data, read once, and the parsers trained so far by the name of their recipe."""

    def __init__(self, sources: Sources, work: Path, steps: int, kinds: Iterable[str]) -> None:
        self.sources, self.work, self.steps = sources, work, steps
        stock = assemble_pipeline("fr", STOCK)
        stock.to_disk(work / "start")
        self.base = load_base(STOCK, exclude=[n for n in stock.component_names if n not in SYNTAX])
        self.corpora = read_corpora(PARSER, sources, self.base)
        held = self.corpora.held_docs()
        write_docbin(held[:LOOKED_AT], work / "held.spacy")
        self.varied = {kind: vary(held, kind, self.base) for kind in kinds}
        self.parsers: dict[str, Language] = {}

    def train(self, recipe: Recipe) -> Language:
        """The parser of ``recipe``."""
        changes = dict(recipe.set) | {f"{RATES}.{kind}": 0.0 for kind in recipe.without}
        config = configure(PARSER, self.work, Choices(STOCK, recipe.seed, self.steps), changes)
        if recipe.fresh:
            start_afresh(config, self.work, recipe.fresh)
        docs = self.corpora.train if recipe.mapped else self.read_unmapped().train
        nlp = fit(config, docs + self.read_agreed(recipe.teachers), self.work, "last")
        self.parsers[recipe.name] = nlp
        return nlp

    def read_unmapped(self) -> Corpora:
        """The treebanks with "dep" for each label that the pipeline does not have."""
        return read_corpora(replace(PARSER, read=partial(read_treebank, labels={})), self.sources, self.base)

    def read_agreed(self, teachers: Sequence[str]) -> list[Doc]:
        """Sentences of the unannotated texts that the teachers agree on."""
        if not teachers:
            return []
        docs = agree([self.parsers[name] for name in teachers], read_texts(self.sources.unlabelled))
        print(f"{len(docs)} sentences agreed on", flush=True)
        return docs

    def measure(self, title: str, nlp: Language, kinds: Sequence[str]) -> None:
        """Print the figures on what is held out, and on the same changed by each of ``kinds``."""
        samples = self.corpora.held | {kind: self.varied[kind] for kind in kinds}
        for name, docs in samples.items():
            print(f"{title:26} {name:22} {len(docs):5} sentences  {show(score_parser(nlp, docs))}", flush=True)


def start_afresh(config: Config, work: Path, size: Mapping[str, int]) -> None:
    """Have the components of the base pipeline start from random parameters, in another size."""
    components = {name: load_config(work / "start" / "config.cfg")["components"][name] for name in SYNTAX}
    components["tok2vec"]["model"]["encode"] |= size
    config["components"] = components


def vary(docs: Sequence[Doc], kind: str, base: Language) -> list[Doc]:
    """The sentences that the change ``kind`` of the augmentation makes others of, changed; the same every time."""
    random.seed(0)
    changed = [write_tree(CHANGES[kind](read_tree(doc)), base) for doc in docs if len(doc) > 3]
    texts = {doc.text for doc in docs}
    return [doc for doc in changed if doc.text not in texts]


def show(scores: ParserScores) -> str:
    """UAS, LAS and F1 of core arguments in one line."""
    return f"UAS {scores.uas:5.2f}  LAS {scores.las:5.2f}  core {scores.core:5.2f}"


def read_recipes() -> list[Recipe]:
    """The rows of ``recipes.toml``."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["recipe"]
    return [Recipe(**row) for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for flag in ("--data", "--seen", "--dev", "--unlabelled"):
        parser.add_argument(flag, nargs="*", type=Path, default=[])
    parser.add_argument("--steps", type=int, default=300, help="batches of each training")
    parser.add_argument("--only", nargs="*", help="names of recipes; their teachers have to be among them")
    arguments = parser.parse_args()
    sources = Sources(**{key: tuple(arguments.__dict__[key]) for key in ("data", "seen", "dev", "unlabelled")})
    recipes = [r for r in read_recipes() if arguments.only is None or r.name in arguments.only]
    with (
        tempfile.TemporaryDirectory() as scratch,
        use_ops("numpy", use_blis=False),
        ThreadpoolController().limit(limits=1, user_api="blas"),
    ):
        kinds = [kind for kind in CHANGES if any(kind in r.without for r in recipes)]
        bench = Bench(sources, Path(scratch), arguments.steps, kinds)
        bench.measure("stock", bench.base, kinds)
        for recipe in recipes:
            start = time.process_time()
            nlp = bench.train(recipe)
            print(f"{recipe.name}: {time.process_time() - start:.0f} seconds of processor time", flush=True)
            bench.measure(recipe.name, nlp, kinds if recipe is recipes[0] else recipe.without)


if __name__ == "__main__":
    main()
