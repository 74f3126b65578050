"""Measure the mentions of kg on WiNER-fr beside those of the model alone.

    python -m tests.benchmarks.entities DATA/winer-fr/dev.jsonl [--folds FOLDER] [--model NAME]… [--errors N]

FOLDER is what ``python -m tests.benchmarks.model --keep FOLDER`` leaves: weights in ``fold0``, ``fold1`` …, each made
without the articles whose ids stand in its ``held_out.txt``. The stock model, the weights of each fold alone and the
whole of kg with them are measured on those articles, and added up.

Each line of the data is {"id", "text", "entities": [[start, end, label], …]}; entities may nest. A prediction is right
when an entity of its type has the same span (strict) or shares a character with it (overlap); each counts once. Places
stand for countries, places and facilities; the data leave the common noun out of a place's name ("région de"; not of a
street's), so it is cut off before comparing. The lines "with a capital" leave out spans without any capital letter, on
both sides: kg makes entities of bodies told by a common noun ("gouvernement ukrainien"), the data mark few of them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

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

STREETS = {"rue", "avenue", "boulevard", "place", "quai"}
GENERIC = re.compile(
    "(?:"
    + "|".join(w for w in load_table("fr", "names")["place"]["inside"] if w not in STREETS)
    + r")s?(?: du| des| de la| de| d['’]| de l['’])? ?(?=[A-ZÀ-Þ])"
)

Name = tuple[int, int, str]
Row = dict[str, Any]
STOCK = "fr_core_news_md"


def model_names(analysis: Analysis) -> set[Name]:
    return {
        (p.offset + e.start_char, p.offset + e.end_char, MODEL[e.label_])
        for p in analysis.paragraphs
        for e in p.doc.ents
        if e.label_ in MODEL
    }


def kg_names(analysis: Analysis) -> set[Name]:
    mentions = find_mentions(analysis)
    nested = find_nested(analysis, mentions, load_gazetteer(analysis.lang))
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


def with_capital(names: set[Name], text: str) -> set[Name]:
    """Names with a capital letter somewhere: the data mark few of those without ("gouvernement ukrainien")."""
    return {n for n in names if any(c.isupper() for c in text[n[0] : n[1]])}


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


class Tally:
    """Counts over documents, of all names and of those with a capital."""

    def __init__(self) -> None:
        self.all, self.capital = Counter[str](), Counter[str]()

    def add(self, gold: set[Name], found: set[Name], text: str) -> None:
        count(gold, found, self.all)
        count(with_capital(gold, text), with_capital(found, text), self.capital)

    def report(self, title: str) -> None:
        report(title, self.all)
        report("  … with a capital", self.capital)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=Path, help="folder with fold0, fold1 …")
    parser.add_argument("--model", action="append", default=None)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.data.read_text("utf-8").splitlines() if line.strip()]
    if args.folds:
        measure_folds(args.folds, rows, args.limit, args.errors)
        return
    rows = rows[: args.limit] if args.limit else rows
    for model in args.model or [STOCK]:
        alone, whole = Tally(), Tally()
        wrong = measure(load_pipeline("fr", model), rows, alone, whole)
        alone.report(f"{model} alone")
        whole.report("kg")
        print("\n".join(wrong[: args.errors]))


def measure_folds(folder: Path, rows: list[Row], limit: int, errors: int) -> None:
    """Stock model, weights alone and kg on the articles that each fold has not seen, added up."""
    stock, alone, whole = Tally(), Tally(), Tally()
    folds = sorted(p.parent for p in folder.glob("fold*/held_out.txt"))
    wrong: list[str] = []
    for fold in folds:
        unseen = set((fold / "held_out.txt").read_text("utf-8").split())
        part = [row for row in rows if str(row["id"]) in unseen][: limit or None]
        measure(load_pipeline("fr", STOCK), part, stock, Tally())
        wrong += measure(load_pipeline("fr", str(fold)), part, alone, whole)
        print(f"{fold.name}: {len(part)} articles that its weights have not seen", flush=True)
    stock.report(f"{STOCK} alone")
    alone.report("weights alone")
    whole.report("kg with these weights")
    print("\n".join(wrong[:errors]))


def measure(nlp: Language, rows: list[Row], alone: Tally, whole: Tally) -> list[str]:
    """Count what the model finds by itself and what kg finds on it; every difference as a line."""
    documents = [make_document(str(row["id"]), row["text"]) for row in rows]
    wrong = []
    for row, document, analysis in zip(rows, documents, analyze(documents, nlp), strict=True):
        parsed = [p.paragraph.text_span for p in analysis.paragraphs]
        gold = {
            (s, e, GOLD[x])
            for s, e, x in row["entities"]
            if x in GOLD and any(p.start_char <= s and e <= p.end_char for p in parsed)
        }
        found = kg_names(analysis)
        alone.add(gold, model_names(analysis), document.text)
        whole.add(gold, found, document.text)
        for n in sorted(found ^ gold):
            around = document.text[max(0, n[0] - 40) : n[1] + 30]
            verdict = "extra " if n in found else "missed"
            wrong.append(f"{document.name}: {verdict} {n[2]} {document.text[n[0] : n[1]]!r}  « {around!r}")
    return wrong


if __name__ == "__main__":
    main()
