"""The base pipeline without what training does not need, and the annotated samples."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from kg.assembly import load_base

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def base() -> Language:
    return load_base("fr_core_news_md", exclude=["senter", "lemmatizer", "attribute_ruler"])


@pytest.fixture
def sample_trees() -> Path:
    return DATA / "sample.conllu"


@pytest.fixture
def sample_names() -> Path:
    return DATA / "sample.jsonl"
