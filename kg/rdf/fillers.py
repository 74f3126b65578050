"""Role fillers that are values, as nodes: times in OWL-Time, amounts in schema.org.

OWL-Time: https://www.w3.org/TR/owl-time/; units of measure: https://qudt.org/; schema:QuantitativeValue and
schema:MonetaryAmount: https://schema.org/.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kg.facts import Argument, Fact, Quantity
from kg.rdf.terms import load_units
from kg.rdf.vocabulary import RDF_TYPE, term
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


def describe_time(node: NamedNode, label: Literal, value: str | None, mod: str = "") -> Iterator[Triple]:
    """A time with the words of the text and, where ``value`` (ISO 8601, as ``rdf:value``) tells it, its position.

    ``mod`` is that of ``kg.facts.Argument``; "depuis 2014" is an interval without end.
    """
    yield Triple(node, term("rdfs:label"), label)
    if value:
        yield Triple(node, term("rdf:value"), Literal(value))
    if mod:
        yield Triple(node, term("kg:timeModifier"), Literal(mod))
    days = bounds(value) if value else None
    if value and days and mod not in ("SINCE", "UNTIL"):
        for pattern, name, datatype in _POSITIONS:
            if position := pattern.fullmatch(value):
                yield Triple(node, RDF_TYPE, term("time:Instant"))
                yield Triple(node, term(name), Literal(position[1], datatype=term(datatype)))
                yield from _describe_minute(node, value)
                return
    if days is None:
        yield Triple(node, RDF_TYPE, term("time:TemporalEntity"))
        if length := _duration(value or ""):
            yield Triple(node, term("time:hasXSDDuration"), Literal(length, datatype=term("xsd:duration")))
        return
    yield Triple(node, RDF_TYPE, term("time:Interval"))
    ends = (("time:hasBeginning", ".begin", days[0], "UNTIL"), ("time:hasEnd", ".end", days[1], "SINCE"))
    for name, suffix, day, open_ in ends:
        if mod != open_:
            instant = NamedNode(node.value + suffix)
            yield Triple(node, term(name), instant)
            yield Triple(instant, RDF_TYPE, term("time:Instant"))
            yield Triple(instant, term("time:inXSDDate"), date_literal(day))


def _describe_minute(node: NamedNode, value: str) -> Iterator[Triple]:
    """The minute of a value that gives one: ``xsd:dateTimeStamp`` with a time zone, else ``xsd:dateTime``."""
    minute = _MINUTE.fullmatch(value)
    if minute is not None:
        name, datatype = ("inXSDDateTimeStamp", "dateTimeStamp") if minute[3] else ("inXSDDateTime", "dateTime")
        text = f"{minute[1]}{minute[2] or ':00'}{minute[3] or ''}"
        yield Triple(node, term(f"time:{name}"), Literal(text, datatype=term(f"xsd:{datatype}")))


def _duration(value: str) -> str:
    """``value`` as ``xsd:duration``, which has no weeks; "" when it is none."""
    if weeks := _WEEKS.fullmatch(value):
        return f"P{7 * int(weeks[1])}D"
    return value if _LENGTH.fullmatch(value) else ""


def describe_quantity(node: NamedNode, label: Literal, quantity: Quantity | None) -> Iterator[Triple]:
    """An amount with the words of the text: of money when the unit is an ISO 4217 code, else of whatever the unit says.

    None is an amount that the words alone tell ("quelques").
    """
    money = quantity is not None and bool(_CURRENCY.fullmatch(quantity.unit))
    yield Triple(node, RDF_TYPE, term("schema:MonetaryAmount" if money else "schema:QuantitativeValue"))
    yield Triple(node, term("rdfs:label"), label)
    if quantity is None:
        return
    if quantity.unit:
        yield Triple(node, term("schema:currency" if money else "schema:unitText"), Literal(quantity.unit))
    if unit := load_units().get(quantity.unit):
        yield Triple(node, term("qudt:hasUnit"), unit)
    numbers = (quantity.number, quantity.minimum, quantity.maximum)
    for name, number in zip(("schema:value", "schema:minValue", "schema:maxValue"), numbers, strict=True):
        if number is not None:
            yield Triple(node, term(name), decimal_literal(number))
    if quantity.approximate:
        yield Triple(node, term("kg:approximate"), Literal("true", datatype=term("xsd:boolean")))


def date_literal(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=term("xsd:date"))


def decimal_literal(number: float) -> Literal:
    """``number`` in the canonical form of XML Schema 1.1, which stores keep: no exponent, no zeros at the end."""
    digits = format(Decimal(repr(number)).normalize() + 0, "f")
    return Literal(digits, datatype=term("xsd:decimal"))
