"""What the rules of ``time.toml`` build: one function a rule's ``build``, from captured class values to a
moment.

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
from kg.values.periods import DaysOfMonth, Interval, Length, Period, SinceStart, Stretch, WeekOf, Within

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


def days(first: int, last: int, month: int | None = None, year: int | None = None) -> Moment | None:
    start, end = day(first, month), day(last, month, year)
    return Interval(start, end) if start and end and first < last else None


def three_days(first: int, last: int, month: int, year: int | None = None) -> Moment | None:
    return days(first, last, month, year) if last == first + 2 else None


def days_of_this_month(first: int, last: int, side: str = "") -> Moment | None:
    return DaysOfMonth(first, last, {"last": -1, "next": 1}.get(side, 0)) if first < last else None


def year_and_number(year: int, number: int) -> Moment | None:
    """``2023-09`` is a month, but ``2011-12`` a season of two years."""
    return years(year, short=number) if number == year % 100 + 1 else day(None, number, year)


def nth_week(nth: int | str, month: int, year: int | None = None) -> Moment | None:
    thursday = nth_weekday(nth, 4, month, year)
    return WeekOf(thursday) if thursday else None


def that_date() -> Moment:
    return Same()


def weekday_of_week(weekday: int, side: str = "this") -> Moment:
    return InWeek(weekday, {"last": -1, "next": 1}.get(side, 0))


def weekday_after(weekday: int, weeks: int) -> Moment | None:
    return InWeek(weekday, {8: 1, 15: 2}[weeks], coming=True) if weeks in (8, 15) else None


def nth_weekday(nth: int | str, weekday: int, month: int, year: int | None = None) -> Moment | None:
    number = -1 if nth == "last" else int(nth)
    return NthWeekday(number, weekday, month, year) if number <= 5 else None


def between(first: int, last: int, year: int | None = None) -> Moment:
    return Interval(Day(None, first), Day(year, last))


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


def season(season: int, side: str = "", year: int | None = None) -> Moment:
    return Period("months", side, season, 3, year)


def part_of_year(number: int, months: int, year: int | None = None) -> Moment | None:
    return Period("months", "", (number - 1) * months + 1, months, year) if number * months <= 12 else None


def quarter(side: str = "") -> Moment:
    return Period("quarter", side, months=3)


def first_months(n: int, year: int | None = None) -> Moment | None:
    return Period("months", "", 1, n, year) if 1 < n < 12 else None


def last_part_of_year(side: str, months: int, year: int) -> Moment:
    return Period("months", "", 13 - months, months, year)


def week(side: str = "") -> Moment:
    return Period("week", side)


def weekend(side: str = "") -> Moment:
    return Period("weekend", side)


def week_of(moment: Moment) -> Moment | None:
    return WeekOf(moment) if isinstance(moment, Day | Offset) else None


def calendar_unit(unit: str, side: str = "", narrated: str = "") -> Moment:
    count = {"last": -1, "next": 1}.get(side or narrated, 0)
    anchor = "mentioned" if narrated or unit == "day" else "published"
    return Offset(unit, count, anchor, grain=unit)


def years(first: int, last: int | None = None, short: int | None = None) -> Moment | None:
    end = last if last is not None else first // 100 * 100 + (short or 0)
    return Fixed(f"{first}/{end}", "interval") if first < end else None


def decades(first: int, last: int) -> Moment | None:
    start, end = decade(first), decade(last)
    if not isinstance(start, Fixed) or not isinstance(end, Fixed) or not start.value or not end.value:
        return None
    return Fixed(f"{start.value[:4]}/{end.value[5:]}", "interval") if start.value < end.value else None


def decade(decade: int) -> Moment | None:
    start = decade if decade > 99 else decade + (1900 if decade >= 30 else 2000)
    return Fixed(f"{start}/{start + 9}", "interval") if start % 10 == 0 and 1000 <= start <= 2090 else None


def century(number: int) -> Moment | None:
    return Fixed(f"{number * 100 - 99:04}/{number * 100:04}", "interval") if 1 <= number <= 21 else None


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


def length(n: float, unit: str, fraction: int = 0) -> Moment | None:
    """``fraction`` in sixtieths, as on a clock: "demi" is 30, "quart" 15."""
    return Length(unit, n + fraction / 60) if 0 < n < 100_000 else None


def age(n: float, unit: str) -> Moment | None:
    return Length(unit, n, "age") if 0 < n < 150 else None


def recent(n: float, unit: str, side: str) -> Moment:
    if unit == "hour" and n % 24 == 0:
        n, unit = n / 24, "day"
    return Stretch(Length(unit, n), ahead=side == "next")


def stretch(length: Length, ahead: bool = False) -> Moment:
    return Stretch(length, ahead)


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


def every(unit: str, n: int = 1) -> Moment:
    return Fixed(f"R/{Length(unit, n)}", "set")


def every_week() -> Moment:
    return Fixed("R/P1W", "set")


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


def span(first: Moment, last: Moment) -> Moment:
    return Interval(first, last)


def same(moment: Moment) -> Moment:
    return moment


def beside(offset: Offset, moment: Moment) -> Moment:
    return Beside(moment, "day", int(offset.count))


def complement(offset: Offset) -> Moment:
    return Complement(replace(offset, count=-offset.count)) if offset.count else offset


def edge(edge: str, moment: Moment) -> Moment:
    return Modified(moment, edge)


def edge_of_unit(edge: str, unit: str) -> Moment:
    return Modified(Offset(unit, 0, grain=unit), edge)


def since_edge(moment: Modified) -> Moment:
    return SinceStart(moment.moment) if moment.mod == "START" else Modified(moment, "SINCE")


def modify(mod: str, moment: Moment) -> Moment:
    return Modified(moment, mod)


def within(moment: Moment) -> Moment:
    return Within(moment)


BUILDERS: Mapping[str, Callable[..., object]] = {
    function.__name__: function
    for function in (
        day,
        days,
        three_days,
        days_of_this_month,
        year_and_number,
        nth_week,
        that_date,
        decades,
        weekday_of_week,
        weekday_after,
        nth_weekday,
        between,
        clock,
        clocks,
        clock_length,
        noon,
        season,
        part_of_year,
        last_part_of_year,
        quarter,
        first_months,
        week,
        weekend,
        week_of,
        calendar_unit,
        years,
        decade,
        century,
        holiday,
        offset,
        now,
        length,
        age,
        recent,
        stretch,
        ago,
        ahead,
        later,
        later_complement,
        beside_length,
        vague,
        every,
        every_week,
        part,
        last_night,
        today_part,
        with_part,
        with_clock,
        with_clocks,
        span,
        same,
        beside,
        complement,
        edge,
        edge_of_unit,
        since_edge,
        modify,
        within,
    )
}
