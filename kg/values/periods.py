"""Stretches of time, symbolic like ``moments``: seasons, weeks, lengths, and from one moment to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kg.values.calendar import bounds, make_date, shift, write
from kg.values.moments import Clock, Context, Day, Moment, Offset


@dataclass(frozen=True, slots=True)
class Period:
    """A recurring stretch of months (``start`` month, ``months`` long) or of days: season, quarter, week-end,
    week.

    ``unit`` is ``months``, ``quarter`` (that of now), ``week`` or ``weekend``.
    """

    unit: str
    side: str = ""
    start: int = 1
    months: int = 12
    year: int | None = None
    kind: str = "interval"

    def resolve(self, context: Context) -> str | None:
        if self.unit == "quarter":
            return self._resolve_quarter(context)
        if self.unit != "months":
            return self._resolve_days(context)
        if self.year is not None:
            return self._write(date(self.year, self.start, 1))
        here = context.here
        if here is None:
            return None
        starts = [d for y in range(here.year - 2, here.year + 3) if (d := make_date(y, self.start, 1))]
        inside = next((d for d in starts if (end := self._end(d)) and d <= here <= end), None)
        ended = [d for d in starts if (end := self._end(d)) and end < here]
        coming = [d for d in starts if d > here]
        if self.side == "last":
            return self._write(max(ended))
        if self.side == "next":
            return self._write(min(coming))
        if inside:
            return self._write(inside)
        if context.forward:
            return self._write(min(coming))
        gap_back = (here - (self._end(max(ended)) or here)).days
        gap_ahead = (min(coming) - here).days
        return self._write(
            max(ended) if self.side != "this" and gap_back <= gap_ahead * 3 or gap_back <= gap_ahead else min(coming)
        )

    def _resolve_quarter(self, context: Context) -> str | None:
        here = context.here
        count = {"last": -3, "next": 3}.get(self.side, 0)
        start = here and shift(here.replace(month=(here.month - 1) // 3 * 3 + 1, day=1), "month", count)
        return self._write(start) if start else None

    def _end(self, start: date) -> date | None:
        after = shift(start, "month", self.months)
        return after and shift(after, "day", -1)

    def _write(self, start: date) -> str | None:
        last = shift(start, "month", self.months - 1)
        return f"{write(start, 'month')}/{write(last, 'month')}" if last else None

    def _resolve_days(self, context: Context) -> str | None:
        here = context.here
        if here is None:
            return None
        monday = shift(here, "day", 1 - here.isoweekday())
        weeks = {"last": -1, "next": 1}.get(self.side, 0)
        if self.unit == "week":
            there = monday and shift(monday, "week", weeks)
            return write(there, "week") if there else None
        if self.side == "next":
            weeks = 1 if here.isoweekday() > 5 else 0
        elif not self.side and not context.forward and here.isoweekday() <= 3:
            weeks = -1
        saturday = monday and shift(monday, "day", 5 + 7 * weeks)
        sunday = saturday and shift(saturday, "day", 1)
        return f"{write(saturday, 'day')}/{write(sunday, 'day')}" if saturday and sunday else None


@dataclass(frozen=True, slots=True)
class Length:
    """So many units: a duration of its own, a stretch up to or from now when a rule says so."""

    unit: str
    count: float | None
    kind: str = "duration"

    def resolve(self, context: Context) -> str | None:
        return None if self.count is None else str(self)

    def __str__(self) -> str:
        assert self.count is not None
        letter = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "second": "S"}[
            self.unit
        ]
        count = int(self.count) if self.count == int(self.count) else self.count
        number = f"{count:f}".rstrip("0").rstrip(".") if isinstance(count, float) else f"{count}"
        return f"P{'T' if self.unit in ('hour', 'minute', 'second') else ''}{number}{letter}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many units up to now ("depuis trois jours", ``ahead`` False) or from now ("d'ici trois jours")."""

    length: Length
    ahead: bool = False
    kind: str = "interval"

    def resolve(self, context: Context) -> str | None:
        here = context.here
        if here is None or self.length.count is None or self.length.unit in ("hour", "minute", "second"):
            return None
        count = self.length.count if self.ahead else -self.length.count
        there = Offset(self.length.unit, count).find(context)
        if there is None:
            return None
        grain = "day" if self.length.unit == "week" else self.length.unit
        if count != int(count):
            grain = "month"
        first, last = sorted((here, there))
        return f"{write(first, grain)}/{write(last, grain)}"


