"""Role fillers that are values, as nodes: times in OWL-Time, amounts in schema.org.

OWL-Time: https://www.w3.org/TR/owl-time/; units of measure: https://qudt.org/; schema:QuantitativeValue and
schema:MonetaryAmount: https://schema.org/.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from kg.facts import Argument, Fact, Quantity
from kg.rdf.statements import TYPE, Statement, literal, named, typed_literal
from kg.rdf.terms import load_units
from kg.values.calendar import bounds

_POSITIONS = (
    (re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?"), "time:inXSDDate", "xsd:date"),
    (re.compile(r"(\d{4}-\d\d)"), "time:inXSDgYearMonth", "xsd:gYearMonth"),
    (re.compile(r"(\d{4})"), "time:inXSDgYear", "xsd:gYear"),
)
_MINUTE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:\d\d)?")
_WEEKS = re.compile(r"P(\d+)W")
_LENGTH = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
Bounds = tuple[dt.date | None, dt.date | None]


def find_time_bounds(fact: Fact) -> Bounds:
    """First and last day of all the times of ``fact`` together; None where it is open ("depuis 2014", "jusqu'à mardi")
    or not known."""
    found = [find_days(argument) for argument in fact.arguments]
    first, last = [day for day, _ in found if day], [day for _, day in found if day]
    return min(first, default=None), max(last, default=None)


def find_days(argument: Argument) -> Bounds:
    """First and last day of one time; None where it is open or not known, and for what is no time."""
    days = bounds(argument.value) if argument.role == "time" and isinstance(argument.value, str) else None
    if days is None:
        return None, None
    return None if argument.mod == "UNTIL" else days[0], None if argument.mod == "SINCE" else days[1]


def describe_time(node: str, label: str, value: str | None, mod: str = "") -> Iterator[Statement]:
    """A time with the words of the text and, where ``value`` (ISO 8601, as ``rdf:value``) tells it, its position.

    ``mod`` is that of ``kg.facts.Argument``; "depuis 2014" is an interval without end.
    """
    yield node, named("rdfs:label"), label
    if value:
        yield node, named("rdf:value"), literal(value)
    if mod:
        yield node, named("kg:timeModifier"), literal(mod)
    days = bounds(value) if value else None
    if value and days and mod not in ("SINCE", "UNTIL"):
        for pattern, name, datatype in _POSITIONS:
            if position := pattern.fullmatch(value):
                yield node, TYPE, named("time:Instant")
                yield node, named(name), typed_literal(position[1], datatype)
                yield from _describe_minute(node, value)
                return
    if days is None:
        yield node, TYPE, named("time:TemporalEntity")
        if length := _duration(value or ""):
            yield node, named("time:hasXSDDuration"), typed_literal(length, "xsd:duration")
        return
    yield node, TYPE, named("time:Interval")
    ends = (("time:hasBeginning", ".begin", days[0], "UNTIL"), ("time:hasEnd", ".end", days[1], "SINCE"))
    for name, suffix, day, open_ in ends:
        if mod != open_:
            instant = f"{node[:-1]}{suffix}>"
            yield node, named(name), instant
            yield instant, TYPE, named("time:Instant")
            yield instant, named("time:inXSDDate"), write_date(day)


def _describe_minute(node: str, value: str) -> Iterator[Statement]:
    """The minute of a value that gives one: ``xsd:dateTimeStamp`` with a time zone, else ``xsd:dateTime``."""
    minute = _MINUTE.fullmatch(value)
    if minute is not None:
        name, datatype = ("inXSDDateTimeStamp", "dateTimeStamp") if minute[3] else ("inXSDDateTime", "dateTime")
        text = f"{minute[1]}{minute[2] or ':00'}{minute[3] or ''}"
        yield node, named(f"time:{name}"), typed_literal(text, f"xsd:{datatype}")


def _duration(value: str) -> str:
    """``value`` as ``xsd:duration``, which has no weeks; "" when it is none."""
    if weeks := _WEEKS.fullmatch(value):
        return f"P{7 * int(weeks[1])}D"
    return value if _LENGTH.fullmatch(value) else ""


def describe_quantity(node: str, label: str, quantity: Quantity | None) -> Iterator[Statement]:
    """An amount with the words of the text: of money when the unit is an ISO 4217 code, else of whatever the unit says.

    None is an amount that the words alone tell ("quelques").
    """
    money = quantity is not None and bool(_CURRENCY.fullmatch(quantity.unit))
    yield node, TYPE, named("schema:MonetaryAmount" if money else "schema:QuantitativeValue")
    yield node, named("rdfs:label"), label
    if quantity is None:
        return
    if quantity.unit:
        yield node, named("schema:currency" if money else "schema:unitText"), literal(quantity.unit)
    if unit := load_units().get(quantity.unit):
        yield node, named("qudt:hasUnit"), unit
    numbers = (quantity.number, quantity.minimum, quantity.maximum)
    for name, number in zip(("schema:value", "schema:minValue", "schema:maxValue"), numbers, strict=True):
        if number is not None:
            yield node, named(name), write_decimal(number)
    if quantity.approximate:
        yield node, named("kg:approximate"), typed_literal("true", "xsd:boolean")


def write_date(day: dt.date) -> str:
    return typed_literal(day.isoformat(), "xsd:date")


def write_decimal(number: float) -> str:
    """``number`` in the canonical form of XML Schema 1.1, which stores keep: no exponent, no zeros at the end."""
    digits = format(Decimal(repr(number)).normalize() + 0, "f")
    return typed_literal(digits, "xsd:decimal")
