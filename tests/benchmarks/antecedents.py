"""Learn what a pronoun takes up, and measure how often that is right, on texts that the weights have not seen.

    python -m tests.benchmarks.antecedents --data DATA [--write]

DATA holds ``democrat-coref`` (the mentions of its annotators, ``tests/benchmarks/coref.py``) and ``popcorn``: JSON
Lines of {"id", "text", "entities": [{"type", "mentions": [{"start", "end"}, …]}, …]}, the mentions of which are found
anew by kg. A pronoun that the annotators put with others is right when the cluster that it joins has one of these.
The rows: the nearest phrase that agrees, weights learned on the other four fifths of the texts, and the weights that
ship, which saw these texts; of the press of Democrat also the scores of ``coref.py``. ``--write`` first learns from all
texts and writes the table that ships.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from kg import load_pipeline
from kg.analysis import analyze
from kg.document import make_document
from kg.extract import extract
from kg.extract.mentions import find_mentions
from kg.facts import Span
from kg.gazetteer import load_gazetteer
from kg.resolve import coreference, nodes_of, pronouns
from kg.resolve.antecedents import Features, describe_nothing, find_candidates, load_weights
from kg.resolve.clusters import Clusters
from kg.resolve.gathering import gather_phrases
from kg.resolve.phrases import Phrase
from kg.resolve.pronouns import choose
from kg.resolve.words import ReferenceWords
from tests.benchmarks.coref import Partition, Totals, read_phrases, without_singletons

TABLE = Path(pronouns.__file__).parents[1] / "lang" / "fr" / "model" / "antecedents.toml"
FOLDS = 5
PENALTY = 4.0
"""Of the squared weights, halved."""
PRESS = "Democrat, press"
VERDICTS = ("right", "wrong", "unresolved")
HEADER = """\
# How much each feature says for a phrase as what a pronoun takes up (kg/resolve/antecedents.py): logarithms of odds,
# learned by tests/benchmarks/antecedents.py. Licence: LICENSE in this folder.

[weights]
"""

Weights = dict[str, float]
Chooser = Callable[[int, Clusters, ReferenceWords], int | None]


@dataclass(frozen=True)
class Text:
    """The phrases of a text, and the number of the gold entity of each, None where the annotators have none."""

    name: str
    source: str
    phrases: Sequence[Phrase]
    entities: Sequence[int | None]


@dataclass(frozen=True)
class Example:
    """What each option speaks for, that there is none last, and which of them are right."""

    options: list[Features]
    right: list[bool]


def read_democrat(path: Path) -> Iterator[Text]:
    nlp = load_pipeline("fr")
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        phrases, spans, mentions, _ = read_phrases(row, nlp)
        yield Text(str(row["id"]), f"Democrat, {row['genre']}", phrases, [mentions[span] for span in spans])


def read_popcorn(path: Path) -> Iterator[Text]:
    gazetteer = load_gazetteer("fr")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    documents = [make_document(row["id"], row["text"]) for row in rows]
    for row, analysis in zip(rows, analyze(documents, load_pipeline("fr"), "fr"), strict=True):
        mentions = find_mentions(analysis, gazetteer)
        facts = extract(analysis, mentions).facts
        nodes = sorted({n.span: n for fact in facts for n in nodes_of(fact)}.values(), key=lambda n: n.span)
        phrases = gather_phrases(analysis, mentions, nodes, gazetteer)
        marked = [
            (Span(m["start"], m["end"]), number)
            for number, entity in enumerate(row["entities"])
            if not entity["type"].endswith("_0")
            for m in entity["mentions"]
        ]
        yield Text(row["id"], "popcorn", phrases, [find_entity(p, marked) for p in phrases])


def find_entity(p: Phrase, marked: Sequence[tuple[Span, int]]) -> int | None:
    """The entity of a phrase: for a name the longest mention in it, else the shortest one that holds its head."""
    if p.kind == "pronoun":
        return next((number for span, number in marked if span == p.span), None)
    if p.kind == "name":
        inside = [(span.end_char - span.start_char, n) for span, n in marked if p.span.contains(span)]
        if inside:
            return max(inside)[1]
    around = [(span.end_char - span.start_char, n) for span, n in marked if span.start_char <= p.head < span.end_char]
    return min(around)[1] if around else None


def is_right(root: int, clusters: Clusters, text: Text, i: int) -> bool:
    members = clusters.members(root)
    return any(text.entities[j] == text.entities[i] for j in members if clusters.phrases[j].kind != "adjective")


def find_examples(text: Text) -> list[Example]:
    """One for each pronoun of a gold entity, those before it resolved as the annotators do."""
    found = []

    def follow_gold(i: int, clusters: Clusters, words: ReferenceWords, _: str) -> int | None:
        if text.entities[i] is None:
            return None
        candidates = find_candidates(i, clusters, words)
        right = [is_right(j, clusters, text, i) for j, _ in candidates]
        options = [*(features for _, features in candidates), describe_nothing(clusters.phrases[i])]
        found.append(Example(options, [*right, not any(right)]))
        return next((j for (j, _), is_gold in zip(candidates, right, strict=True) if is_gold), None)

    with_resolver(text, follow_gold)
    return found


class Judge:
    """Counts of right, wrong and unresolved pronouns, by source and sort, and CoNLL scores of the press of Democrat."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.counts: Counter[tuple[str, str, str]] = Counter()
        self.every, self.several = Totals(), Totals()

    def add(self, text: Text, chooser: Chooser) -> None:
        def resolve(i: int, clusters: Clusters, words: ReferenceWords, _: str) -> int | None:
            found = chooser(i, clusters, words)
            if text.entities[i] is not None:
                right = found is not None and is_right(found, clusters, text, i)
                verdict = "unresolved" if found is None else "right" if right else "wrong"
                self.counts[text.source, clusters.phrases[i].sort, verdict] += 1
            return found

        clusters = with_resolver(text, resolve)
        if text.source == PRESS:
            gold, found = group(text.entities), group([clusters.find(i) for i in range(len(text.phrases))])
            self.every.add(gold, found)
            self.several.add(*without_singletons(gold, found))

    def show(self) -> None:
        for source, sort in sorted({key[:2] for key in self.counts}):
            right, wrong, unresolved = (self.counts[source, sort, verdict] for verdict in VERDICTS)
            due, resolved = right + wrong + unresolved, right + wrong
            shares = f"{right / due:5.0%} right {wrong / due:5.0%} wrong {unresolved / due:5.0%} unresolved"
            precision = f"precision {right / max(resolved, 1):.2f}"
            print(f"{self.title:10}  {source:18} {sort:10} {due:4}  {shares}  {precision}", flush=True)
        print(f"{self.title:10}  {PRESS:18} with singletons     {self.every}")
        print(f"{self.title:10}  {PRESS:18} without singletons  {self.several}")


