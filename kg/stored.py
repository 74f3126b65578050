"""StoredGraph: what was written before, read back without articles or parser."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.export import export, make_network
from kg.graph.table import make_answer
from kg.query import answer, ask
from kg.rdf.serialization import serialize_quads, sort_quads
from kg.rdf.vocabulary import RDF_TYPE, term
from kg.store import open_store
from kg.views.reading import read_account
from kg.views.table import find_view

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from kg.views.display import Page, Picture


def read(source: str | Path) -> StoredGraph:
    """The graph in a file that kg wrote (Turtle, TriG, N-Quads, JSON-LD), a folder of such files, or a store.

    Turtle has no names of graphs; that of one article gets its name back, so that it gives the quads it was made of.
    Raises InputError when something cannot be read, StoreError for a store.
    """
    store = open_store(source)
    quads = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
    articles = {q.subject for q in quads if q.predicate == RDF_TYPE and q.object == term("schema:NewsArticle")}
    if len(articles) == 1:
        (article,) = articles
        if isinstance(article, NamedNode):
            named = Store()
            named.extend(q for q in store if q.graph_name != DefaultGraph())
            named.extend(Quad(q.subject, q.predicate, q.object, article) for q in quads)
            store = named
    return StoredGraph(store)


@dataclass(frozen=True)
class StoredGraph:
    """Quads of the model of ``ontologies/README.md``, to be asked, shown and exported as ``Graph`` is."""

    store: Store

    def __repr__(self) -> str:
        return f"<StoredGraph of {len(self.store)} quads>"

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """Sorted, as ``Graph.quads`` is."""
        return sort_quads(self.store)

    def serialize(self, kind: str) -> str:
        """``ttl``, ``trig``, ``nq`` or ``jsonld``. Raises ConfigError."""
        return serialize_quads(self.quads, kind)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """As ``Graph.to_networkx``."""
        return make_network(read_account(self.store))

    def sparql(self, query: str) -> pd.DataFrame | bool | str:
        """As ``Graph.sparql``."""
        return make_answer(answer(self.store, query))

    def query(self, name: str, **arguments: str) -> pd.DataFrame | bool | str:
        """As ``Graph.query``."""
        return make_answer(ask(self.store, name, arguments))

    def export(self, kind: str, path: str | Path) -> tuple[Path, ...]:
        """Write a format of ``kg export``; the paths written. Raises ConfigError."""
        return export(self.store, kind, Path(path))

    def show(self, view: str = "network") -> Page:
        """As ``Graph.show``."""
        from kg.views.display import Page

        return Page(find_view(view).render(read_account(self.store)), f"<{view} view of {self!r}>")

    def draw(self, view: str = "network") -> Picture:
        """As ``Graph.draw``."""
        from kg.views.display import Picture
        from kg.views.gallery import draw_view

        return Picture(draw_view(view, self.store, "png"), f"<{view} picture of {self!r}>")

    def _repr_html_(self) -> str:
        return self.show()._repr_html_()
