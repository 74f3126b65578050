"""Train parser and names with spaCy's loop, measure what was held out, and write a folder of weights."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, load_model
from thinc.api import Config, use_ops
from threadpoolctl import ThreadpoolController

import kg.training.corpus  # registers the readers that the configurations name
import kg.training.renaming  # noqa: F401 -- registers the augmenters, with kg.training.augmentation
from kg.assembly import META, TRAINED, WEIGHTS, assemble_pipeline, get_parameters
from kg.errors import ConfigError
from kg.training.evaluation import score_names, score_parser
from kg.training.names import FOLD, keep_kind, read_names
from kg.training.selftraining import agree, read_texts
from kg.training.treebank import read_treebank, write_docbin

LICENCE = "CC BY-SA 4.0"
Scores = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two trainings: its configuration, the components it changes, the files it takes, and its readers.

    ``use_blis`` says whether spaCy's own BLAS multiplies matrices or NumPy's, which is twice as fast here but rounds
    otherwise and so leads to other weights.
    """

    config: str
    components: tuple[str, ...]
    suffixes: tuple[str, ...]
    read: Callable[[Path, Language], list[Doc]]
    score: Callable[[Language, Sequence[Doc]], Scores]
    use_blis: bool


def _score_parser(nlp: Language, gold: Sequence[Doc]) -> Scores:
    return asdict(score_parser(nlp, gold))


def _score_names(nlp: Language, gold: Sequence[Doc]) -> Scores:
    return {label: {"strict": s, "overlap": o} for label, (s, o) in score_names(nlp, gold).items()}


SYNTAX = ("tok2vec", "morphologizer", "parser")
PARSER = Part("parser.cfg", SYNTAX, (".conllu", ".spacy"), read_treebank, _score_parser, use_blis=True)
NER = Part("names.cfg", ("ner",), (".jsonl", ".spacy"), read_names, _score_names, use_blis=False)
PARTS = {"parser": PARSER, "ner": NER}


