"""The spaCy pipeline of a language: kg's parser, morphology and names on the vectors and rules of a base pipeline.

The language pack's folder ``model/`` holds ``weights.npz`` (the trained parameters, half precision) and ``meta.json``
(base pipeline, data, licence, figures, hashes). Everything else — tokenizer, vectors, lemmatizer, rules — comes from
the installed base pipeline, so that the weights stay small.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language

from kg.errors import LexiconError

WEIGHTS = "weights.npz"
META = "meta.json"
TRAINED = ("tok2vec", "morphologizer", "parser", "ner")
UNUSED = ("senter",)


def assemble_pipeline(lang: str = "fr", model: str | None = None) -> Language:
    """A new pipeline for ``lang``.

    ``model`` is None for the weights shipped with kg, a folder that ``kg train`` wrote, or any spaCy pipeline: the name
    of an installed package or its folder. Raises LexiconError when it cannot be loaded or the weights do not fit.
    """
    folder = Path(__file__).parent / "lang" / lang / "model" if model is None else Path(model)
    if (folder / WEIGHTS).is_file():
        return load_weights(folder)
    if model is None:
        raise LexiconError(f"language {lang!r} has no weights of its own; name a spaCy pipeline with --model.")
    return load_base(model)


def load_base(name: str, **options: Any) -> Language:
    """An installed spaCy pipeline, or one in a folder. Raises LexiconError with the way to install it."""
    try:
        return spacy.load(name, **options)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).split("\n")[0].split(". It doesn't")[0]
        raise LexiconError(
            f"model {name!r} cannot be loaded ({reason}); install it, for example with "
            f"pip install {name.replace('_', '-')}, or name another with --model."
        ) from error


def load_weights(folder: Path) -> Language:
    """The base pipeline that ``meta.json`` names, with the parameters of ``weights.npz`` in place of its own."""
    try:
        meta = json.loads((folder / META).read_text("utf-8"))
        base, version, digest = meta["base"]["name"], meta["base"]["version"], meta["weights"]["sha256"]
    except (OSError, ValueError, KeyError) as error:
        raise LexiconError(
            f"{folder / META}: cannot be read ({error!r}); train the weights again with kg train."
        ) from error
    found = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    if found != digest:
        raise LexiconError(f"{folder / WEIGHTS}: sha256 {found} found, {META} says {digest}; restore the file.")
    nlp = load_base(base, exclude=UNUSED)
    if nlp.meta["version"] != version:
        raise LexiconError(
            f"{base} {nlp.meta['version']} is installed, the weights in {folder} need {version}: "
            f"pip install {base.replace('_', '-')}=={version}"
        )
    with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
        put_parameters(nlp, dict(arrays))
    return nlp


def put_parameters(nlp: Language, arrays: dict[str, np.ndarray[Any, Any]]) -> None:
    """Overwrite parameters of ``nlp`` by ``component/node/name``, nodes counted in breadth-first order of the model."""
    for component in sorted({key.split("/")[0] for key in arrays}):
        if component not in nlp.pipe_names:
            raise LexiconError(f"the weights hold {component!r}, the base pipeline has {', '.join(nlp.pipe_names)}.")
        for number, node in enumerate(nlp.get_pipe(component).model.walk()):  # type: ignore[attr-defined]
            for name in node.param_names:
                if (array := arrays.get(f"{component}/{number}/{name}")) is None:
                    continue
                if array.shape != node.get_param(name).shape:
                    raise LexiconError(
                        f"weights {component}/{number}/{name} have shape {array.shape}, "
                        f"the base pipeline {node.get_param(name).shape}: train them again on this base."
                    )
                node.set_param(name, array.astype(np.float32))


def get_parameters(nlp: Language, components: tuple[str, ...]) -> dict[str, np.ndarray[Any, Any]]:
    """The parameters of ``components`` in half precision, keyed as ``put_parameters`` expects them."""
    return {
        f"{component}/{number}/{name}": np.asarray(node.get_param(name), dtype=np.float16)
        for component in components
        for number, node in enumerate(nlp.get_pipe(component).model.walk())  # type: ignore[attr-defined]
        for name in node.param_names
        if node.has_param(name)
    }
