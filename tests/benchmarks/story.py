"""How well actors, events and wire copy are found in a store of articles of which the truth is known.

    python -m tests.benchmarks.story [--happenings N] [--seeds N ...] [--gold FOLDER]

``tests.benchmarks.retellings`` writes the articles; they are built into a store on disk, judged by ``kg merges find``,
and the links read back. B³ (Bagga and Baldwin 1998) is over the facts that kg found of the events told, and over the
people that the articles name. A false merge is a pair that stands together and should not. With ``--gold``, the
articles (.txt) of a folder, of which no two tell the same, are built into one store, and every merge found is printed.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pyoxigraph import NamedNode, Store

from kg.iris import article_iri, entity_iri
from kg.jobs import build_store
from kg.rdf.vocabulary import RDF_TYPE, term
from kg.store import open_store
from kg.store.corpus import merge
from kg.store.merges import read_event_judgements, read_judgements
from kg.story.subject import actor_of, label_of
from tests.benchmarks.retellings import TYPES, Retelling, Told, generate_retellings


@dataclass(frozen=True, slots=True)
class Score:
    """B³ precision, recall and F, and the pairs wrongly together, of so many items."""

    precision: float
    recall: float
    items: int
    false: tuple[tuple[Hashable, Hashable], ...]

    @property
    def f(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision else 0.0

    def __str__(self) -> str:
        return (
            f"B³ {self.f:.3f} (precision {self.precision:.3f}, recall {self.recall:.3f}), {self.items} items, "
            f"{len(self.false)} false pairs"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--happenings", type=int, default=100)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--gold", type=Path, default=None)
    arguments = parser.parse_args()
    for seed in arguments.seeds:
        with tempfile.TemporaryDirectory() as name:
            articles = generate_retellings(arguments.happenings, seed)
            store = build(articles, Path(name), arguments.jobs)
            print(f"seed {seed}: {len(articles)} articles")
            found, told = find_facts(store, articles)
            print(f"  told and found: {len(found)} of {told}")
            print(f"  events: {score_events(store, found)}")
            print(f"  actors: {score_actors(store, articles)}")
            print(f"  copies: {score_copies(store, articles)}", flush=True)
    if arguments.gold is not None:
        show_merges(arguments.gold, arguments.jobs)


def build(articles: Iterable[Retelling], folder: Path, jobs: int = 1) -> Store:
    """The articles in a store on disk, judged."""
    news = folder / "news.jsonl"
    rows = [
        {"name": a.name, "text": a.text, "publisher": a.publisher, "published": a.published.isoformat()}
        for a in articles
    ]
    news.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    build_store(news, store=folder / "store", jobs=jobs, engine="serial" if jobs == 1 else "processes")
    merge(folder / "store")
    return open_store(folder / "store")


def find_facts(store: Store, articles: Iterable[Retelling]) -> tuple[dict[str, Told], int]:
    """The fact that kg found of each telling, by IRI, and how many tellings there are."""
    found: dict[str, Told] = {}
    told = 0
    for article in articles:
        graph = NamedNode(article_iri(article.name))
        for telling in article.told:
            told += 1
            facts = sorted(
                quad.subject.value
                for type_ in TYPES[telling.happening.kind]
                for quad in store.quads_for_pattern(None, RDF_TYPE, term(f"kg:{type_}"), graph)
                if isinstance(quad.subject, NamedNode) and _tells(store, quad.subject, telling)
            )
            if facts:
                found[facts[0]] = telling
    return found, told


def _tells(store: Store, fact: NamedNode, telling: Told) -> bool:
    """Whether the fact has the people of the event in it."""
    around = {
        q.object.value for q in store.quads_for_pattern(fact, None, None, None) if isinstance(q.object, NamedNode)
    }
    return all(entity_iri(p.name) in around for p in telling.happening.people if p in telling.people)


def score_events(store: Store, found: Mapping[str, Told]) -> Score:
    """How the facts found stand together in events."""
    clusters: dict[Hashable, Hashable] = {}
    for fact in found:
        quads = store.quads_for_pattern(NamedNode(fact), term("kg:sameEvent"), None, None)
        clusters[fact] = next((q.object.value for q in quads if isinstance(q.object, NamedNode)), fact)
    return b_cubed(clusters, {fact: telling.happening.number for fact, telling in found.items()})


def score_actors(store: Store, articles: Iterable[Retelling]) -> Score:
    """How the people that articles name stand together in actors."""
    clusters: dict[Hashable, Hashable] = {}
    truth: dict[Hashable, Hashable] = {}
    for article in articles:
        graph = article_iri(article.name)
        for person in {p for telling in article.told for p in telling.people}:
            node = NamedNode(entity_iri(person.name))
            if next(store.quads_for_pattern(node, RDF_TYPE, None, NamedNode(graph)), None) is not None:
                key = article.name, person.name
                clusters[key], truth[key] = actor_of(store, graph, node.value), person.number
    return b_cubed(clusters, truth)


def score_copies(store: Store, articles: Iterable[Retelling]) -> str:
    """Pairs of copies found, right and wrong, of those that there are."""
    every = tuple(articles)
    quads = store.quads_for_pattern(None, term("prov:alternateOf"), None, None)
    got = {frozenset(str(n).strip("<>") for n in (q.subject, q.object)) for q in quads}
    due = {
        frozenset((article_iri(a.name), article_iri(b.name))) for a, b in combinations(every, 2) if a.source == b.source
    }
    return f"{len(got & due)} of {len(due)} pairs, {len(got - due)} false"


def b_cubed(clusters: Mapping[Hashable, Hashable], truth: Mapping[Hashable, Hashable]) -> Score:
    """The mean over the items of how much of their cluster is right, and how much of their class is there."""
    together, belong = defaultdict(set), defaultdict(set)
    for item, number in truth.items():
        together[clusters[item]].add(item)
        belong[number].add(item)
    precision = recall = 0.0
    for item, number in truth.items():
        common = len(together[clusters[item]] & belong[number])
        precision += common / len(together[clusters[item]])
        recall += common / len(belong[number])
    false = tuple(
        (a, b)
        for items in together.values()
        for a, b in combinations(sorted(items, key=str), 2)
        if truth[a] != truth[b]
    )
    return Score(precision / len(truth), recall / len(truth), len(truth), false)


def show_merges(folder: Path, jobs: int) -> None:
    """Every merge that kg finds in articles of which no two tell the same."""
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "store"
        outcome = build_store(*sorted(folder.glob("*.txt")), store=store, jobs=jobs)
        merged = merge(store)
        print(f"{folder}: {outcome.articles} articles, {outcome.facts} facts; {merged}")
        opened = open_store(store)
        for kind, entries in (("actor", read_judgements(store)), ("event", read_event_judgements(store))):
            for e in entries:
                print(f"  {kind} {e.decision} {e.score:.2f}: {e.name} / {e.other_name} "
                      f"({', '.join(e.documents)} / {e.other_document}): {e.reason}")  # fmt: skip
        for quad in opened.quads_for_pattern(None, term("kg:sameEvent"), None, None):
            assert isinstance(quad.subject, NamedNode)
            print(f"  {quad.object}: {label_of(opened, quad.subject.value)}")


if __name__ == "__main__":
    main()