@dataclass(frozen=True, slots=True)
class Sources:
    """Annotated files and folders: of ``data`` every fifth document is held out, of ``seen`` none, of ``dev`` all.

    ``unlabelled`` texts are parsed by ``teachers`` (folders of weights) and added to the parser's training.
    """

    data: tuple[Path, ...]
    seen: tuple[Path, ...] = ()
    dev: tuple[Path, ...] = ()
    unlabelled: tuple[Path, ...] = ()
    teachers: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Where a run starts, its seed, its number of batches (0: as configured), whether it ends on all data, and
    whether the step that does best on what is held out is kept rather than the last.
    """

    start: str | None = None
    seed: int = 1
    steps: int = 0
    everything: bool = False
    best: bool = True


@dataclass(frozen=True, slots=True)
class Corpora:
    """Documents to train on, documents held out by file name, and the unannotated ones that teachers parsed."""

    train: list[Doc]
    held: dict[str, list[Doc]]
    silver: list[Doc]

    def held_docs(self) -> list[Doc]:
        """What is held out, file after file."""
        return [doc for docs in self.held.values() for doc in docs]


def find_files(paths: Iterable[Path], part: Part) -> list[Path]:
    """The files that ``part`` takes among files and folders, sorted."""
    files = [f for p in paths for f in (p.iterdir() if p.is_dir() else [p])]
    return sorted({f for f in files if f.suffix in part.suffixes})


def train_weights(names: Sequence[str], sources: Sources, out: Path, choices: Choices) -> dict[str, Any]:
    """Train the parts ``names`` and write ``weights.npz`` and ``meta.json`` into ``out``; returns the meta.

    Training stops early on what is held out, and the figures are measured on it. With ``choices.everything`` the
    weights come from one more run of the configured length that leaves nothing out. A part that ``out`` already holds
    and that is not trained now stays there: the parts do not depend on each other. Raises ConfigError without data, or
    when ``out`` holds weights of another base or of other choices.
    """
    work = out / "work"
    work.mkdir(parents=True, exist_ok=True)
    nlp = assemble_pipeline("fr", choices.start)
    nlp.to_disk(work / "start")
    meta: dict[str, Any] = {
        "base": {"name": f"{nlp.meta['lang']}_{nlp.meta['name']}", "version": nlp.meta["version"]},
        "licence": LICENCE,
        "seed": choices.seed,
        "everything": choices.everything,
        "parts": {},
    }
    earlier = _read_earlier(out, meta)
    parameters = get_parameters(nlp, TRAINED)
    for name, part in PARTS.items():
        if name in names:
            with use_ops("numpy", use_blis=part.use_blis), ThreadpoolController().limit(limits=1, user_api="blas"):
                trained, meta["parts"][name] = _train_part(part, sources, work, choices)
            parameters |= get_parameters(trained, part.components)
        elif name in earlier["parts"]:
            meta["parts"][name] = earlier["parts"][name]
            with np.load(out / WEIGHTS, allow_pickle=False) as arrays:
                parameters |= {key: arrays[key] for key in arrays if key.split("/")[0] in part.components}
    np.savez(out / WEIGHTS, **{key: parameters[key] for key in sorted(parameters)})  # type: ignore[arg-type]
    meta["weights"] = {"sha256": _digest(out / WEIGHTS), "bytes": (out / WEIGHTS).stat().st_size}
    (out / META).write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", "utf-8")
    shutil.rmtree(work)
    return meta


def _read_earlier(out: Path, meta: Mapping[str, Any]) -> Mapping[str, Any]:
    """What ``out`` says of the weights it holds, if any."""
    path = out / META
    if not path.is_file():
        return {"parts": {}}
    earlier: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for key in ("base", "seed", "everything"):
        if earlier[key] != meta[key]:
            raise ConfigError(
                f"--out {out}: its weights were trained with {key} {earlier[key]}, not {meta[key]}; "
                "name another folder or train with the same"
            )
    return earlier


def _train_part(part: Part, sources: Sources, work: Path, choices: Choices) -> tuple[Language, dict[str, Any]]:
    config = load_config(work / "start" / "config.cfg")
    base = load_model(work / "start", exclude=[n for n in config["nlp"]["pipeline"] if n not in part.components])
    corpora = read_corpora(part, sources, base)
    files = find_files((*sources.data, *sources.seen, *sources.dev, *sources.unlabelled), part)
    report: dict[str, Any] = {
        "data": [{"file": f.name, "sha256": _digest(f)} for f in files],
        "trained_on": len(corpora.train),
        "silver": len(corpora.silver),
        "held_out": {name: len(docs) for name, docs in corpora.held.items()},
        "before": {name: part.score(base, docs) for name, docs in corpora.held.items()},
    }
    write_docbin(corpora.held_docs(), work / "held.spacy")
    trained = _fit(
        part, _taught(part, corpora.train, base) + corpora.silver, work, choices, "best" if choices.best else "last"
    )
    report["after"] = {name: part.score(trained, docs) for name, docs in corpora.held.items()}
    if choices.everything:
        whole = _taught(part, corpora.train + corpora.held_docs(), base) + corpora.silver
        trained = _fit(part, whole, work, choices, "last")
    return trained, report


def read_corpora(part: Part, sources: Sources, base: Language) -> Corpora:
    """Read what ``part`` takes of ``sources``. Raises ConfigError without enough of it, InputError at a bad file."""
    train = [doc for path in find_files(sources.seen, part) for doc in part.read(path, base)]
    held = {path.name: part.read(path, base) for path in find_files(sources.dev, part)}
    for path in find_files(sources.data, part):
        docs = part.read(path, base)
        train += [doc for i, doc in enumerate(docs) if i % FOLD != FOLD - 1]
        held[path.name] = docs[FOLD - 1 :: FOLD]
    if not train or not any(held.values()):
        raise ConfigError(
            f"--data: {len(train)} documents to train on and {sum(map(len, held.values()))} to hold out found in "
            f"{', '.join(part.suffixes)} files; give at least {FOLD} annotated ones"
        )
    silver: list[Doc] = []
    if part is PARSER and sources.teachers:
        silver = agree([assemble_pipeline("fr", str(t)) for t in sources.teachers], read_texts(sources.unlabelled))
    return Corpora(train, held, silver)


def _taught(part: Part, docs: list[Doc], base: Language) -> list[Doc]:
    return docs if part is PARSER else keep_kind(docs, base, "MISC")


def _fit(part: Part, docs: Iterable[Doc], work: Path, choices: Choices, keep: str) -> Language:
    return fit(configure(part, work, choices), docs, work, keep)


def configure(part: Part, work: Path, choices: Choices, changes: Mapping[str, Any] | None = None) -> Config:
    """The training configuration of ``part`` for spaCy, to start from the pipeline in ``work / "start"``.

    ``changes`` are values by dotted name, such as ``training.dropout``.
    """
    overrides: dict[str, Any] = {
        "paths.base": str(work / "start"),
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "held.spacy"),
        "system.seed": choices.seed,
    }
    if choices.steps:
        overrides |= {
            "training.max_steps": choices.steps,
            "training.eval_frequency": max(1, choices.steps // 10),
            "training.optimizer.learn_rate.total_steps": choices.steps + choices.steps // 10,
        }
    with resources.as_file(resources.files("kg.training") / part.config) as path:
        return load_config(path, overrides=overrides | dict(changes or {}), interpolate=False)


def fit(config: Config, docs: Iterable[Doc], work: Path, keep: str) -> Language:
    """One run of spaCy's training loop on ``docs``; the pipeline of its ``best`` or ``last`` step."""
    write_docbin(docs, work / "train.spacy")
    if keep == "last":
        config["training"] |= {"patience": 0, "eval_frequency": config["training"]["max_steps"]}
    (work / "run").mkdir(exist_ok=True)
    train(init_nlp(config), work / "run", use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)
    return load_model(work / "run" / f"model-{keep}")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
