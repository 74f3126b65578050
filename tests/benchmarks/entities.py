"""Measure the mentions of kg on WiNER-fr beside those of the model alone.

    python -m tests.benchmarks.entities DATA/winer-fr/dev.jsonl [--model NAME]... [--limit N] [--errors N]

Each line of the data is {"id", "text", "entities": [[start, end, label], …]}; entities may nest. A prediction is right
when an entity of its type has the same span (strict) or shares a character with it (overlap); each counts once. Places
stand for countries, places and facilities; the data leave the common noun out of a place's name ("région de"), so it is
cut off before comparing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language

from kg.analysis import Analysis, analyze, load_pipeline
from kg.document import make_document
from kg.extract.mentions import find_mentions, find_nested
from kg.facts import Mention
from kg.gazetteer import load_gazetteer
from kg.lang import load_table

GOLD = {"Person": "PER", "Location": "LOC", "Organization": "ORG"}
FOUND = {"Person": "PER", "Country": "LOC", "Place": "LOC", "Facility": "LOC", "Organization": "ORG"}
MODEL = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}

GENERIC = re.compile(
    "(?:"
    + "|".join(load_table("fr", "names")["place"]["inside"])
    + r")s?(?: du| des| de la| de| d['’]| de l['’])? ?(?=[A-ZÀ-Þ])"
)

Name = tuple[int, int, str]


def model_names(analysis: Analysis) -> set[Name]:
    return {
        (p.offset + e.start_char, p.offset + e.end_char, MODEL[e.label_])
        for p in analysis.paragraphs
        for e in p.doc.ents
        if e.label_ in MODEL
    }


def kg_names(analysis: Analysis) -> set[Name]:
    mentions = find_mentions(analysis)
    nested = find_nested(mentions, load_gazetteer(analysis.lang))
    return {
        (m.span.start_char + _generic(m), m.span.end_char, FOUND[m.type])
        for m in (*mentions, *nested)
        if m.kind == "name" and m.type in FOUND
    }


def _generic(mention: Mention) -> int:
    """Length of the common noun that begins the name of a place: "région de Kherson" is marked as "Kherson" in the
    data."""
    match = GENERIC.match(mention.text) if mention.type == "Place" else None
    return match.end() if match else 0


def count(gold: set[Name], found: set[Name], counts: Counter[str]) -> None:
    for name in gold:
        counts[f"due {name[2]}"] += 1
    free = set(gold)
    for start, end, label in sorted(found):
        counts[f"found {label}"] += 1
        counts[f"strict {label}"] += (start, end, label) in gold
        hit = next((g for g in sorted(free) if g[2] == label and g[0] < end and start < g[1]), None)
        if hit:
            free.discard(hit)
            counts[f"overlap {label}"] += 1


def f1(counts: Counter[str], measure: str, labels: Iterable[str]) -> tuple[float, float, float]:
    right, found, due = (sum(counts[f"{k} {x}"] for x in labels) for k in (measure, "found", "due"))
    precision, recall = right / max(found, 1), right / max(due, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def report(title: str, counts: Counter[str]) -> None:
    for labels in (("PER", "LOC", "ORG"), ("PER",), ("LOC",), ("ORG",)):
        cells = "  ".join(
            f"{m} P {p:.3f} R {r:.3f} F1 {f:.3f}" for m in ("strict", "overlap") for p, r, f in [f1(counts, m, labels)]
        )
        print(f"{title:28} {'+'.join(labels):12} {cells}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", action="append", default=None)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.data.read_text("utf-8").splitlines() if line.strip()]
    rows = rows[: args.limit] if args.limit else rows
    for model in args.model or ["fr_core_news_md"]:
        measure(load_pipeline("fr", model), model, rows, args.errors)


def measure(nlp: Language, model: str, rows: list[dict], errors: int) -> None:  # type: ignore[type-arg]
    documents = [make_document(str(row["id"]), row["text"]) for row in rows]
    alone, whole, wrong = Counter[str](), Counter[str](), []
    for row, document, analysis in zip(rows, documents, analyze(documents, nlp), strict=True):
        parsed = [p.paragraph.text_span for p in analysis.paragraphs]
        gold = {
            (s, e, GOLD[x])
            for s, e, x in row["entities"]
            if x in GOLD and any(p.start_char <= s and e <= p.end_char for p in parsed)
        }
        found = kg_names(analysis)
        count(gold, model_names(analysis), alone)
        count(gold, found, whole)
        for n in sorted(found ^ gold):
            around = document.text[max(0, n[0] - 40) : n[1] + 30]
            verdict = "extra " if n in found else "missed"
            wrong.append(f"{document.name}: {verdict} {n[2]} {document.text[n[0] : n[1]]!r}  « {around!r}")
    report(f"{model} alone", alone)
    report("kg", whole)
    for line in wrong[:errors]:
        print(line)


if __name__ == "__main__":
    main()
