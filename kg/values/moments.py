"""What a time expression says before it is known when it was written: points in time, resolved against a
context.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from kg.values.calendar import bounds, easter, make_date, nearest, shift, write


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative expression is relative to.

    ``published`` may be a datetime, then hours count too. ``mentioned`` is the date that the narration stands
    at, ``year`` the year last named with a month in the same sentence, ``value`` the last date's value.
    ``forward`` is True in a clause about the future, and ``certain`` when the caller says so: then no past
    day counts, however near; ``past`` is True in a clause about the past, ``told`` when its verb says so.
    """

    published: date | None = None
    mentioned: date | None = None
    forward: bool = False
    year: int | None = None
    value: str | None = None
    certain: bool = False
    past: bool = False
    told: bool = False

    @property
    def here(self) -> date | None:
        return self.published.date() if isinstance(self.published, datetime) else self.published


class Moment(Protocol):
    """Anything that has an ISO value in a context; None when it cannot be told."""

    @property
    def kind(self) -> str: ...

    def resolve(self, context: Context) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``zone`` is ``""`` (local), ``Z`` or an offset. ``midnight`` written as a word belongs
    to two days.
    """

    hour: int
    minute: int = 0
    second: int | None = None
    zone: str = ""
    midnight: bool = False
    kind: str = "time"

    def resolve(self, context: Context) -> str | None:
        there = context.mentioned or context.here
        if there is None:
            return f"T{self}"
        now = context.published
        if context.forward and isinstance(now, datetime) and (self.hour, self.minute) < (now.hour, now.minute):
            there = shift(there, "day", 1) or there
        return f"{write(there, 'day')}T{self}"

    def __str__(self) -> str:
        seconds = "" if self.second is None else f":{self.second:02}"
        return f"{self.hour:02}:{self.minute:02}{seconds}{self.zone}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year, by any of its parts; ``side`` is ``last``, ``next``, ``this`` or "" (unsaid)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    side: str = ""
    clock: Clock | None = None
    part: str = ""

    @property
    def kind(self) -> str:
        return "time" if self.clock and not self.clock.midnight else "date"

    def resolve(self, context: Context) -> str | None:
        there = self.find(context)
        if there is None:
            return None
        value = write(there, self.grain)
        if self.clock is None or self.clock.midnight or self.grain != "day":
            return value
        return f"{value}T{self.clock}"

    @property
    def exists(self) -> bool:
        """Whether the calendar has this day in a year that is given."""
        return self.year is None or make_date(self.year, self.month or 1, self.day or 1) is not None

    @property
    def grain(self) -> str:
        if self.day or self.weekday:
            return "day"
        return "month" if self.month else "year"

    def find(self, context: Context) -> date | None:
        """The day meant (the first of a month or year); None when it does not exist or cannot be told."""
        if self.year is not None and (self.month or not self.weekday):
            return make_date(self.year, self.month or 1, self.day or 1)
        here = context.here
        if here is None:
            return None
        if self.month:
            return self._in_some_year(context, here)
        if self.day:
            return self._in_some_month(context, here)
        return self._weekday(context, here) if self.weekday else None

    def _in_some_year(self, context: Context, here: date) -> date | None:
        assert self.month is not None
        years = range(here.year - 1, here.year + 2) if self.weekday else range(here.year - 4, here.year + 5)
        candidates = [d for y in years if (d := make_date(y, self.month, self.day or 1))]
        if self.weekday:
            candidates = [d for d in candidates if d.isoweekday() == self.weekday] or candidates
        if context.year is not None and not self.side:
            return next((d for d in candidates if d.year == context.year), None)
        if self.day:
            return nearest(candidates, here, self._side(context, "near"))
        first = here.replace(day=1)
        return nearest(candidates, first, "near" if self.side == "this" else self._side(context, "near"))

    def _in_some_month(self, context: Context, here: date) -> date | None:
        assert self.day is not None
        starts = [shift(here.replace(day=1), "month", n) for n in range(-14, 15)]
        candidates = [d for s in starts if s and (d := make_date(s.year, s.month, self.day))]
        if self.weekday:
            candidates = [d for d in candidates if d.isoweekday() == self.weekday]
        return nearest(candidates, here, self._side(context, "near"))

    def _weekday(self, context: Context, here: date) -> date | None:
        assert self.weekday is not None
        back = (here.isoweekday() - self.weekday) % 7
        days = [d for n in (-back - 7, -back, 7 - back, 14 - back) if (d := shift(here, "day", n))]
        if self.side == "this":
            return nearest(days, here, "ahead" if context.forward else "past" if context.past else "near")
        return nearest(days, here, self._side(context, "past"))

    def _side(self, context: Context, unsaid: str) -> str:
        if self.side in ("last", "next"):
            return self.side
        if context.forward:
            if self.weekday and not self.day:
                return "next"
            return "ahead" if context.certain else "likely"
        return unsaid


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units from now (``anchor`` "published") or from the date the narration stands at ("mentioned")."""

    unit: str
    count: float
    anchor: str = "published"
    clock: Clock | None = None
    part: str = ""
    grain: str = ""

    @property
    def kind(self) -> str:
        return "time" if self.clock and not self.clock.midnight else "relative"

    def resolve(self, context: Context) -> str | None:
        if self.unit in ("hour", "minute", "second"):
            return self._resolve_clock(context)
        there = self.find(context)
        if there is None:
            return None
        value = write(there, self.grain or {"week": "day"}.get(self.unit, self.unit))
        if self.clock is not None and not self.clock.midnight and len(value) == 10:
            return f"{value}T{self.clock}"
        return value

    def find(self, context: Context) -> date | None:
        anchor = self._anchor(context)
        if anchor is None:
            return None
        if self.count != int(self.count):
            if self.unit != "year" or (self.count * 12) % 1:
                return None
            return shift(anchor, "month", int(self.count * 12))
        return shift(anchor, self.unit, int(self.count))

    def _anchor(self, context: Context) -> date | None:
        """Where to count from: a tale of the past that has named no day leaves "le lendemain" open."""
        if self.anchor != "mentioned":
            return context.here
        return context.mentioned or (context.here if self.count == 0 or not context.told else None)

    def _resolve_clock(self, context: Context) -> str | None:
        if not isinstance(context.published, datetime) or self.anchor != "published":
            return None
        try:
            there = context.published + timedelta(**{f"{self.unit}s": self.count})
        except OverflowError:
            return None
        return there.strftime("%Y-%m-%dT%H:%M")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that does not depend on the context, or none at all (``value`` None: the text leaves it open)."""

    value: str | None
    kind: str

    def resolve(self, context: Context) -> str | None:
        return self.value


@dataclass(frozen=True, slots=True)
class Beside:
    """So many days before or after another moment ("la veille de Noël", "deux jours après le 3 mai")."""

    moment: Moment
    unit: str
    count: int
    kind: str = "date"

    def resolve(self, context: Context) -> str | None:
        value = self.moment.resolve(context)
        covered = value and bounds(value)
        if not covered:
            return None
        there = shift(covered[0] if self.count < 0 else covered[1], self.unit, self.count)
        return write(there, "day") if there else None


@dataclass(frozen=True, slots=True)
class InWeek:
    """A weekday of this week or of one ``weeks`` away; with ``coming`` counted from its next occurrence
    ("lundi en huit").
    """

    weekday: int
    weeks: int
    coming: bool = False
    kind: str = "date"

    def resolve(self, context: Context) -> str | None:
        here = context.here
        if here is None:
            return None
        days = self.weekday - here.isoweekday() + 7 * self.weeks
        if self.coming and self.weekday < here.isoweekday():
            days += 7
        there = shift(here, "day", days)
        return write(there, "day") if there else None


@dataclass(frozen=True, slots=True)
class Same:
    """The date that the text named last, at its grain ("à cette date")."""

    kind: str = "relative"

    def resolve(self, context: Context) -> str | None:
        return context.value


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The ``number``-th weekday of a month, -1 the last."""

    number: int
    weekday: int
    month: int
    year: int | None = None
    kind: str = "date"

    def resolve(self, context: Context) -> str | None:
        there = Day(self.year, self.month).find(context)
        if there is None:
            return None
        first = there + timedelta(days=(self.weekday - there.isoweekday()) % 7)
        days = [first + timedelta(days=7 * n) for n in range(5)]
        days = [d for d in days if d.month == self.month]
        index = self.number if self.number < 0 else self.number - 1
        return write(days[index], "day") if index < len(days) else None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast so many days after Easter Sunday."""

    days: int
    year: int | None = None
    side: str = ""
    kind: str = "date"

    def resolve(self, context: Context) -> str | None:
        here = context.here
        if self.year is not None:
            there = shift(easter(self.year), "day", self.days)
            return write(there, "day") if there else None
        if here is None:
            return None
        years = [y for y in range(here.year - 1, here.year + 2) if 1 <= y <= 9999]
        feasts = [d for y in years if (d := shift(easter(y), "day", self.days))]
        there = nearest(feasts, here, self.side or ("ahead" if context.forward else "near"))
        return write(there, "day") if there else None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day that the narration stands at; the night began the day before."""

    part: str
    kind: str = "relative"

    def resolve(self, context: Context) -> str | None:
        here = context.mentioned or context.here
        if here is None:
            return None
        if self.part != "night":
            return write(here, "day")
        before = shift(here, "day", -1)
        return f"{write(before, 'day')}/{write(here, 'day')}" if before else None


@dataclass(frozen=True, slots=True)
class Modified:
    """A moment that bounds the event or is cut to its start, middle or end: ``mod`` as in ``TimeExpression``."""

    moment: Moment
    mod: str

    @property
    def kind(self) -> str:
        return self.moment.kind

    def resolve(self, context: Context) -> str | None:
        return self.moment.resolve(context)


@dataclass(frozen=True, slots=True)
class Complement:
    """When that happens from which the text counts ("le lendemain *de la rencontre*"), not the event it modifies, which
    is that of the day when the text names no other."""

    offset: Offset
    kind: str = "anchor"

    def resolve(self, context: Context) -> str | None:
        return self.offset.resolve(replace(context, mentioned=context.mentioned or context.here))
