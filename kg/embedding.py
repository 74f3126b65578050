"""Word embeddings computed once for each word of a batch, not once for each token.

What the embedding layer of a spaCy pipeline sees of a token is the token alone, and half the tokens of a text are a few
hundred words. The idea is that of thinc's ``uniqued``, which wants identifiers where these layers take documents.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Floats2d

_SEEN: list[int | str] = ["ORTH", "NORM", "SPACY"]
"""What distinguishes tokens to an embedding layer; prefix, suffix, shape and vector follow from the form."""


def embed_words_once(nlp: Language) -> None:
    """Make all embedding layers of ``nlp`` compute each word of a batch once.

    The layers stand below a new node each, so the parameters are no longer counted as in ``kg.assembly``.
    """
    for _, component in nlp.pipeline:
        if isinstance(model := getattr(component, "model", None), Model):
            for layer in [node for node in model.walk() if _is_embedding(node)]:
                model.replace_node(layer, Model("embed_words_once", _forward, layers=[layer], dims={"nO": None}))


def _is_embedding(node: Model[Any, Any]) -> bool:
    return bool(node.layers) and node.layers[-1].name == "ragged2list"


def _forward(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[Any], Any]]:
    (embed,) = model.layers
    if is_train:
        return embed(docs, is_train)
    rows: dict[tuple[int, ...], int] = {}
    tokens = [rows.setdefault(tuple(token), len(rows)) for doc in docs for token in doc.to_array(_SEEN).tolist()]
    (vectors,), backpropagate = embed([_make_words(docs[0].vocab, list(rows))], is_train)
    ends = accumulate(map(len, docs), initial=0)
    return [vectors[tokens[start:end]] for start, end in pairwise(ends)], backpropagate


def _make_words(vocab: Any, rows: list[tuple[int, ...]]) -> Doc:
    forms, norms, spaces = zip(*rows, strict=True)
    words = Doc(vocab, words=[vocab.strings[form] for form in forms], spaces=list(map(bool, spaces)))
    return words.from_array(["NORM"], np.array(norms, dtype="uint64")[:, None])  # type: ignore[arg-type]
