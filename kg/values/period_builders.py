"""What the rules of ``time.toml`` build of stretches of time; see ``moment_builders``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.values.moment_builders import day, nth_weekday
from kg.values.moments import Day, Fixed, Modified, Moment, Offset
from kg.values.periods import DaysOfMonth, Interval, Length, Period, SinceStart, Stretch, WeekOf, Within


def days(first: int, last: int, month: int | None = None, year: int | None = None) -> Moment | None:
    start, end = day(first, month), day(last, month, year)
    return Interval(start, end) if start and end and first < last else None


def three_days(first: int, last: int, month: int, year: int | None = None) -> Moment | None:
    return days(first, last, month, year) if last == first + 2 else None


def days_of_this_month(first: int, last: int, side: str = "") -> Moment | None:
    return DaysOfMonth(first, last, {"last": -1, "next": 1}.get(side, 0)) if first < last else None


def years(first: int, last: int | None = None, short: int | None = None) -> Moment | None:
    end = last if last is not None else first // 100 * 100 + (short or 0)
    return Fixed(f"{first}/{end}", "interval") if first < end else None


def year_and_number(year: int, number: int) -> Moment | None:
    """``2023-09`` is a month, but ``2011-12`` a season of two years."""
    return years(year, short=number) if number == year % 100 + 1 else day(None, number, year)


def nth_week(nth: int | str, month: int, year: int | None = None) -> Moment | None:
    thursday = nth_weekday(nth, 4, month, year)
    return WeekOf(thursday) if thursday else None


def between(first: int, last: int, year: int | None = None) -> Moment:
    return Interval(Day(None, first), Day(year, last))


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


def length(n: float, unit: str, fraction: int = 0) -> Moment | None:
    """``fraction`` in sixtieths, as on a clock: "demi" is 30, "quart" 15."""
    return Length(unit, n + fraction / 60) if 0 < n < 100_000 else None


def age(n: float, unit: str) -> Moment | None:
    return Length(unit, n, "age") if 0 < n < 150 else None


def recent(n: float, unit: str, side: str) -> Moment:
    if unit == "hour" and n % 24 == 0:
        n, unit = n / 24, "day"
    return Stretch(Length(unit, n), ahead=side == "next")


def stretch(length: Length, ahead: bool = False, mod: str = "") -> Moment:
    return Modified(Stretch(length, ahead), mod) if mod else Stretch(length, ahead)


def every(unit: str, n: int = 1) -> Moment:
    return Fixed(f"R/{Length(unit, n)}", "set")


def every_week() -> Moment:
    return Fixed("R/P1W", "set")


def span(first: Moment, last: Moment) -> Moment:
    return Interval(first, last)


def same(moment: Moment) -> Moment:
    return moment


def since_edge(moment: Modified) -> Moment:
    return SinceStart(moment.moment) if moment.mod == "START" else Modified(moment, "SINCE")


def within(moment: Moment) -> Moment:
    return Modified(Within(moment), "WITHIN")


def edge_of_unit(edge: str, unit: str) -> Moment:
    return Modified(Offset(unit, 0, grain=unit), edge)


def edge(edge: str, moment: Moment) -> Moment:
    return Modified(moment, edge)


def modify(mod: str, moment: Moment) -> Moment:
    return Modified(moment, mod)


BUILDERS: Mapping[str, Callable[..., object]] = {
    function.__name__: function
    for function in (
        days,
        three_days,
        days_of_this_month,
        years,
        year_and_number,
        nth_week,
        between,
        season,
        part_of_year,
        quarter,
        first_months,
        last_part_of_year,
        week,
        weekend,
        week_of,
        decades,
        decade,
        century,
        length,
        age,
        recent,
        stretch,
        every,
        every_week,
        span,
        same,
        since_edge,
        within,
        edge_of_unit,
        edge,
        modify,
    )
}
