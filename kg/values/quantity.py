"""Quantities in text: amounts of money, measures, percentages and counts as spans with a number, a unit and
bounds.

The words and patterns stand in ``kg/lang/<code>/quantity.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.facts import Quantity, Span
from kg.lang import load_table
from kg.values.grammar import Grammar

__all__ = ["QuantityExpression", "find_quantities"]


@dataclass(frozen=True, slots=True)
class QuantityExpression:
    """A quantity in the text.

    ``quantity.unit`` is an ISO 4217 code (``money``), ``%`` (``percentage``), a UCUM-like symbol
    (``measure``: ``km``, ``°C``, and ``d``, ``mo``, ``a`` of lengths of time), the counted noun as written in
    the text (``count``), or "" for a bare number (``number``).
    """

    span: Span
    text: str
    quantity: Quantity
    kind: str


@dataclass(frozen=True, slots=True)
class _Amount:
    """A quantity in the making: its kind, and the scale ("millions") that its number has been given."""

    quantity: Quantity
    kind: str = "number"
    scale: float = 1


def find_quantities(text: str, lang: str = "fr") -> tuple[QuantityExpression, ...]:
    """Every quantity of ``text``, in order, without overlaps.

    A range gives its lower end as ``number`` and both ends as bounds; "plus de", "au moins", "jusqu'à" give
    one bound, "environ" and "une dizaine" only ``approximate``. Numbers of dates, clock times, names ("Falcon
    9") and scores are left out; lengths of time are in ("trois jours": 3 d). Raises LexiconError for a
    language without tables.
    """
    found = []
    for item in _load(lang).read(text):
        amount = item.value
        if isinstance(amount, _Amount) and amount.kind != "year":
            span = Span(item.start, item.end)
            found.append(QuantityExpression(span, text[item.start : item.end], amount.quantity, amount.kind))
    return tuple(found)


def _number(n: float, scale: float = 1, half: float = 0) -> _Amount:
    return _Amount(Quantity(round(float((n + half) * scale), 6), ""), scale=scale)


def _year_like(n: int) -> _Amount:
    return _Amount(Quantity(float(n), ""), "year")


def _collective(scale: int, n: int = 1) -> _Amount:
    return _Amount(Quantity(float(n * scale), "", approximate=True))


def _share(n: float = 1, over: int = 1) -> _Amount | None:
    return _Amount(Quantity(round(n / over, 6), ""), "share") if n < over or over == 1 else None


def _and_half(n: int) -> _Amount:
    """ "un million et demi": half of the last scale."""
    scale = next(s for s in (10**9, 10**6, 1) if n % s == 0)
    return _Amount(Quantity(n + scale / 2, ""))


def _of(amount: _Amount, unit: str, kind: str, more: float = 0) -> _Amount:
    if more:
        amount = replace(amount, quantity=replace(amount.quantity, number=amount.quantity.number + more))
    return _Amount(replace(amount.quantity, unit=unit), kind)


def _money(amount: _Amount, currency: str, cents: _Amount | None = None) -> _Amount | None:
    number = amount.quantity.number
    if cents is not None:
        if cents.kind != "number" or not 0 < cents.quantity.number < 100 or number % 1:
            return None
        number = round(number + cents.quantity.number / 100, 6)
    return _Amount(replace(amount.quantity, number=number, unit=currency), "money")


def _count(amount: _Amount, noun: str) -> _Amount:
    return _of(amount, noun, "count")


def _count_of(amount: _Amount, noun: str) -> _Amount | None:
    if not amount.quantity.approximate and amount.quantity.number < 1_000_000:
        return None
    return _of(amount, noun, "count")


def _nothing() -> str:
    return ""


def _range(first: _Amount, last: _Amount) -> _Amount | None:
    """Two amounts as one; "entre 10 et 20 millions" gives both the scale."""
    low, high = first.quantity.number, last.quantity.number
    if high < low < 0:
        low, high = high, low
    if first.scale == 1 and 0 < low < high / last.scale:
        low *= last.scale
    unit = last.quantity.unit
    if first.quantity.unit not in ("", unit) or low >= high or "year" in (first.kind, last.kind):
        return None
    return _Amount(Quantity(low, unit, low, high), last.kind)


def _bound(amount: _Amount, bound: str) -> _Amount | None:
    if amount.kind == "year":
        return None
    quantity = amount.quantity
    if bound == "min":
        return replace(amount, quantity=replace(quantity, minimum=quantity.number))
    if bound == "max":
        return replace(amount, quantity=replace(quantity, maximum=quantity.number))
    return replace(amount, quantity=replace(quantity, approximate=True))


_BUILDERS: Mapping[str, Callable[..., object]] = {
    function.__name__.lstrip("_"): function
    for function in (
        _number,
        _and_half,
        _year_like,
        _collective,
        _share,
        _of,
        _money,
        _count,
        _count_of,
        _nothing,
        _range,
        _bound,
    )
}


@cache
def _load(lang: str) -> Grammar:
    table, times = load_table(lang, "quantity"), load_table(lang, "time")["class"]
    classes = {**table["class"], "MONTH": times["MONTH"], "MONTHABBR": times["MONTHABBR"]}
    return Grammar({**table, "class": classes}, _BUILDERS, f"kg/lang/{lang}/quantity.toml")