def group(numbers: Sequence[int | None]) -> Partition:
    members: defaultdict[int | None, set[Span]] = defaultdict(set)
    for i, number in enumerate(numbers):
        members[number].add(Span(i, i + 1))
    return [frozenset(group) for group in members.values()]


def choose_nearest(i: int, clusters: Clusters, words: ReferenceWords) -> int | None:
    return next((j for j, _ in find_candidates(i, clusters, words)), None)


def with_resolver(text: Text, resolver: object) -> Clusters:
    usual = pronouns.find_antecedent
    setattr(pronouns, "find_antecedent", resolver)  # noqa: B010
    try:
        return coreference.cluster(text.phrases, load_gazetteer("fr"), "fr")
    finally:
        pronouns.find_antecedent = usual


def learn(examples: Sequence[Example]) -> Weights:
    """The weights that make the right options likeliest, by L-BFGS (the loss is not convex; it starts at zero)."""
    names = sorted({name for e in examples for option in e.options for name in option})
    column = {name: k for k, name in enumerate(names)}
    options = [option for e in examples for option in e.options]
    table = np.zeros((len(options), len(names)))
    for row, option in enumerate(options):
        for name, value in option.items():
            table[row, column[name]] = value
    right = np.array([is_gold for e in examples for is_gold in e.right])
    sizes = [len(e.options) for e in examples]
    starts = np.cumsum([0, *sizes[:-1]])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ weights
        scores = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        every, gold = np.add.reduceat(scores, starts), np.add.reduceat(scores * right, starts)
        slope = table.T @ (scores / np.repeat(every, sizes) - scores * right / np.repeat(gold, sizes))
        return float(np.log(every / gold).sum() + PENALTY / 2 * weights @ weights), slope + PENALTY * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: weight for name, x in zip(names, found, strict=True) if (weight := round(float(x), 2))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with democrat-coref and popcorn")
    parser.add_argument("--write", action="store_true", help="learn from all texts, write the table that ships")
    arguments = parser.parse_args()
    texts = [
        *read_democrat(arguments.data / "democrat-coref" / "dev.jsonl"),
        *read_popcorn(arguments.data / "popcorn" / "dev.jsonl"),
    ]
    examples = {id(text): find_examples(text) for text in texts}
    if arguments.write:
        weights = learn([e for text in texts for e in examples[id(text)]])
        lines = (f"{json.dumps(name)} = {weight}\n" for name, weight in weights.items())
        TABLE.write_text(HEADER + "".join(lines), "utf-8")
        load_weights.cache_clear()
    folds = defaultdict(list)
    for text in texts:
        folds[zlib.crc32(text.name.encode()) % FOLDS].append(text)
    nearest, unseen, shipped = Judge("nearest"), Judge("not seen"), Judge("as shipped")
    for held in folds.values():
        weights = learn([e for text in texts if text not in held for e in examples[id(text)]])
        for text in held:
            nearest.add(text, choose_nearest)
            unseen.add(text, partial(choose, weights=weights))
            shipped.add(text, partial(choose, weights=load_weights("fr")))
    for judge in (nearest, unseen, shipped):
        judge.show()


if __name__ == "__main__":
    main()
