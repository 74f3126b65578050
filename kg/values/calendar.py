"""ISO 8601 values of the proleptic Gregorian calendar: writing, checking, and the days they cover.

Forms in use: date ``2023-09-28``, month ``2023-09``, year ``2023``, week ``2023-W38``, minute
``2022-02-24T04:00`` (with ``Z`` or an offset when the text gives a zone), time of day ``T20:30``, interval
``2022-12/2023-02`` of two of these, duration ``P3D``, recurrence ``R/P1W``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_MINUTE = r"T(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:\d\d)?"
_POINT = re.compile(rf"(\d{{4}})(?:-(?:W(\d\d)|(\d\d)(?:-(\d\d)({_MINUTE})?)?))?")
_TIME = re.compile(_MINUTE)
_NUMBER = r"\d+(?:\.\d+)?"
_DURATION = re.compile(
    rf"P(?=[\dT])(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?"
)


def bounds(value: str) -> tuple[date, date] | None:
    """First and last day that an ISO value covers, both included.

    ``2022-12/2023-02`` → (2022-12-01, 2023-02-28); None for durations, recurrences, times of day without a
    date and what is not ISO 8601.
    """
    first, slash, last = value.partition("/")
    start = _point_bounds(first)
    end = _point_bounds(last) if slash else start
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def is_iso(value: str) -> bool:
    """Whether ``value`` is one of the ISO 8601 forms of this module and names days that exist."""
    return (
        bool(
            _DURATION.fullmatch(value)
            or all(_TIME.fullmatch(t) for t in value.split("/", 1))
            or (value.startswith("R/") and _DURATION.fullmatch(value[2:]))
        )
        or bounds(value) is not None
    )


def _point_bounds(value: str) -> tuple[date, date] | None:
    match = _POINT.fullmatch(value)
    if match is None:
        return None
    year, week, month, day, _ = match.groups()
    try:
        if day:
            there = date(int(year), int(month), int(day))
            return there, there
        if week:
            return date.fromisocalendar(int(year), int(week), 1), date.fromisocalendar(int(year), int(week), 7)
        if month:
            return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])
        return date(int(year), 1, 1), date(int(year), 12, 31)
    except ValueError:
        return None


def shift(day: date, unit: str, count: int) -> date | None:
    """``day`` moved by ``count`` units (``day``, ``week``, ``month``, ``year``); the day of the month is cut
    to what exists.
    """
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def write(day: date, grain: str) -> str:
    """``day`` at a grain: ``day``, ``week``, ``month`` or ``year``."""
    if grain == "year":
        return f"{day.year:04}"
    if grain == "month":
        return f"{day.year:04}-{day.month:02}"
    if grain == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def nearest(candidates: list[date], here: date, side: str) -> date | None:
    """Of several days the one a writer at ``here`` means.

    ``side`` is ``last`` (latest before), ``next`` (earliest after), ``ahead`` (earliest not before), ``past``
    (latest not after), ``near`` (closest, the future counting one and a half times as far, as news looks
    back) or ``likely`` (closest, the past counting twice as far, in a clause about the future).
    """
    back, ahead = (2, 1) if side == "likely" else (2, 3)
    if side in ("last", "past"):
        fit = [d for d in candidates if d < here or (side == "past" and d == here)]
        return max(fit, default=None)
    if side in ("next", "ahead"):
        fit = [d for d in candidates if d > here or (side == "ahead" and d == here)]
        return min(fit, default=None)
    return min(candidates, key=lambda d: (here - d).days * back if d <= here else (d - here).days * ahead, default=None)


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous algorithm of Nature, 20 April 1876, in Meeus,
    Astronomical Algorithms, 8).
    """
    century, rest = divmod(year, 100)
    leap, skip = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - leap - correction + 15) % 30
    weekday = (32 + 2 * skip + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, None when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
