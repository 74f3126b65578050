"""How much of the verbs of news the sheets know.

    python -m tests.benchmarks.lexicon --data DATA/winer-fr [--limit N] [--top N]

Reads the texts of ``dev.jsonl`` ({"text": …} a line), extracts facts, and prints which share of the verb tokens
that head a fact has a type other than ``Other`` (with ``Be`` left aside too, since copulas flatter the figure),
the types and event nouns by frequency, and the most frequent verbs that the sheets lack.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from pathlib import Path

from kg.analysis import analyze
from kg.assembly import assemble_pipeline
from kg.document import make_document
from kg.extract import extract
from kg.extract.mentions import find_mentions


def count_types(path: Path, limit: int) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Facts a type, one a cue token; verbs without a frame; nouns that gave facts."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    documents = [make_document(str(n), row["text"]) for n, row in enumerate(rows[:limit] if limit else rows)]
    types, missing, nouns = Counter[str](), Counter[str](), Counter[str]()
    for analysis in analyze(documents, assemble_pipeline("fr")):
        seen: set[int] = set()
        for fact in extract(analysis, find_mentions(analysis)).facts:
            cue = fact.provenance.cue.start_char
            if fact.provenance.extractor == "noun":
                nouns[fact.predicate] += 1
            elif fact.provenance.extractor == "clause" and cue not in seen:
                seen.add(cue)
                types[fact.type] += 1
                if fact.type == "Other" and fact.provenance.rule.startswith("unlisted"):
                    missing[fact.predicate] += 1
    return types, missing, nouns


def main() -> None:
    parser = argparse.ArgumentParser(description="Coverage of the lexicon on French news.")
    parser.add_argument("--data", type=Path, default=os.environ.get("KG_DATA"), required="KG_DATA" not in os.environ)
    parser.add_argument("--limit", type=int, default=0, help="articles to read (all)")
    parser.add_argument("--top", type=int, default=60, help="missing verbs to print")
    args = parser.parse_args()
    folder = args.data / "winer-fr" if (args.data / "winer-fr").is_dir() else args.data
    types, missing, nouns = count_types(folder / "dev.jsonl", args.limit)
    total, other, copula = sum(types.values()), types["Other"], types["Be"]
    print(f"verb tokens that head a fact: {total}")
    typed, plain = 1 - other / total, 1 - other / (total - copula)
    print(f"with a type other than Other: {typed:.3f}   (leaving Be aside: {plain:.3f})")
    print(f"without a frame in the sheets: {sum(missing.values()) / total:.3f}")
    print("types: " + ", ".join(f"{k} {n}" for k, n in types.most_common()))
    print("missing: " + ", ".join(f"{k} {n}" for k, n in missing.most_common(args.top)))
    print("nouns: " + ", ".join(f"{k} {n}" for k, n in nouns.most_common(args.top)))


if __name__ == "__main__":
    main()
