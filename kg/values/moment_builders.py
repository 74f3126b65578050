"""What the rules of ``time.toml`` build of points in time: one function a rule's ``build``, from captured class values.

A builder returns None when the words make no valid time; the rule then does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kg.values.moments import (
    Beside,
    Clock,
    Complement,
    Day,
    Fixed,
    Holiday,
    InWeek,
    Modified,
    Moment,
    NthWeekday,
    Offset,
    Part,
    Same,
)
from kg.values.periods import Interval, Length

_AFTERNOON = {"pm": range(1, 12), "night": range(7, 12)}


def day(
    day: int | None = None,
    month: int | None = None,
    year: int | None = None,
    weekday: int | None = None,
    side: str = "",
    short: int | None = None,
) -> Moment | None:
    if short is not None:
        year = (2000 if short < 50 else 1900) + short
    if day is not None and not 1 <= day <= 31 or month is not None and not 1 <= month <= 12:
        return None
    moment = Day(year, month, day, None if year and month else weekday, side)
    return moment if not (year and month) or moment.exists else None


def that_date() -> Moment:
    return Same()


def weekday_of_week(weekday: int, side: str = "this") -> Moment:
    return InWeek(weekday, {"last": -1, "next": 1}.get(side, 0))


def weekday_after(weekday: int, weeks: int) -> Moment | None:
    return InWeek(weekday, {8: 1, 15: 2}[weeks], coming=True) if weeks in (8, 15) else None


def nth_weekday(nth: int | str, weekday: int, month: int, year: int | None = None) -> Moment | None:
    number = -1 if nth == "last" else int(nth)
    return NthWeekday(number, weekday, month, year) if number <= 5 else None


def clock(
    hour: int,
    minute: int = 0,
    second: int | None = None,
    fraction: int = 0,
    less: int = 0,
    part: str = "",
    zone: str = "",
    ahead: int | None = None,
    behind: int | None = None,
    meridiem: str = "",
    mod: str = "",
) -> Moment | None:
    minutes = hour * 60 + minute + fraction - less
    if hour < 13 and (hour % 24) in _AFTERNOON.get(meridiem or part, ()):
        minutes += 720
    if (meridiem == "am" or part == "night") and hour == 12:
        minutes -= 720
    if minute > 59 or not 0 <= minutes <= 1440:
        return None
    if ahead is not None or behind is not None:
        zone = f"+{ahead:02}:00" if ahead is not None else f"-{behind:02}:00"
    there = Clock(minutes // 60, minutes % 60, second, zone)
    return Modified(there, mod) if mod else there


def clocks(hour: int, hour2: int, minute: int = 0, minute2: int = 0, meridiem: str = "") -> Moment | None:
    if hour2 < hour < 12 < hour2 + 12:
        hour2 += 12
    first, last = clock(hour, minute, meridiem=meridiem), clock(hour2, minute2, meridiem=meridiem)
    return Interval(first, last) if first and last else None


def clock_length(hours: int, minutes: int) -> Moment:
    return Length("minute", hours * 60 + minutes)


def noon(
    twelve: int,
    minute: int = 0,
    fraction: int = 0,
    less: int = 0,
    zone: str = "",
    mod: str = "",
    ahead: int = 0,
    behind: int = 0,
) -> Moment:
    minutes = (twelve * 60 + minute + fraction - less) % 1440
    there = Clock(minutes // 60, minutes % 60, None, zone, midnight=twelve == 0)
    return Modified(there, mod) if mod else there


def calendar_unit(unit: str, side: str = "", narrated: str = "") -> Moment:
    count = {"last": -1, "next": 1}.get(side or narrated, 0)
    anchor = "mentioned" if narrated or unit == "day" else "published"
    return Offset(unit, count, anchor, grain=unit)


def holiday(name: str, year: int | None = None, side: str = "") -> Moment:
    if name.startswith("nth:"):
        month, weekday, nth = (int(n) for n in name.removeprefix("nth:").split("/"))
        return NthWeekday(nth, weekday, month, year)
    if name.startswith("easter"):
        return Holiday(int(name.removeprefix("easter")), year, side)
    first, _, number = name.partition("-")
    return Day(year, int(first), int(number), None, side)


def offset(count: int, unit: str, anchor: str = "published") -> Moment:
    return Offset(unit, count, anchor)


def now() -> Moment:
    return Offset("minute", 0)


def ago(length: Length, mod: str = "") -> Moment | None:
    if length.count is None:
        return None
    there = Offset(length.unit, -length.count)
    return Modified(there, mod) if mod else there


def ahead(length: Length) -> Moment | None:
    return None if length.count is None else Offset(length.unit, length.count)


def later(length: Length, direction: int) -> Moment | None:
    return None if length.count is None else Offset(length.unit, direction * length.count, "mentioned")


def later_complement(length: Length, direction: str) -> Moment | None:
    if length.count is None:
        return None
    return Complement(Offset(length.unit, length.count * (-1 if direction == "AFTER" else 1), "mentioned"))


def beside_length(length: Length, direction: str, moment: Moment) -> Moment | None:
    if length.count is None or length.unit not in ("day", "week", "month", "year"):
        return None
    return Beside(moment, length.unit, int(length.count) * (1 if direction == "AFTER" else -1))


def vague() -> Moment:
    return Fixed(None, "relative")


def part(part: str, edge: str = "") -> Moment:
    return Part(part)


def last_night() -> Moment:
    return Part("night")


def today_part(part: str) -> Moment:
    return Offset("day", 0, part=part)


def with_part(moment: Moment, part: str | Part) -> Moment | None:
    name = part.part if isinstance(part, Part) else part
    if isinstance(moment, Offset) or isinstance(moment, Day) and moment.grain == "day":
        return replace(moment, part=name)
    return None


def with_clock(moment: Moment, clock: Clock | Modified) -> Moment | None:
    if isinstance(clock, Modified):
        there = with_clock(moment, clock.moment) if isinstance(clock.moment, Clock) else None
        return Modified(there, clock.mod) if there else None
    if isinstance(moment, Part):
        moment = Offset("day", 0, "mentioned", part=moment.part)
    if not isinstance(moment, Day | Offset) or isinstance(moment, Day) and moment.grain != "day" or moment.clock:
        return None
    if clock.hour in _AFTERNOON.get(moment.part, ()):
        clock = replace(clock, hour=clock.hour + 12)
    return replace(moment, clock=clock)


def with_clocks(moment: Moment, clocks: Interval) -> Moment | None:
    if not isinstance(clocks.first, Clock) or not isinstance(clocks.last, Clock):
        return None
    first, last = with_clock(moment, clocks.first), with_clock(moment, clocks.last)
    return Interval(first, last) if first and last else None


def beside(offset: Offset, moment: Moment) -> Moment:
    return Beside(moment, "day", int(offset.count))


def complement(offset: Offset) -> Moment:
    return Complement(replace(offset, count=-offset.count)) if offset.count else offset


BUILDERS: Mapping[str, Callable[..., object]] = {
    function.__name__: function
    for function in (
        day,
        that_date,
        weekday_of_week,
        weekday_after,
        nth_weekday,
        clock,
        clocks,
        clock_length,
        noon,
        calendar_unit,
        holiday,
        offset,
        now,
        ago,
        ahead,
        later,
        later_complement,
        beside_length,
        vague,
        part,
        last_night,
        today_part,
        with_part,
        with_clock,
        with_clocks,
        beside,
        complement,
    )
}
