"""Measure ``kg.values`` on public data, beside dateparser: ``python -m tests.benchmarks.time_values --data
DIR [--wrong]``.

DIR (or the environment variable KG_DATA) holds ``time-fr`` (the French corpus of Duckling, BSD; the French
specifications of Microsoft Recognizers-Text, MIT) and ``winer-fr`` (WiNER-fr, CC BY).

Readings: Duckling's corpus looks ahead, so its cases are read with ``forward=True``; the Recognizers give a
past and a future reading without saying which, so either counts. A case is right when the text has one
expression and its value is the expected one at the expected grain. Kinds that no ISO 8601 value of ours fits
are skipped; the table says how many and why.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from kg.values.quantity import QuantityExpression, find_quantities
from kg.values.time import TimeExpression, bounds, find_times

SKIPPED = {
    "part of day": "a part of the day has the grain of the day, no hours",
    "season": "seasons are three whole months, not astronomical",
    "week-end from Friday": "a week-end is Saturday and Sunday",
    "half month or vague edge": "début, fin, mi- keep the grain of the month or week and say so in mod",
    "second": "needs the minute of writing; a stretch of seconds or minutes",
    "no value": "the expected value is itself unresolved or vague (quelques, dès que possible)",
    "set": "a recurrence is R/P1W without weekday or hour",
    "not French": "English words, a.m. and p.m. apart from digits, words no French reader would take for a time",
    "bare hour": "a number alone (huit quarante, à 7) is no time of day in news",
    "since": "depuis with a length is a stretch up to the day of publication, no length",
}


@dataclass(frozen=True)
class Case:
    """A text, what is expected of it, and the kind it counts under; ``skip`` is a key of SKIPPED or ""."""

    text: str
    kind: str
    expected: tuple[str, ...]
    reference: datetime | None
    skip: str = ""


def duckling_cases(path: Path) -> Iterator[Case]:
    corpus = json.loads(path.read_text("utf-8"))
    reference = datetime.fromisoformat(corpus["reference_time"])
    for group in corpus["groups"]:
        if group["dim"] == "Time":
            kind, expected, skip = duckling_value(group["expect"])
            for text in group["examples"]:
                edge = re.search(r"\b(?:début|fin|mi-|quinzaine)", text)
                yield Case(text, kind, (expected,), reference, skip or ("half month or vague edge" if edge else ""))


def duckling_value(expect: str) -> tuple[str, str, str]:
    """Kind, ISO value and reason to skip of ``datetime (2013, 2, 18, 0, 0, 0) Day`` and its like."""
    numbers = [[int(n) for n in t.split(",")] for t in re.findall(r"\((\d[\d, ]*)\)", expect)]
    grain = expect.split()[-1]
    if expect.startswith("datetimeInterval"):
        first, last = numbers
        start, end = day_of(first), day_of(last) - timedelta(days=1)
        if grain == "Day":
            if first[1:3] == [6, 21]:
                return "interval", "", "season"
            return "interval", f"{start}/{end}", ""
        if grain in ("Month", "Year", "Week"):
            return "interval", f"{start}/{end}", ""
        if grain == "Second":
            return "interval", "", "second"
        if grain == "Minute":
            last_minute = instant_of(last) - timedelta(minutes=1)
            return "interval", f"{instant_of(first):%Y-%m-%dT%H:%M}/{last_minute:%Y-%m-%dT%H:%M}", ""
        return "interval", "", "part of day"
    if "OpenInterval" in expect:
        moment = instant_of(numbers[0])
        return "interval", "after " + (f"{moment:%Y-%m-%dT%H:%M}" if moment.hour else f"{moment:%Y-%m-%d}"), ""
    year, month, day, hour, minute, _ = numbers[0]
    if grain == "Second":
        return "instant", f"{instant_of(numbers[0]):%Y-%m-%dT%H:%M}", ""
    if grain in ("Hour", "Minute"):
        return "instant", f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}", ""
    if grain == "Week":
        return "day", "{}-W{:02}".format(*date(year, month, day).isocalendar()[:2]), ""
    value = f"{year}-{month:02}-{day:02}"
    return "day", {"Month": value[:7], "Year": value[:4]}.get(grain, value), ""


def instant_of(parts: list[int]) -> datetime:
    year, month, day, hour, minute, second = parts
    return datetime(year, month, day, hour, minute, second)


def day_of(parts: list[int]) -> date:
    return date(parts[0], parts[1] or 1, parts[2] or 1)


def recognizer_cases(path: Path) -> Iterator[Case]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if not row["src"].startswith("DateTime/") or "Extractor" in row["src"] or not row["results"]:
            continue
        if len(row["results"]) > 1:
            continue
        found = recognizer_value(row["results"][0])
        if found:
            kind, expected, skip = found
            reference = datetime.fromisoformat(row["ref"][:19]) if row["ref"] else None
            yield Case(row["input"], kind, expected, reference, skip or unfit(row["input"], kind))


def unfit(text: str, kind: str) -> str:
    """Why a reader of French news cannot be asked for this case; "" when it is fair."""
    if re.search(r"\d\s?mins?$|\bminutes?\b.*$|prochaine heures|dans les 2h", text) and kind == "datetimerange":
        return "second"
    words = "from|hrs?|yuandan|thanks ?giving|ampm|sur (?:la|dimanche)|quart de|seconde|f[eê]te des m[eè]res"
    if re.search(rf"\b(?:{words})\b|\ba\.?m\b|\bp ?\.?m\.?$", text, re.IGNORECASE):
        return "not French"
    hour = re.search(r"\d ?h|heures?\b|\d:\d|(?<!s-)(?<!s )midi\b|\d ?[ap]\.?m|\d du (?:matin|soir)", text)
    if kind in ("time", "timerange", "datetime", "datetimerange") and not hour:
        return "bare hour"
    return "since" if kind == "duration" and "depuis" in text else ""


def recognizer_value(result: dict[str, Any]) -> tuple[str, tuple[str, ...], str] | None:
    """Kind, the ISO values of both readings, and the reason to skip."""
    value = result.get("Value") or result.get("Resolution")
    if not isinstance(value, dict):
        return None
    readings = value["values"] if "values" in value else [value.get("PastResolution"), value.get("FutureResolution")]
    found = [one_reading(result, value, dict(reading or {})) for reading in readings]
    fit = [f for f in found if f is not None]
    return (fit[0][0], tuple(f[1] for f in fit), fit[0][2]) if fit else None


def one_reading(result: dict[str, Any], value: dict[str, Any], past: dict[str, Any]) -> tuple[str, str, str] | None:
    kind = (result.get("Type") or result["TypeName"]).removeprefix("datetimeV2.")
    timex = past.get("timex") or value.get("Timex") or ""
    if kind == "set":
        return kind, "", "set"
    if re.search(r"T(?:MO|AF|EV|NI|DT)|-WE|REF", timex):
        return kind, "", "part of day" if "-WE" not in timex else "week-end from Friday"
    if past.get("value") == "not resolved" or re.search(r"\b(quelques|plusieurs|bientôt)\b", result["Text"]):
        return kind, "", "no value"
    if kind == "duration":
        return kind, timex, ""
    if kind == "time":
        return kind, f"T{past.get('value') or past['time']}", ""
    if kind in ("date", "datetime"):
        stamp = past.get("value") or past.get("date") or past.get("dateTime") or past["Datetime"]
        return kind, stamp.replace(" ", "T"), ""
    if re.fullmatch(r"(?:\d{4}-)?S[UP]|(?:\d{4}-)?(?:FA|WI)", timex):
        season = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}.get(timex[-2:])
        if season is None or len(timex) < 7:
            return kind, "", "season"
        return kind, f"{timex[:4]}-{season[0]:02}/{timex[:4]}-{season[1]:02}", ""
    if re.fullmatch(r"\d{4}(-\d\d|-W\d\d)?", timex):
        return kind, timex, ""
    start = past.get("start") or past.get("startDate") or past.get("startDateTime") or past.get("startTime")
    end = past.get("end") or past.get("endDate") or past.get("endDateTime") or past.get("endTime")
    if not start or not end:
        return (
            (kind, f"after {start.replace(' ', 'T')[:16]}", "")
            if start
            else (kind, f"before {end.replace(' ', 'T')[:16]}", "")
            if end
            else None
        )
    start, end = (s.replace(" ", "T")[:16] for s in (start, end))
    prefix = "T" if kind == "timerange" else ""
    return kind, f"{prefix}{start[:5] if prefix else start}/{prefix}{end[:5] if prefix else end}", ""


def is_right(case: Case, found: tuple[TimeExpression, ...]) -> bool:
    valued = [e for e in found if e.value]
    return len(valued) == 1 and any(fits(case, expected, valued[0]) for expected in case.expected)


def fits(case: Case, expected: str, expression: TimeExpression) -> bool:
    value = expression.value or ""
    if expected.startswith(("after ", "before ")):
        mods = ("SINCE", "AFTER") if expected.startswith("after") else ("UNTIL", "BEFORE")
        there = expected.split()[1]
        return expression.mod in mods and same_value(value, f"T{there}" if re.match(r"\d\d:", there) else there, case)
    return same_value(value, expected, case)


def same_value(value: str, expected: str, case: Case) -> bool:
    if value == expected or value.removesuffix(":00") == expected:
        return True
    if value.startswith("P") and expected.startswith("P"):
        return seconds(value) == seconds(expected) != 0
    if "T" in value and expected.startswith("T"):
        return all(
            f"{v.partition('T')[2]}:00".startswith(e[1:])
            for v, e in zip(value.split("/"), expected.split("/"), strict=False)
        )
    if "T" in value and "T" in expected and "/" not in value + expected:
        return moment(value, case) == moment(expected, case)
    mine, theirs = bounds(value), bounds(expected.replace("T00:00", ""))
    if mine is None or theirs is None or "T" in value + expected:
        return False
    open_end = (theirs[0], theirs[1] - timedelta(days=1))
    return mine in (theirs, open_end) if "/" in expected and len(expected) > 9 else False


def moment(value: str, case: Case) -> datetime:
    there = datetime.fromisoformat(value.replace("T24", "T00").replace("Z", "+00:00"))
    zone = case.reference.tzinfo if case.reference else None
    if there.tzinfo is not None:
        return there.astimezone(zone or UTC).replace(tzinfo=None)
    return there


def seconds(duration: str) -> float:
    day_part, _, clock = duration[1:].partition("T")
    length = {"Y": 31557600.0, "M": 2629800.0, "W": 604800.0, "D": 86400.0}
    total = sum(float(n) * length[u] for n, u in re.findall(r"([\d.]+)([YMWD])", day_part))
    return total + sum(float(n) * {"H": 3600, "M": 60, "S": 1}[u] for n, u in re.findall(r"([\d.]+)([HMS])", clock))


def ask_dateparser(case: Case, forward: bool) -> list[str]:
    """Every value that dateparser finds in the text."""
    import dateparser.search

    settings: dict[str, Any] = {"PREFER_DATES_FROM": "future" if forward else "past"}
    if case.reference:
        settings["RELATIVE_BASE"] = case.reference.replace(tzinfo=None)
    try:
        found = dateparser.search.search_dates(case.text, languages=["fr"], settings=settings)
    except (ValueError, RecursionError, TypeError, AttributeError, IndexError):
        return []
    return [f"{value:%Y-%m-%dT%H:%M:%S}" for _, value in found or ()]


def dateparser_is_right(case: Case, forward: bool) -> bool:
    """Whether any value fits: dateparser also reads "Je" as a Thursday, which is not held against it."""
    return any(dateparser_fits(v, expected) for v in ask_dateparser(case, forward) for expected in case.expected)


def dateparser_fits(value: str, expected: str) -> bool:
    if "/" in expected or expected.startswith(("after", "before", "P")):
        return False
    if expected.startswith("T"):
        return value[10:].startswith(expected)
    if re.fullmatch(r"\d{4}-W\d\d", expected):
        span = bounds(expected)
        return span is not None and f"{span[0]}" <= value[:10] <= f"{span[1]}"
    return value.startswith(expected)


def compare(name: str, cases: list[Case], forward: bool, wrong: bool, against: bool) -> None:
    total: Counter[str] = Counter()
    mine: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    skipped: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        if case.skip:
            skipped[case.skip].append(case.text)
            continue
        total[case.kind] += 1
        found = find_times(case.text, case.reference, forward=forward)
        right = is_right(case, found)
        mine[case.kind] += right
        if against:
            theirs[case.kind] += dateparser_is_right(case, forward)
        if wrong and not right:
            got = [(e.text, e.value, e.mod) for e in found]
            print(f"    {case.kind}: {case.text!r} → {got}, expected {case.expected}")
    print(f"{name:<34}{'cases':>7}{'kg':>9}{'dateparser':>12}")
    for kind in [*sorted(total), "all"]:
        n, k, d = (sum(c.values()) if kind == "all" else c[kind] for c in (total, mine, theirs))
        print(f"  {kind:<32}{n:>7}{k / n:>9.1%}" + (f"{d / n:>12.1%}" if against else ""))
    for reason, texts in sorted(skipped.items()):
        print(f"  skipped {len(texts):>3} ({reason}): {SKIPPED[reason]}")


def quantity_cases(folder: Path) -> Iterator[tuple[str, str, float, str]]:
    """Kind, text, number and unit (as we write it) of money, measures, temperatures, ages and percentages."""
    for line in (folder / "recognizers-dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        kind = row["src"].split("/")[1].split("#")[0].removesuffix("Model")
        if kind not in ("Currency", "Dimension", "Temperature", "Age", "Percent"):
            continue
        for result in row["results"]:
            resolution = result["Resolution"]
            if resolution.get("value"):
                value = resolution["value"].rstrip("%").replace(",", ".")
                unit = resolution.get("isoCurrency") or resolution.get("unit") or "%"
                yield kind, row["input"], float(value), unit
    corpus = json.loads((folder / "duckling-dev.json").read_text("utf-8"))
    for group in corpus["groups"]:
        kind, words = group["dim"], group["expect"].split()
        if kind in ("AmountOfMoney", "Distance", "Volume", "Temperature", "Quantity") and words[0] == "simple":
            number = next(w for w in words[1:] if re.fullmatch(r"[\d.]+", w))
            for text in group["examples"]:
                yield kind, text, float(number), words[1]


def unit_of(name: str) -> str | None:
    """The unit that we would write for a unit named in words; None when we do not know it (then any will do)."""
    special = {
        "Kilometre": "km",
        "Centimetre": "cm",
        "Cup": "cup",
        "Millilitre": "mL",
        "Litre": "L",
        "Hectolitre": "hL",
        "Celsius": "°C",
        "C": "°C",
        "Degree": "deg",
        "F": "°F",
        "GBP": "GBP",
        "EUR": "EUR",
        "Livre": None,
        "Unnamed": None,
        "Rial": None,
        "Euro": "EUR",
    }
    if name in special:
        return special[name]
    if re.fullmatch(r"[A-Z]{3}", name):
        return name
    found = find_quantities(f"2 {name.lower()}")
    return found[0].quantity.unit if found and found[0].kind not in ("count", "number") else None


def measure_quantities(folder: Path, wrong: bool) -> None:
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    by_number = 0
    for kind, text, number, unit in quantity_cases(folder):
        expected = unit_of(unit)
        by_number += expected is None
        found = find_quantities(text)
        total[kind] += 1
        ok = any(fits_quantity(q, number, expected) for q in found)
        right[kind] += ok
        if wrong and not ok:
            got = [(q.text, q.quantity.number, q.quantity.unit) for q in found]
            print(f"    {kind}: {text!r} → {got}, expected {number} {expected}")
    print("quantities                          cases       kg")
    for kind in [*sorted(total), "all"]:
        n, k = (sum(c.values()) if kind == "all" else c[kind] for c in (total, right))
        print(f"  {kind:<32}{n:>7}{k / n:>9.1%}")
    print(f"  {by_number} of them by the number alone: units that we have no symbol for (livre, cent, roupie)")


def fits_quantity(found: QuantityExpression, number: float, unit: str | None) -> bool:
    return abs(found.quantity.number - number) < 1e-6 * max(1.0, abs(number)) and unit in (None, found.quantity.unit)


def measure_recall(path: Path, wrong: bool) -> None:
    """Share of the Date and Hour spans of WiNER-fr that some time expression overlaps, and the cost."""
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    characters = paragraphs = 0
    spent = 0.0
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found: list[tuple[int, int]] = []
        start = 0
        for paragraph in row["text"].split("\n"):
            clock = time.process_time()
            times = find_times(paragraph, date(2016, 6, 30))
            spent += time.process_time() - clock
            found += [(start + e.span.start_char, start + e.span.end_char) for e in times]
            start += len(paragraph) + 1
            characters += len(paragraph)
            paragraphs += bool(paragraph)
        for first, last, label in row["entities"]:
            if label in ("Date", "Hour"):
                total[label] += 1
                overlap = any(s < last and first < e for s, e in found)
                hit[label] += overlap
                if not overlap:
                    missed[row["text"][max(0, first - 25) : last + 15].replace("\n", " ")] += 1
    for label in sorted(total):
        print(f"WiNER-fr {label:<25}{total[label]:>7}{hit[label] / total[label]:>9.1%}")
    print(f"find_times: {spent / paragraphs * 1e6:.0f} µs a paragraph of {characters / paragraphs:.0f} characters")
    if wrong:
        for text, count in missed.most_common(80):
            print(f"    missed {count}: {text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("KG_DATA"), help="folder with time-fr and winer-fr")
    parser.add_argument("--wrong", action="store_true", help="print every case that is wrong")
    options = parser.parse_args()
    if options.data is None or not (Path(options.data) / "time-fr").is_dir():
        sys.exit(f"--data {options.data}: no folder time-fr there. Give the folder that holds time-fr and winer-fr.")
    folder = Path(options.data)
    try:
        import dateparser  # noqa: F401

        against = True
    except ImportError:
        against = False
    compare("Duckling", list(duckling_cases(folder / "time-fr" / "duckling-dev.json")), True, options.wrong, against)
    compare(
        "Recognizers",
        list(recognizer_cases(folder / "time-fr" / "recognizers-dev.jsonl")),
        False,
        options.wrong,
        against,
    )
    measure_quantities(folder / "time-fr", options.wrong)
    measure_recall(folder / "winer-fr" / "dev.jsonl", options.wrong)


if __name__ == "__main__":
    main()
