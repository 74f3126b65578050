"""Measure which mentions kg takes for the same thing, on Democrat with the mentions of its annotators.

    python -m tests.benchmarks.coref DATA/democrat-coref/dev.jsonl [--genre press] [--errors N]

Each line of the data is a text: ``sents`` as UD rows (id, form, part of speech, head, label) and ``chains`` of mentions
[sentence, first word, last word]. The words are parsed anew by kg's pipeline; mentions come from the data.
MUC, B³ and CEAFe follow Pradhan et al. (2014), with and without mentions that stand alone in the gold.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from kg.analysis import Analysis, ParsedParagraph, load_pipeline, plain
from kg.document import Paragraph, make_document
from kg.extract.mentions import find_mentions
from kg.facts import Span
from kg.gazetteer import load_gazetteer
from kg.resolve.coreference import cluster
from kg.resolve.gathering import gather_spans
from kg.resolve.phrases import Phrase

Partition = list[frozenset[Span]]


def read_text(row: dict) -> tuple[str, list[tuple[int, int]], dict[Span, int]]:  # type: ignore[type-arg]
    """The text, its paragraphs as offsets, and the gold mentions with their chain."""
    text, paragraphs = "", []
    offsets: list[tuple[int, int]] = []
    start, previous = 0, row["par"][0]
    for rows, paragraph in zip(row["sents"], row["par"], strict=True):
        if paragraph != previous:
            paragraphs.append((start, len(text.rstrip())))
            text = text.rstrip() + "\n\n"
            start, previous = len(text), paragraph
        inside = 0
        for number, form, *_ in rows:
            if inside:
                inside -= 1
                offsets.append(offsets[-1])
                continue
            if "-" in number:
                first, last = map(int, number.split("-"))
                inside = last - first + 1
            offsets.append((len(text), len(text) + len(form)))
            text += form if form.endswith(("'", "’")) else form + " "
    paragraphs.append((start, len(text.rstrip())))
    mentions: dict[Span, int] = {}
    for first, last, chain in row["mentions"]:
        mentions.setdefault(Span(offsets[first][0], offsets[last][1]), chain)
    return text.rstrip() + "\n", paragraphs, mentions


def read_phrases(row: dict, nlp) -> tuple[list[Phrase], list[Span], dict[Span, int], str]:  # type: ignore[no-untyped-def,type-arg]
    """The mentions of a text as phrases and their spans, both in text order, the gold mentions, and the text."""
    text, paragraphs, mentions = read_text(row)
    document = make_document(str(row["id"]), text)
    docs = nlp.pipe(plain(text[s:e]) for s, e in paragraphs)
    analysis = Analysis(
        document,
        tuple(
            ParsedParagraph(Paragraph(Span(s, e), "body", Span(s, e)), doc, s)
            for (s, e), doc in zip(paragraphs, docs, strict=True)
        ),
        "fr",
    )
    return *gather_spans(analysis, find_mentions(analysis), sorted(mentions)), mentions, text


def predict(row: dict, nlp) -> tuple[Partition, Partition, str, dict[Span, str]]:  # type: ignore[no-untyped-def,type-arg]
    phrases, spans, mentions, text = read_phrases(row, nlp)
    clusters = cluster(phrases, load_gazetteer("fr"), "fr")
    found: dict[int, set[Span]] = defaultdict(set)
    for i, span in enumerate(spans):
        found[clusters.find(i)].add(span)
    gold: dict[int, set[Span]] = defaultdict(set)
    for span, chain in mentions.items():
        gold[chain].add(span)
    kinds = {span: phrase.kind for phrase, span in zip(phrases, spans, strict=True)}
    return [frozenset(x) for x in gold.values()], [frozenset(x) for x in found.values()], text, kinds


def without_singletons(gold: Partition, found: Partition) -> tuple[Partition, Partition]:
    """Only gold chains of several mentions, and the found chains of several mentions."""
    return [g for g in gold if len(g) > 1], [f for f in found if len(f) > 1]


def muc(key: Partition, response: Partition) -> tuple[float, float]:
    where = {m: i for i, r in enumerate(response) for m in r}
    right = total = 0
    for k in key:
        parts = {where.get(m, ("alone", m)) for m in k}
        right += len(k) - len(parts)
        total += len(k) - 1
    return right, total


def b_cubed(key: Partition, response: Partition) -> tuple[float, float]:
    where = {m: r for r in response for m in r}
    right = sum(len(k & where[m]) / len(k) for k in key for m in k if m in where)
    return right, sum(map(len, key))


def ceaf(gold: Partition, found: Partition) -> float:
    """Similarity of the best one-to-one matching of chains (φ4)."""
    if not gold or not found:
        return 0.0
    table = np.array([[2 * len(g & f) / (len(g) + len(f)) for f in found] for g in gold])
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum())


class Totals:
    """Sums over texts, and the three F1 of them."""

    def __init__(self) -> None:
        self.sums: defaultdict[str, float] = defaultdict(float)

    def add(self, gold: Partition, found: Partition) -> None:
        for name, function in (("muc", muc), ("b3", b_cubed)):
            for side, (key, response) in (("r", (gold, found)), ("p", (found, gold))):
                right, total = function(key, response)
                self.sums[f"{name} {side} right"] += right
                self.sums[f"{name} {side} total"] += total
        similarity = ceaf(gold, found)
        for side, chains in (("r", gold), ("p", found)):
            self.sums[f"ceaf {side} right"] += similarity
            self.sums[f"ceaf {side} total"] += len(chains)

    def f1(self, name: str) -> float:
        p, r = (self.sums[f"{name} {s} right"] / max(self.sums[f"{name} {s} total"], 1e-9) for s in "pr")
        return 2 * p * r / max(p + r, 1e-9)

    def __str__(self) -> str:
        values = [self.f1(n) for n in ("muc", "b3", "ceaf")]
        return (
            "  ".join(f"{n} {100 * v:.1f}" for n, v in zip(("MUC", "B³", "CEAFe"), values, strict=True))
            + f"  CoNLL {100 * sum(values) / 3:.1f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--genre", default="press")
    parser.add_argument("--model", default=None)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    nlp = load_pipeline("fr", args.model)
    every, several, pronouns = Totals(), Totals(), Counter[str]()
    shown = 0
    for line in args.data.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["genre"] != args.genre:
            continue
        gold, found, text, kinds = predict(row, nlp)
        every.add(gold, found)
        several.add(*without_singletons(gold, found))
        wrong = judge_pronouns(gold, found, kinds, pronouns, text)
        for w in wrong[: max(0, args.errors - shown)]:
            print(row["id"], w)
        shown += len(wrong)
    print(f"with singletons     {every}")
    print(f"without singletons  {several}")
    right, bad, due = pronouns["right"], pronouns["wrong"], pronouns["due"]
    print(f"pronouns: {right} right, {bad} wrong, {pronouns['open']} unresolved of {due} with an earlier mention")
    print(f"{100 * right / max(due, 1):.1f} % right, {100 * right / max(right + bad, 1):.1f} % of those resolved")


def judge_pronouns(
    gold: Partition, found: Partition, kinds: dict[Span, str], counts: Counter[str], text: str
) -> list[str]:
    """A pronoun is right when the nearest earlier phrase that it was put with is of its gold chain."""
    chain = {m: g for g in gold for m in g}
    put = {m: f for f in found for m in f}

    def earlier(chains: dict[Span, frozenset[Span]], m: Span) -> Span | None:
        return max((o for o in chains[m] if o < m and kinds.get(o) != "pronoun"), default=None)

    def show(span: Span | None) -> str:
        return "nothing" if span is None else repr(text[span.start_char : span.end_char])

    wrong = []
    for m in sorted(chain):
        if kinds.get(m) != "pronoun" or (due := earlier(chain, m)) is None:
            continue
        got = earlier(put, m)
        verdict = "open" if got is None else "right" if got in chain[m] else "wrong"
        counts["due"] += 1
        counts[verdict] += 1
        if verdict != "right":
            context = text[max(0, m.start_char - 90) : m.end_char + 30]
            wrong.append(f"{verdict} {context!r} due {show(due)} got {show(got)}")
    return wrong


if __name__ == "__main__":
    main()
