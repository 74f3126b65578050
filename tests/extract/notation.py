"""The tables of this folder, and the compact notation in which they write facts.

A fact is written ``agent | predicate | patient | polarity modality | speaker | role=filler, …``, several are separated
by ``;``. ``-`` is nobody, ``*`` anybody, ``a / b`` either; ``predicate:Type`` asks for the type too, ``:Type`` for the
type alone. Polarity is ``+`` or ``-``. What is left out at the end is ``+ actual``, ``-`` (the article says so itself)
and no roles; but in a fact with ``!`` before it, which must not be there, it is anything.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.analysis import analyze, load_pipeline, plain
from kg.document import Document, make_document
from kg.extract import extract
from kg.extract.mentions import find_mentions
from kg.facts import Fact, Facts, Node
from kg.resolve import resolve

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what was read from it."""

    document: Document
    facts: Facts

    def names(self, node: Node) -> set[str]:
        """Every name of a node, its own words and those of its entity, in lower case."""
        entity = next((e for e in self.facts.entities if e.id == node.entity), None)
        names = {node.text} | ({entity.name, *entity.names} if entity else set())
        return {plain(name).casefold() for name in names}

    def describe(self) -> str:
        """All facts in the notation, a line each."""
        return "\n".join(self._describe(fact) for fact in self.facts.facts) or "no fact"

    def _describe(self, fact: Fact) -> str:
        def join(nodes: Iterable[Node]) -> str:
            return " & ".join(self._name(n) for n in nodes) or "-"

        sign = "+" if fact.polarity == "positive" else "-"
        parts = [join(fact.agents), f"{fact.predicate}:{fact.type}", join(fact.patients), f"{sign} {fact.modality}",
                 join(a.source for a in fact.attributions)]
        parts += [", ".join(f"{a.role}={a.node.text}" for a in fact.arguments)] if fact.arguments else []
        return " | ".join(parts) + f"   ({fact.provenance.extractor}: {fact.provenance.rule})"

    def _name(self, node: Node) -> str:
        entity = next((e.name for e in self.facts.entities if e.id == node.entity), node.text)
        return node.text if entity == node.text else f"{node.text} = {entity}"


class Reader:
    """Reads texts as the pipeline does, each an article of its own, and each once."""

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}

    def read_all(self, texts: Iterable[str]) -> None:
        """Read the new ones among many texts in one batch."""
        new = [make_document("test", text) for text in dict.fromkeys(texts) if text not in self._articles]
        for article in read_documents(new):
            self._articles[article.document.text] = article

    def __call__(self, text: str) -> Article:
        self.read_all([text])
        return self._articles[text]


def read_documents(documents: Iterable[Document]) -> Iterator[Article]:
    """The steps of ``kg.pipeline`` between reading and writing."""
    for analysis in analyze(documents, load_pipeline("fr"), "fr"):
        mentions = find_mentions(analysis)
        yield Article(analysis.document, resolve(extract(analysis, mentions), analysis, mentions))


@dataclass(frozen=True, slots=True)
class Expected:
    """A fact that must be there, or with ``absent`` must not; every field is as written."""

    written: str
    absent: bool
    agent: str
    predicate: str
    type: str
    patient: str
    status: str
    speaker: str
    roles: tuple[tuple[str, str], ...]

    def check(self, article: Article) -> None:
        """Fail the test, showing what was read, unless the facts are as written."""
        found = [fact for fact in article.facts.facts if self._fits(fact, article)]
        if bool(found) == self.absent:
            pytest.fail(f"{self.written}\nbut read was:\n{article.describe()}", pytrace=False)

    def _fits(self, fact: Fact, article: Article) -> bool:
        sign = "+" if fact.polarity == "positive" else "-"
        speakers: list[Node | None] = [a.source for a in fact.attributions]
        return (
            any(_is(self.agent, a, article) and _is(self.patient, p, article) for a, p in fact.pairs())
            and self.predicate in {"*", fact.predicate}
            and self.type in {"*", fact.type}
            and self.status in {"*", f"{sign} {fact.modality}", sign}
            and any(_is(self.speaker, s, article) for s in (speakers or [None]))
            and all(any(a.role == role and _is(filler, a.node, article) for a in fact.arguments)
                    for role, filler in self.roles)
        )


def _is(wanted: str, node: Node | None, article: Article) -> bool:
    if wanted == "*":
        return True
    if node is None:
        return wanted == "-"
    return bool(article.names(node) & {w.strip().casefold() for w in wanted.split(" / ")})


def parse_expected(cell: str) -> tuple[Expected, ...]:
    """The facts of a cell of a table."""
    return tuple(_parse(part.strip()) for part in cell.split(";"))


def _parse(written: str) -> Expected:
    absent = written.startswith("!")
    fields = [field.strip() for field in written.removeprefix("!").split("|")]
    default = ["*", "*", "*", "*", "*", ""] if absent else ["", "", "", "+ actual", "-", ""]
    agent, predicate, patient, status, speaker, roles = fields + default[len(fields):]
    predicate, _, type_ = predicate.partition(":")
    pairs = tuple((role, filler.strip()) for role, filler in re.findall(r"(\w+)=(.*?)(?=, \w+=|$)", roles))
    if not agent or not patient:
        raise ValueError(f"{written!r}: write agent | predicate | patient, with - for nobody")
    return Expected(written, absent, agent, predicate or "*", type_ or "*", patient, status, speaker, pairs)


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated table of this folder, by the names in its first line; ``\\n`` is a line end."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        return [{key: cell.replace("\\n", "\n") for key, cell in row.items()} for row in rows]


def mark_gap(gaps: dict[tuple[str, str], str], sentence: str, asked: str) -> list[pytest.MarkDecorator]:
    """The mark of a test that is known to fail; when it does not fail any more, its line must go."""
    why = gaps.get((sentence, asked))
    return [] if why is None else [pytest.mark.xfail(strict=True, reason=why)]


def known_gaps(table: str) -> dict[tuple[str, str], str]:
    """Why a test of a table is known to fail, by sentence and what is asked of it."""
    return {(row["sentence"], row["asked"]): row["why"] for row in read_table("known_gaps") if row["table"] == table}
