"""The article with the facts that each passage proves and the entities it names.

The RDF holds quotations with the words around them, not the whole text: where the text is not at hand (``Article.text``
is empty), what no quotation touches shows as a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from kg.views.account import Account, Fact, Quotation
from kg.views.page import ALONE, describe, render_page


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that the facts ``facts`` quote; ``entity`` is the entity it names, if any. Both are ids."""

    text: str
    facts: tuple[str, ...] = ()
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text without a gap, ``article.text[start:…]``."""

    article: str
    start: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    account: Account
    passages: tuple[Passage, ...]


def data(account: Account) -> Reading:
    """The passages of every article of ``account`` in the order of the text."""
    passages = []
    for article in account.articles:
        facts = [fact for fact in account.facts if fact.quotation.article == article.id]
        names = _find_names(account, facts)
        pieces = [(0, article.text)] if _is_text_of(facts, article.text) else _join(facts)
        passages += [Passage(article.id, start, _cut(text, start, facts, names)) for start, text in pieces]
    return Reading(account, tuple(passages))


def render(reading: Reading, beside: Mapping[str, str] = ALONE) -> str:
    """The HTML page; ``beside`` as ``describe`` takes it."""
    passages = [asdict(passage) for passage in reading.passages]
    page = describe(reading.account, "article", beside) | {"passages": passages}
    return render_page("article", page, ("page.js", "evidence.js", "article.js"))


def _is_text_of(facts: Sequence[Fact], text: str) -> bool:
    return bool(text) and all(text[f.quotation.start : f.quotation.end] == f.quotation.text for f in facts)


def _join(facts: Iterable[Fact]) -> list[tuple[int, str]]:
    """What is known of the text, as (start, text) pieces that neither touch nor overlap."""
    pieces: list[tuple[int, str]] = []
    for start, text in sorted(_piece(fact.quotation) for fact in facts):
        if pieces and start <= pieces[-1][0] + len(pieces[-1][1]):
            first, known = pieces[-1]
            pieces[-1] = first, known + text[max(first + len(known) - start, 0) :]
        else:
            pieces.append((start, text))
    return pieces


def _piece(quotation: Quotation) -> tuple[int, str]:
    return quotation.start - len(quotation.prefix), quotation.prefix + quotation.text + quotation.suffix


def _find_names(account: Account, facts: Iterable[Fact]) -> dict[str, str]:
    """Proper names of the participants and speakers of ``facts``, with their entities."""
    present = {p.node for fact in facts for p in (*fact.participants, *fact.sources)}
    return {
        name: entity.id
        for entity in account.entities
        if entity.named and entity.id in present
        for name in (entity.name, *entity.names)
        if len(name) > 2 and name[0].isupper()
    }


def _cut(text: str, start: int, facts: Sequence[Fact], names: Mapping[str, str]) -> tuple[Run, ...]:
    end = start + len(text)
    inside = [fact for fact in facts if start <= fact.quotation.start < end]
    mentions = _find_mentions(text, start, names)
    edges = {start, end, *(edge for f in inside for edge in (f.quotation.start, min(f.quotation.end, end)))}
    edges.update(edge for first, last, _ in mentions for edge in (first, last))
    return tuple(
        Run(
            text[a - start : b - start],
            tuple(f.id for f in inside if f.quotation.start <= a and b <= f.quotation.end),
            next((entity for first, last, entity in mentions if first <= a and b <= last), ""),
        )
        for a, b in pairwise(sorted(edges))
    )


def _find_mentions(text: str, start: int, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    if not names:
        return []
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return [(start + m.start(), start + m.end(), names[m.group()]) for m in pattern.finditer(text)]
