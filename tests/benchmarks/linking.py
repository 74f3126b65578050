"""Measure how names are linked to the world: a table of names of our own, a fifth of them ambiguous or unknown.

    python -m tests.benchmarks.linking

``due`` in linking.tsv is ``wikidata:QID``, ``geonames:CC`` (a GeoNames place in that country) or ``-`` (no
link may be made).
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from kg.gazetteer import Candidate, load_gazetteer
from kg.resolve.names import candidate_of

TABLE = Path(__file__).with_name("linking.tsv")


def read_table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def judge(due: str, found: Candidate | None) -> str:
    """ "right", "wrong", or "abstained" when nothing is linked though something is due."""
    links = found.same_as if found is not None else ()
    if not links:
        return "right" if due == "-" else "abstained"
    source, _, value = due.partition(":")
    if source == "wikidata":
        return "right" if any(link.endswith("/" + value) for link in links) else "wrong"
    if source == "geonames":
        return "right" if found is not None and found.country == value and "geonames" in links[0] else "wrong"
    return "wrong"


def measure() -> tuple[Counter[str], list[str]]:
    gazetteer, counts, notes = load_gazetteer("fr"), Counter[str](), []
    for row in read_table():
        verdict = judge(row["due"], candidate_of([row["name"]], row["type"], gazetteer))
        counts[("linkable " if row["due"] != "-" else "unlinkable ") + verdict] += 1
        if verdict != "right":
            notes.append(f"{verdict}: {row['name']} ({row['type']}), due {row['due']}")
    return counts, notes


def main() -> None:
    counts, notes = measure()
    linkable = sum(n for k, n in counts.items() if k.startswith("linkable"))
    unlinkable = sum(n for k, n in counts.items() if k.startswith("unlinkable"))
    wrong = counts["linkable wrong"] + counts["unlinkable wrong"]
    print(
        f"{linkable} linkable names: {counts['linkable right']} linked "
        f"({100 * counts['linkable right'] / linkable:.0f} %); "
        f"{unlinkable} ambiguous or unknown ones: {counts['unlinkable right']} left alone; wrong links: {wrong}"
    )
    print("\n".join(notes))


if __name__ == "__main__":
    main()
