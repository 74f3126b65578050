"""The timeline: the facts whose date the articles give, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from kg.views.account import Account, Fact
from kg.views.page import ALONE, describe, render_page


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a stretch of days, and the ids of its facts and of the articles published then. ISO 8601 days."""

    earliest: str
    latest: str
    facts: tuple[str, ...]
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """``moments`` from the first to the last; ``undated`` are ids of the facts without a date."""

    account: Account
    moments: tuple[Moment, ...]
    undated: tuple[str, ...]


def data(account: Account) -> Timeline:
    """The facts of ``account`` by their dates, with the days on which the articles were published."""
    dated: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in account.facts:
        if fact.earliest or fact.latest:
            dated[fact.earliest or fact.latest, fact.latest or fact.earliest].append(fact)
    published: dict[tuple[str, str], list[str]] = defaultdict(list)
    for article in account.articles:
        if article.published:
            published[article.published[:10], article.published[:10]].append(article.id)
    moments = tuple(
        Moment(*span, tuple(fact.id for fact in dated.get(span, ())), tuple(published.get(span, ())))
        for span in sorted({*dated, *published})
    )
    return Timeline(account, moments, tuple(f.id for f in account.facts if not (f.earliest or f.latest)))


def render(timeline: Timeline, beside: Mapping[str, str] = ALONE) -> str:
    """The HTML page; ``beside`` as ``describe`` takes it."""
    page = describe(timeline.account, "timeline", beside) | {
        "moments": [asdict(moment) for moment in timeline.moments],
        "undated": timeline.undated,
    }
    return render_page("timeline", page, ("page.js", "evidence.js", "timeline.js"))
