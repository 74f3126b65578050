"""How fast a store is loaded and answers, beside pyoxigraph by hand.

    python tests/benchmarks/store.py [--quads N] [--rounds N]

The sample article is repeated under other names, each time with other people, until there are N quads, and written to
shards as a build does. "kg" is making the index of the store, "by hand" is pyoxigraph's bulk loader on the same quads
in one file. Each named query is asked with its example arguments through ``kg.query`` and, as the SPARQL that it
becomes, of pyoxigraph itself; the two take turns, and the median over the rounds is shown with their ratio. What "kg"
takes longer is looking names up.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store, parse

import kg
from kg.iris import slug
from kg.query import ask, bind, load_queries
from kg.rdf.serialization import sort_quads
from kg.rdf.vocabulary import NAMESPACES, RDF_TYPE, term
from kg.store import open_store
from kg.store.corpus import open_to_write
from kg.store.index import refresh_index
from kg.store.manifest import Article
from kg.store.shards import write_shard

SAMPLE = Path(__file__).parents[1] / "data" / "seed.txt"
ARTICLES_A_SHARD = 16


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    pattern = kg.build(SAMPLE).to_nquads()
    with tempfile.TemporaryDirectory() as name:
        folder, flat = Path(name) / "store", Path(name) / "all.nq"
        total = fill(folder, flat, pattern, arguments.quads)
        begun = time.monotonic()
        refresh_index(folder)
        ours = time.monotonic() - begun
        begun = time.monotonic()
        plain = Store(str(Path(name) / "plain"))
        plain.bulk_load(path=str(flat), format=RdfFormat.N_QUADS)
        plain.flush()
        theirs = time.monotonic() - begun
        print(f"{total:,} quads; loaded by kg {total / ours:,.0f}/s, by hand {total / theirs:,.0f}/s", flush=True)
        compare(open_store(folder), arguments.rounds)


def fill(folder: Path, flat: Path, pattern: str, wanted: int) -> int:
    """Write the shards of a store, and the same quads to one file; how many they are."""
    total = number = 0
    with open_to_write(folder) as manifest, flat.open("wb") as everything:
        while total < wanted:
            names = [f"article-{number + i:06d}" for i in range(ARTICLES_A_SHARD)]
            number += ARTICLES_A_SHARD
            text = "".join(rename(pattern, name) for name in names)
            shard = write_shard(folder, sort_quads(parse(text, format=RdfFormat.N_QUADS)))
            assert shard is not None
            manifest.add(shard, [Article(name, name) for name in names])
            everything.write(text.encode("utf-8"))
            total += shard.quads
    return total


def rename(pattern: str, name: str) -> str:
    """The sample under another name: every article shares its countries, and some share a person."""
    person = f"Jens_Stoltenberg_{hash_name(name) % 500}"
    return (
        pattern.replace("/article/seed", f"/article/{slug(name)}")
        .replace("/fact/seed/", f"/fact/{slug(name)}/")
        .replace("/evidence/seed/", f"/evidence/{slug(name)}/")
        .replace("/entity/seed/", f"/entity/{slug(name)}/")
        .replace("/entity/Volodymyr_Zelensky", f"/entity/{person}")
    )


def hash_name(name: str) -> int:
    return int(name.rpartition("-")[2]) * 7919


def compare(store: Store, rounds: int) -> None:
    ratios = []
    fact = next(store.quads_for_pattern(None, RDF_TYPE, term("kg:Fact"), None)).subject
    assert isinstance(fact, NamedNode)
    for name, query in sorted(load_queries().items()):
        arguments = {"fact": fact.value} if "fact" in query.parameters else query.example
        text = bind(query, arguments, store)
        kg_times, plain_times = [], []
        for _ in range(rounds):
            kg_times.append(measure(lambda name=name, arguments=arguments: ask(store, name, arguments)))  # type: ignore[misc]
            plain_times.append(
                measure(lambda text=text: store.query(text, prefixes=dict(NAMESPACES), use_default_graph_as_union=True))  # type: ignore[misc]
            )
        ours, theirs = statistics.median(kg_times), statistics.median(plain_times)
        ratios.append(ours / theirs)
        print(f"{name:16} kg {ours * 1000:9.1f} ms   by hand {theirs * 1000:9.1f} ms   {ours / theirs:.2f}", flush=True)
    print(f"median of the ratios {statistics.median(ratios):.2f}, largest {max(ratios):.2f}")


def measure(run: Callable[[], Iterable[object] | object]) -> float:
    begun = time.monotonic()
    results = run()
    if isinstance(results, Iterable):
        for _ in results:
            pass
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
