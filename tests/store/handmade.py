"""Articles and stores written by hand."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import article_iri, entity_iri
from kg.rdf import sort_quads
from kg.store.corpus import finish, open_to_write
from kg.store.manifest import Article
from kg.store.shards import write_shard

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
    with open_to_write(folder) as manifest:
        quads = [quad for name, actors in articles.items() for quad in article_quads(name, *actors)]
        shard = write_shard(folder, sort_quads(quads))
        assert shard is not None
        manifest.add(shard, [Article(name, "-".join(actors), 1) for name, actors in articles.items()])
        if finished:
            finish(folder, manifest)
