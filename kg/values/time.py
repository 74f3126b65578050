"""Times in text: every date, hour, period and duration as a span with an ISO 8601 value.

News looks back: without another hint "jeudi" is the latest Thursday up to the day of publication. What cannot
be told stays without a value; nothing is guessed. The words and patterns stand in
``kg/lang/<code>/time.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kg.facts import Span
from kg.lang import load_table
from kg.values import moment_builders, period_builders
from kg.values.calendar import bounds, is_iso
from kg.values.grammar import Grammar
from kg.values.moments import Context, Day, Modified, Moment

__all__ = ["TimeExpression", "bounds", "find_times", "is_iso", "narrated_date"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in the text.

    ``value`` is ISO 8601 (see ``kg.values.calendar``) or None where the text or a missing publication date
    leaves it open. ``kind`` is ``date``, ``time``, ``interval``, ``duration``, ``age``, ``set``, ``relative``
    (counted from another day), or ``anchor``: then the value is not when the thing beside it happens, but
    when that happens from which it is counted ("le lendemain *de la rencontre*"). ``mod`` tells how the value
    bounds the event, "" when it is the event's own time: BEFORE, AFTER, START, MID, END, APPROX as in
    TimeML's TIMEX3, and SINCE, UNTIL, WITHIN ("d'ici à 2030").
    """

    span: Span
    text: str
    value: str | None
    kind: str
    mod: str = ""


def find_times(
    text: str,
    published: date | None,
    mentioned: date | None = None,
    lang: str = "fr",
    forward: bool | None = None,
) -> tuple[TimeExpression, ...]:
    """Every time expression of ``text``, in order, without overlaps.

    ``published`` is the day the text appeared (a datetime makes "il y a deux heures" resolvable);
    ``mentioned`` the date the narration stands at before this text, which "le lendemain" is relative to;
    dates named in the text itself move it on. ``forward`` says whether bare weekdays and dates lie ahead;
    None reads it from the tense of the clause. Raises LexiconError for a language without tables.
    """
    found = []
    grammar, tense = _load(lang)
    here = mentioned
    year: int | None = None
    last: str | None = None
    last_end = 0
    for item in grammar.read(text):
        moment: Moment = item.value
        if year is not None and _SENTENCE_END.search(text, last_end, item.start):
            year = None
        ahead, past = tense.read(text, item.start, item.end) if forward is None else (forward, not forward)
        value = moment.resolve(
            Context(published, here, ahead, year, last, forward is True, past, forward is None and past)
        )
        if value is not None and not is_iso(value):
            value = None
        found.append(
            TimeExpression(
                Span(item.start, item.end),
                text[item.start : item.end],
                value,
                moment.kind,
                moment.mod if isinstance(moment, Modified) else "",
            )
        )
        last_end = item.end
        covered = value and moment.kind in ("date", "time", "relative") and bounds(value.split("T")[0])
        if covered:
            last = value
            if covered[0] == covered[1]:
                here = covered[0]
            year = _stated_year(moment)
    return tuple(found)


def narrated_date(times: Iterable[TimeExpression]) -> date | None:
    """The single day that ``times`` name last, None when they name none.

    Given those of one paragraph it is the ``mentioned`` of the next; further than that the narration does not
    stay.
    """
    there = None
    for time in times:
        covered = bounds(time.value.split("T")[0]) if time.value and time.kind in ("date", "time", "relative") else None
        if covered and covered[0] == covered[1] and not time.mod:
            there = covered[0]
    return there


def _stated_year(moment: Moment) -> int | None:
    """The year that the text gives with a month, which other days of the sentence share."""
    if isinstance(moment, Modified):
        return _stated_year(moment.moment)
    return moment.year if isinstance(moment, Day) and moment.month else None


_SENTENCE_END = re.compile(r"[.!?\n]\s")


class _Tense:
    """Whether a clause speaks of the future or of the past, by its verb forms alone."""

    def __init__(self, table: dict[str, Any]) -> None:
        endings, boundaries, past, participles = (
            "|".join(table[k]) for k in ("endings", "boundaries", "past", "participles")
        )
        self._future = re.compile(rf"\b(?:{'|'.join(table['words'])})\b|\b[a-zà-ÿ]+(?:{endings})\b")
        self._past = re.compile(
            rf"\b(?:{past})\s+(?:\w+\s+)?(?!(?:{'|'.join(table['not_participles'])})\b)\w+(?:{participles})\b"
        )
        self._boundary = re.compile(rf"[,;:()«»\".!?\n]|\b(?:{boundaries})\b")
        self._not = frozenset(table["not"])

    def read(self, text: str, start: int, end: int) -> tuple[bool, bool]:
        """Whether the verb next to the characters ``start`` to ``end`` is in the future, and whether in the past."""
        left, right = self._clause(text, start, end)
        around = ((left, start), (end, right))
        ahead = [
            self._distance(m, start, end)
            for low, high in around
            for m in self._future.finditer(text, low, high)
            if m.group() not in self._not
        ]
        back = [self._distance(m, start, end) for low, high in around for m in self._past.finditer(text, low, high)]
        if ahead and (not back or min(ahead) <= min(back)):
            return True, False
        return False, bool(back)

    def _clause(self, text: str, start: int, end: int) -> tuple[int, int]:
        """From the boundary before to the boundary after; an expression that stands alone before a comma
        belongs to what follows.
        """
        low = max(0, start - 160)
        left = max((m.end() for m in self._boundary.finditer(text, low, start)), default=low)
        right = self._next(text, end)
        if not text[left:start].strip() and text[right : right + 1] == ",":
            right = self._next(text, right + 1)
        return left, right

    def _next(self, text: str, start: int) -> int:
        stop = self._boundary.search(text, start, start + 160)
        return stop.start() if stop else min(len(text), start + 160)

    @staticmethod
    def _distance(match: re.Match[str], start: int, end: int) -> int:
        return start - match.end() if match.end() <= start else match.start() - end


@cache
def _load(lang: str) -> tuple[Grammar, _Tense]:
    table = load_table(lang, "time")
    numbers = load_table(lang, "quantity")["class"]
    classes = {**table["class"], "NUMBER": numbers["NUMBER"], "JOIN": numbers["JOIN"]}
    builders = {**moment_builders.BUILDERS, **period_builders.BUILDERS}
    return Grammar({**table, "class": classes}, builders, f"kg/lang/{lang}/time.toml"), _Tense(table["future"])