@dataclass(frozen=True, slots=True)
class Interval:
    """From one moment to another, both included; what the first leaves unsaid it takes from the second."""

    first: Moment
    last: Moment
    kind: str = "interval"

    def resolve(self, context: Context) -> str | None:
        first, last = self.first, self.last
        if isinstance(first, Clock) and isinstance(last, Day | Offset) and last.clock:
            first = replace(last, clock=first)
        elif isinstance(last, Clock) and isinstance(first, Day | Offset) and first.clock:
            last = replace(first, clock=last)
        end = last.resolve(context)
        if isinstance(first, Day) and first.year is None and end:
            start = self._before(first, last, end, context)
        else:
            start = first.resolve(context)
        if not start or not end:
            return None
        start, end = start.split("/")[0], end.split("/")[-1]
        value = f"{start}/{end}"
        return value if start == end or bounds(value) or start.startswith("T") else None

    @staticmethod
    def _before(first: Day, last: Moment, end: str, context: Context) -> str | None:
        stop = bounds(end)
        if stop is None:
            return None
        if isinstance(last, Day):
            first = replace(first, month=first.month or (last.month if first.day else None))
        beside = Context(stop[1], None, False, stop[1].year if first.month and first.month <= stop[1].month else None)
        if first.month and beside.year is None:
            beside = Context(stop[1], None, False, stop[1].year - 1)
        return first.resolve(beside)


@dataclass(frozen=True, slots=True)
class Within:
    """The stretch up to a moment, counted from now ("d'ici à 2030"), at the grain of that moment."""

    last: Moment
    kind: str = "interval"

    def resolve(self, context: Context) -> str | None:
        end = self.last.resolve(replace(context, forward=True, past=False))
        here = context.here
        if not end or here is None:
            return end
        end = end.split("/")[-1].split("T")[0]
        grain = {4: "year", 7: "month", 8: "week"}.get(len(end), "day")
        value = f"{write(here, grain)}/{end}"
        return value if bounds(value) else end


@dataclass(frozen=True, slots=True)
class SinceStart:
    """From the first month of a stretch to the month of publication ("depuis le début de l'automne")."""

    moment: Moment
    kind: str = "interval"

    def resolve(self, context: Context) -> str | None:
        value = self.moment.resolve(context)
        covered = value and bounds(value)
        if not covered or context.here is None:
            return None
        since = f"{write(covered[0], 'month')}/{write(context.here, 'month')}"
        return since if bounds(since) else value


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that a day opens or lies in; a Sunday opens the week after."""

    moment: Moment
    kind: str = "interval"

    def resolve(self, context: Context) -> str | None:
        value = self.moment.resolve(context)
        covered = value and bounds(value)
        there = covered and shift(covered[0], "day", 1 if covered[0].isoweekday() == 7 else 0)
        return write(there, "week") if there else None


@dataclass(frozen=True, slots=True)
class DaysOfMonth:
    """Days ``first`` to ``last`` of this month or of one ``months`` away."""

    first: int
    last: int
    months: int
    kind: str = "interval"

    def resolve(self, context: Context) -> str | None:
        there = context.here and shift(context.here.replace(day=1), "month", self.months)
        start = there and make_date(there.year, there.month, self.first)
        end = there and make_date(there.year, there.month, self.last)
        return f"{write(start, 'day')}/{write(end, 'day')}" if start and end else None
