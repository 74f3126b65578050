"""The article as far as its facts quote it: passages with the facts they prove and the entities they name.

The RDF holds quotations with the words around them, not the whole text; what no quotation touches shows as a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from pyoxigraph import Store

from kg.views.account import Account, Fact, Quotation
from kg.views.page import describe, render_page
from kg.views.reading import read_account


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


def data(store: Store) -> Reading:
    """The passages of every article of ``store`` in the order of the text."""
    account = read_account(store)
    passages = []
    for article in account.articles:
        facts = [fact for fact in account.facts if fact.quotation.article == article.id]
        names = _find_names(account, facts)
        passages += [Passage(article.id, start, _cut(text, start, facts, names)) for start, text in _join(facts)]
    return Reading(account, tuple(passages))


def render(reading: Reading) -> str:
    """The HTML page."""
    page = describe(reading.account, "article") | {"passages": [asdict(passage) for passage in reading.passages]}
    return render_page("article", page, ("page.js", "evidence.js", "article.js"))


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
