"""Role fillers that are values, as nodes: times in OWL-Time, amounts in schema.org.

OWL-Time: https://www.w3.org/TR/owl-time/; schema:QuantitativeValue and schema:MonetaryAmount: https://schema.org/.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kg.facts import Fact, Quantity
from kg.rdf.vocabulary import RDF_TYPE, term
from kg.values.calendar import bounds

_POSITIONS = (
    (re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?"), "time:inXSDDate", "xsd:date"),
    (re.compile(r"(\d{4}-\d\d)"), "time:inXSDgYearMonth", "xsd:gYearMonth"),
    (re.compile(r"(\d{4})"), "time:inXSDgYear", "xsd:gYear"),
)
_CURRENCY = re.compile(r"[A-Z]{3}")


def find_time_bounds(fact: Fact) -> tuple[dt.date, dt.date] | None:
    """First and last day of all the times of ``fact`` together; None when none is known."""
    values = [a.value for a in fact.arguments if a.role == "time" and isinstance(a.value, str)]
    found = [b for b in map(bounds, values) if b]
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def describe_time(node: NamedNode, label: Literal, value: str | None) -> Iterator[Triple]:
    """A time with the words of the text and, where ``value`` (ISO 8601, as ``rdf:value``) tells it, its position."""
    yield Triple(node, term("rdfs:label"), label)
    if value:
        yield Triple(node, term("rdf:value"), Literal(value))
    days = bounds(value) if value else None
    for pattern, name, datatype in _POSITIONS:
        if value and days and (position := pattern.fullmatch(value)):
            yield Triple(node, RDF_TYPE, term("time:Instant"))
            yield Triple(node, term(name), Literal(position[1], datatype=term(datatype)))
            return
    if days is None:
        yield Triple(node, RDF_TYPE, term("time:TemporalEntity"))
        return
    yield Triple(node, RDF_TYPE, term("time:Interval"))
    for name, suffix, day in (("time:hasBeginning", ".begin", days[0]), ("time:hasEnd", ".end", days[1])):
        instant = NamedNode(node.value + suffix)
        yield Triple(node, term(name), instant)
        yield Triple(instant, RDF_TYPE, term("time:Instant"))
        yield Triple(instant, term("time:inXSDDate"), date_literal(day))


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
