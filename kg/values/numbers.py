"""Numbers as tokens: digits with French or English separators, and runs of number words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Classes = Mapping[str, object]

_SMALL = (
    (1, 5, ("DAY", "MONTHNUM", "HOUR", "MINUTE", "INT", "NUM")),
    (6, 12, ("DAY", "MONTHNUM", "HOUR", "DAYHOUR", "MINUTE", "INT", "NUM")),
    (13, 23, ("DAY", "HOUR", "DAYHOUR", "MINUTE", "INT", "NUM")),
    (24, 24, ("DAY", "HOUR", "MINUTE", "INT", "NUM")),
    (25, 31, ("DAY", "MINUTE", "INT", "NUM")),
    (32, 59, ("MINUTE", "INT", "NUM")),
    (0, 0, ("HOUR", "MINUTE", "INT", "NUM")),
)


def classify(value: float, written: str = "") -> dict[str, object]:
    """The grammar classes that a number belongs to, each with its value.

    ``written`` is the token as it stands in digits, "" for words: ``DIGITS`` are plain digits, ``PAIR`` two
    of them (``LATE`` from 50 on), and ``YEAR`` four of them, or words, between 1000 and 2100. ``DAYHOUR`` are
    the hours that written "9h" are a time, no length.
    """
    if value != int(value):
        return {"NUM": value}
    number = int(value)
    names: tuple[str, ...] = next((n for low, high, n in _SMALL if low <= number <= high), ("INT", "NUM"))
    if written.isdigit():
        names += ("DIGITS",)
        if len(written) == 2:
            names += ("PAIR", "LATE") if number >= 50 else ("PAIR",)
    if 1000 <= number <= 2100 and (len(written) == 4 and written.isdigit() or not written):
        names += ("YEAR",)
    return dict.fromkeys(names, number)


def number_shapes() -> Iterator[frozenset[str]]:
    """Every set of classes that ``classify`` can give."""
    for value in (0, 1, 6, 13, 24, 25, 32, 50, 60, 1000, 5000, 1.5):
        for written in ("", "+1", "1", "01", "1000"):
            yield frozenset(classify(value, written))


def read_digits(written: str) -> float:
    """The value of ``1.200.000``, ``50 000,5`` (any space), ``37,3``, ``3.5``; a comma is always decimal."""
    digits = "".join(written.split()).replace("\u2212", "-")
    if "," in digits or digits.count(".") > 1:
        digits = digits.replace(".", "").replace(",", ".")
    elif "." in digits and len(digits) - digits.index(".") == 4 and digits[0] not in "0-+":
        digits = digits.replace(".", "")
    return float(digits)


def read_words(values: Sequence[int]) -> tuple[int, int]:
    """The first number in a run of number-word values, and how many words it takes.

    ``(4, 20, 10)`` → ``(90, 3)``; ``(2, 100, 1000)`` → ``(200000, 3)``; ``(23, 20)`` is two numbers → ``(23,
    1)``.
    """
    if values[0] == 0:
        return 0, 1
    total = current = 0
    scale = 10**18
    previous = 0
    taken = 0
    for value in values:
        if value >= 1000:
            if value >= scale or (previous >= 1000):
                break
            total += (current or 1) * value
            current, scale = 0, value
        elif value == 100:
            if current >= 10:
                break
            current = (current or 1) * 100
        elif value == 20 and previous == 4 and current % 100 == 4:
            current += 76
        elif _fits(current, value, previous):
            current += value
        else:
            break
        previous = value
        taken += 1
    return total + current, taken


def _fits(current: int, value: int, previous: int) -> bool:
    """Whether a word below 100 may follow what has been read of the current group."""
    if value == 0:
        return False
    tail = current % 100
    if tail == 0:
        return True
    if tail in (60, 80):
        return value < 20
    return (
        (20 <= tail <= 90 and tail % 10 == 0 and value < 10)
        or (tail == 10 and previous == 10 and 7 <= value <= 9)
        or (tail in (70, 90) and previous == 10 and 7 <= value <= 9)
    )
