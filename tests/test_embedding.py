"""Each word of a batch is embedded once, and no vector changes."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from kg.assembly import assemble_pipeline
from kg.embedding import embed_words_once

TEXTS = ["L'ONU a reçu l'ONU.", "", "L'ONU\n L'onu,l'ONU ;\u2009l' ONU a 12 345 soldats."]


@pytest.fixture(scope="module")
def usual() -> Language:
    return assemble_pipeline()


@pytest.fixture(scope="module")
def once() -> Language:
    nlp = assemble_pipeline()
    embed_words_once(nlp)
    return nlp


def make_docs(nlp: Language) -> list[Doc]:
    docs = [nlp.make_doc(text) for text in TEXTS]
    docs[2][0].norm_ = "le"
    return docs


def layers(nlp: Language, component: str, name: str) -> list[Model]:  # type: ignore[type-arg]
    model = nlp.get_pipe(component).model  # type: ignore[attr-defined]
    return [node for node in model.walk() if node.name == name]


@pytest.mark.parametrize("component", ["tok2vec", "ner"])
def test_vectors_are_those_of_the_usual_layer(usual: Language, once: Language, component: str) -> None:
    (layer,) = layers(once, component, "embed_words_once")
    (same,) = (node for node in usual.get_pipe(component).model.walk() if node.name == layer.layers[0].name)  # type: ignore[attr-defined]
    expected, found = same.predict(make_docs(usual)), layer.predict(make_docs(once))
    assert [len(vectors) for vectors in found] == [len(vectors) for vectors in expected]
    assert len(found[1]) == 0
    for ours, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-5)
    assert not np.allclose(found[0][0], found[2][0])


def test_a_word_is_computed_once(once: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    (layer,) = layers(once, "tok2vec", "embed_words_once")
    (inner,) = layer.layers
    sizes = []
    usual_forward = inner._func

    def count(model: Model, docs: list[Doc], is_train: bool) -> object:  # type: ignore[type-arg]
        sizes.append(sum(map(len, docs)))
        return usual_forward(model, docs, is_train)

    monkeypatch.setattr(inner, "_func", count)
    docs = [once.make_doc("Le chat voit le chat .") for _ in range(10)]
    layer.predict(docs)
    assert sizes == [5]


def test_training_goes_through_the_usual_layer(once: Language) -> None:
    (layer,) = layers(once, "tok2vec", "embed_words_once")
    docs = make_docs(once)
    vectors, backpropagate = layer.begin_update(docs)
    assert sum(map(len, vectors)) == sum(map(len, docs))
    backpropagate([np.zeros_like(array) for array in vectors])
