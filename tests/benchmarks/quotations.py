"""Score quotations and their speakers against the novels of French LitBank.

    python -m tests.benchmarks.quotations --data DATA [--model fr_core_news_md] [--errors N]

DATA holds ``*.jsonl`` (also looked for in DATA/quotes-fr-litbank), one text a line: ``spans`` with labels Citation and
Entite, each a list of [start, end], and ``relations`` such as ["Source", entity, citation]. A quotation of kg is what
stands between its marks without the asides ("dit-il") in it. It is right when the characters that it shares with a
gold quotation are at least 0.3 (or 0.8) of those that either has (Jaccard), one to one, the best pairs first. Speaker
accuracy is the share of right quotations whose gold names a speaker that kg gives the same: the speaker's word stands
in the gold mention, or the gold has it by the same words elsewhere.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.analysis import Analysis, analyze, load_pipeline
from kg.document import make_document
from kg.extract.clauses import find_clauses
from kg.extract.frames import known_verbs
from kg.extract.quotations import find_quotations
from kg.extract.reading import read_clauses
from kg.extract.repair import mend
from kg.extract.speech import attribute, gather
from kg.extract.tree import Tree, Word, grow_tree
from kg.extract.words import is_finite
from kg.facts import Span
from kg.schema import load_schema

THRESHOLDS = (0.3, 0.8)


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation: the characters that are said, and the speakers as kg's words or as mentions of the gold."""

    characters: frozenset[int]
    speakers: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return min(self.characters)


def find_files(data: Path, folder: str, suffix: str) -> list[Path]:
    """The files of the data set, in the folder itself or in the one it is called. Exits when there are none."""
    found = sorted(data.glob(f"*{suffix}")) or sorted((data / folder).glob(f"*{suffix}"))
    if not found:
        sys.exit(f"--data {data}: no *{suffix} there or in {folder}/. Give the folder of the data set.")
    return found


def gold_quotations(row: dict[str, Any]) -> list[Said]:
    """The quotations that the data mark in a text."""
    spans = {key: span["spans"] for key, span in row["spans"].items()}
    sources: dict[str, list[str]] = {}
    for kind, source, quotation in row["relations"]:
        if kind == "Source":
            sources.setdefault(quotation, []).append(source)
    return [
        Said(
            frozenset(i for start, end in spans[key] for i in range(start, end)),
            tuple((start, end) for source in sources.get(key, ()) for start, end in spans[source]),
        )
        for key, span in row["spans"].items()
        if span["label"] == "Citation"
    ]


def found_quotations(analysis: Analysis) -> Iterator[Said]:
    """The quotations that kg finds in a text."""
    schema = load_schema(analysis.lang)
    paragraphs = []
    for parsed in analysis.paragraphs:
        tree = grow_tree(parsed, known_verbs(analysis.lang))
        mend(tree, analysis.lang)
        paragraphs.append(gather(tree, read_clauses(tree, find_clauses(tree, analysis.lang), schema), schema))
    sayings = [list(p.sayings) for p in paragraphs]
    for quotation, speaker in attribute(paragraphs, find_quotations(analysis), schema):
        said = set(range(quotation.span.start_char, quotation.span.end_char))
        for saying in sayings[quotation.paragraph]:
            if saying.aside and saying.reading.head.start in said:
                aside = aside_of(saying.reading.head, paragraphs[quotation.paragraph].tree)
                said -= set(range(aside.start_char, aside.end_char))
        yield Said(frozenset(said), ((speaker.start, speaker.end),) if speaker is not None else ())


def aside_of(verb: Word, tree: Tree) -> Span:
    """From a verb of saying, with its clitics, to the next comma, or to the end of the sentence when no other finite
    verb stands before it ("dit la marchande, au bout d'un instant.")."""
    first = verb
    while first.i and tree.words[first.i - 1].pos in {"PRON", "AUX", "ADV"}:
        first = tree.words[first.i - 1]
    last, comma = verb, None
    for word in tree.words[verb.i + 1 :]:
        if word.text in {".", "!", "?", "…", "...", ";", "—", "–", "»"}:
            return Span(first.start, word.start)
        if word.text == "," and comma is None:
            comma = word
        elif comma is not None and word.pos in {"VERB", "AUX"} and is_finite(word):
            return Span(first.start, comma.start)
        last = word
    return Span(first.start, last.end)


