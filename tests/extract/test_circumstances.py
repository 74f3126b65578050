"""When and where: which predicate of a sentence a time belongs to, and which it does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.document import Metadata, make_document
from tests.extract.notation import Article, read_documents

PUBLISHED = date(2023, 9, 28)
TABLE = Path(__file__).parent / "circumstances.tsv"


def rows() -> Iterator[tuple[str, str]]:
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, expected = line.split("\t")
            yield sentence, expected


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """Every sentence of the table read as an article of the day."""
    metadata = Metadata(published=PUBLISHED)
    documents = [make_document("test", sentence, metadata) for sentence, _ in rows()]
    return {article.document.text: article for article in read_documents(documents)}


def dated(article: Article) -> set[str]:
    """predicate=value of every time of every fact."""
    return {
        f"{fact.predicate}={argument.value or '-'}"
        for fact in article.facts.facts
        for argument in fact.arguments
        if argument.role == "time"
    }


@pytest.mark.parametrize(("sentence", "expected"), rows())
def test_times_date_what_they_belong_to(sentence: str, expected: str, articles: dict[str, Article]) -> None:
    wanted = set() if expected == "none" else set(expected.split("; "))
    assert dated(articles[sentence]) == wanted, articles[sentence].describe()
