"""Articles and stores written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import article_iri, entity_iri
from kg.rdf.serialization import sort_quads
from kg.store import open_store
from kg.store.corpus import finish, open_to_write
from kg.store.manifest import Article
from kg.store.shards import write_shard

SAMPLE = Path(__file__).parent.parent / "data" / "sample.trig"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
MEETS = NamedNode("https://kg.example/ontology#meets")


def article_quads(name: str, *actors: str) -> list[Quad]:
    """An article in which each actor meets the next; the label of each stands in the article's graph."""
    graph = NamedNode(article_iri(name))
    nodes = {actor: NamedNode(entity_iri(actor)) for actor in actors}
    labels = [Quad(node, LABEL, Literal(actor, language="fr"), graph) for actor, node in nodes.items()]
    return labels + [Quad(nodes[one], MEETS, nodes[other], graph) for one, other in pairwise(actors)]


def put(folder: Path, articles: dict[str, tuple[str, ...]], *, finished: bool = True) -> None:
    """Write articles as one shard, as a run of ``kg build`` does."""
    quads = [quad for name, actors in articles.items() for quad in article_quads(name, *actors)]
    put_quads(
        folder, quads, [Article(name, "-".join(actors), 1) for name, actors in articles.items()], finished=finished
    )


def put_sample(folder: Path) -> None:
    """Write the articles of the sample graph as a store."""
    put_quads(folder, open_store(SAMPLE), [Article(name, name, 1) for name in ("seed", "communique")])


def put_quads(folder: Path, quads: Iterable[Quad], articles: Sequence[Article], *, finished: bool = True) -> None:
    """Write one shard."""
    with open_to_write(folder) as manifest:
        shard = write_shard(folder, sort_quads(quads))
        assert shard is not None
        manifest.add(shard, articles)
        if finished:
            finish(folder, manifest)