def match(gold: list[Said], found: list[Said], threshold: float) -> list[tuple[Said, Said]]:
    """Pairs of a gold and a found quotation that share enough, each used once, the best first."""
    pairs = sorted(
        (
            (-len(g.characters & f.characters) / len(g.characters | f.characters), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if g.characters & f.characters
        ),
    )
    matched: dict[int, int] = {}
    for overlap, i, j in pairs:
        if -overlap >= threshold and i not in matched and j not in matched.values():
            matched[i] = j
    return [(gold[i], found[j]) for i, j in sorted(matched.items())]


def same_speaker(text: str, gold: Said, found: Said) -> bool:
    """Whether a speaker of kg stands in a gold mention of the speaker, or is named by the same words."""
    names = {text[start:end].casefold() for start, end in gold.speakers}
    return any(
        text[a:b].casefold() in names or any(a < end and start < b for start, end in gold.speakers)
        for a, b in found.speakers
    )


def measure(rows: list[dict[str, Any]], nlp: Language) -> tuple[Counter[str], list[str]]:
    counts: Counter[str] = Counter()
    differences: list[str] = []
    documents = [make_document(row["id"], row["text"]) for row in rows]
    for row, analysis in zip(rows, analyze(documents, nlp), strict=True):
        text, name = row["text"], row["id"]
        gold, found = gold_quotations(row), [s for s in found_quotations(analysis) if s.characters]
        counts.update({"due": len(gold), "found": len(found)})
        for threshold in THRESHOLDS:
            pairs = match(gold, found, threshold)
            counts[f"right {threshold}"] += len(pairs)
            told = [(g, f) for g, f in pairs if g.speakers]
            counts[f"told {threshold}"] += len(told)
            counts[f"named {threshold}"] += sum(bool(f.speakers) for _, f in told)
            counts[f"speaker {threshold}"] += sum(same_speaker(text, g, f) for g, f in told)
        due, got = {g for g, _ in pairs}, {f for _, f in pairs}
        for verdict, said in (
            *(("missed", g) for g in gold if g not in due),
            *(("extra", f) for f in found if f not in got),
            *(("speaker", f) for g, f in told if not same_speaker(text, g, f)),
        ):
            around = text[max(0, said.start - 60) : max(said.characters) + 60].replace("\n", "⏎")
            names = ", ".join(text[a:b] for a, b in said.speakers)
            differences.append(f"{name}: {verdict} [{names}] « {around} »")
    return counts, differences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("KG_DATA"), required="KG_DATA" not in os.environ)
    parser.add_argument("--model", help="a spaCy pipeline instead of kg's weights")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="differences to list")
    arguments = parser.parse_args()
    files = find_files(arguments.data, "quotes-fr-litbank", ".jsonl")
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines() if line.strip()]
    counts, differences = measure(rows, load_pipeline("fr", arguments.model))
    print(f"{len(rows)} texts, {counts['due']} quotations due, {counts['found']} found")
    for threshold in THRESHOLDS:
        right, told = counts[f"right {threshold}"], counts[f"told {threshold}"]
        precision, recall = right / max(counts["found"], 1), right / max(counts["due"], 1)
        f1 = 2 * right / max(counts["found"] + counts["due"], 1)
        accuracy, named = counts[f"speaker {threshold}"] / max(told, 1), counts[f"named {threshold}"] / max(told, 1)
        print(
            f"overlap {threshold}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   "
            f"speaker {accuracy:.3f} of {told} right ones with a speaker ({named:.3f} given one)"
        )
    for line in differences[: arguments.errors]:
        print(line)


if __name__ == "__main__":
    main()
