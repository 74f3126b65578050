"""Graph: what articles state, ready to be looked at, queried or written."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from pyoxigraph import Quad, Store

from kg.document import Document
from kg.facts import Entity, Fact, Facts
from kg.graph.records import make_records
from kg.rdf.evidence import check_evidence
from kg.rdf.quads import read_nquads, write_nquads
from kg.rdf.serialization import serialize_quads
from kg.rdf.statements import to_statements
from kg.schema import load_schema

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from kg.views.display import Page, Picture

__all__ = ["Graph"]


@dataclass(frozen=True)
class Graph:
    """The facts of one or several articles: ``statements[i]`` is what ``documents[i]`` states.

    Raises ValueError when the two do not belong together.
    """

    documents: tuple[Document, ...]
    statements: tuple[Facts, ...]

    def __post_init__(self) -> None:
        names = [document.name for document in self.documents]
        if names != [facts.document for facts in self.statements]:
            raise ValueError(f"documents {names} do not go with facts of {[f.document for f in self.statements]}")
        if len(set(names)) < len(names):
            raise ValueError(f"two documents have the same name: {names}")

    def __repr__(self) -> str:
        return f"<Graph of {len(self.documents)} articles: {len(self.entities)} entities, {len(self.facts)} facts>"

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, article by article, in the order of the text."""
        return tuple(fact for statement in self.statements for fact in statement.facts)

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Every entity once. One that several articles name has all its names, and no mentions (they are offsets)."""
        merged: dict[str, Entity] = {}
        for statement in self.statements:
            for entity in statement.entities:
                merged[entity.id] = _merge(merged[entity.id], entity) if entity.id in merged else entity
        return tuple(merged.values())

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """The RDF of ``ontologies/README.md``, sorted, one named graph an article. Raises ShapeViolation."""
        return read_nquads(self._nquads)

    @cached_property
    def _nquads(self) -> str:
        return write_nquads(zip(self.documents, self.statements, strict=True), load_schema())

    def article(self, name: str) -> Graph:
        """The graph of the article called ``name`` alone. Raises KeyError."""
        for document, facts in zip(self.documents, self.statements, strict=True):
            if document.name == name:
                return Graph((document,), (facts,))
        raise KeyError(name)

    def validate(self) -> None:
        """Check the RDF against the SHACL shapes and every quotation against the text. Raises ShapeViolation."""
        from kg.rdf.validation import validate

        for document in self.documents:
            quads = self.article(document.name).quads if len(self.documents) > 1 else self.quads
            check_evidence(to_statements(quads), document.text)
            validate(quads)

    def serialize(self, kind: str) -> str:
        """The graph as text: ``ttl``, ``trig``, ``nq``, ``jsonld``, or ``facts`` for JSON Lines. Raises ConfigError."""
        if kind == "facts":
            return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in self.to_records())
        return self._nquads or "\n" if kind == "nq" else serialize_quads(self.quads, kind)

    def to_turtle(self) -> str:
        return self.serialize("ttl")

    def to_trig(self) -> str:
        return self.serialize("trig")

    def to_nquads(self) -> str:
        return self.serialize("nq")

    def to_jsonld(self) -> str:
        return self.serialize("jsonld")

    def to_store(self) -> Store:
        """The quads in a store in memory."""
        store = Store()
        store.bulk_extend(self.quads)
        return store

    def to_records(self) -> list[dict[str, Any]]:
        """A dictionary an entity and one a subject–object pair of a fact (see ``ontologies/README.md``), by article."""
        pairs = zip(self.documents, self.statements, strict=True)
        return [record for document, facts in pairs for record in make_records(document, facts)]

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Entities as nodes, agent → patient of every fact as edges with the fact's IRI as key.

        All attributes are text (offsets: numbers), so that every format of networkx can write them. Edges are *all*
        facts: look at ``status``. Facts with one participant stand in that node's attribute ``alone``.
        """
        from kg.export.network import make_network
        from kg.views.reading import read_account

        return make_network(read_account(self.to_store()))

    def to_dataframe(self, of: Literal["facts", "entities"] = "facts") -> pd.DataFrame:
        """One row a subject–object pair of a fact, several fillers of a role joined with "; "; or one row an entity."""
        from kg.graph.table import make_entity_table, make_table

        return make_table(self.documents, self.statements) if of == "facts" else make_entity_table(self.entities)

    def timeline(self) -> pd.DataFrame:
        """The facts whose dates the articles give, in their order: one row a time of a fact.

        ``start`` and ``end`` are its first and last day (NaT: open), ``grain`` how finely the text tells it (minute,
        day, week, month, year, interval), ``time`` its words, ``value`` ISO 8601; ``published`` is the article's day.
        """
        from kg.graph.chronology import make_timeline

        return make_timeline(self.documents, self.statements)

    def sparql(self, query: str) -> pd.DataFrame | bool | str:
        """Answer a SPARQL 1.1 query over all articles: SELECT a table of texts, ASK a truth value, CONSTRUCT Turtle.

        The prefixes of ``ontologies/README.md`` need no declaration. Count with ``COUNT(DISTINCT ?x)``: a triple of two
        articles is there twice. Raises ConfigError when the query is wrong.
        """
        from kg.graph.table import make_answer
        from kg.query import answer

        return make_answer(answer(self.to_store(), query))

    def query(self, name: str, **arguments: str) -> pd.DataFrame | bool | str:
        """Answer a named query of ``kg query --list``: ``graph.query("who-said", actor="OTAN")``.

        Raises ConfigError for a query or a parameter that there is not, and for a value that names nothing.
        """
        from kg.graph.table import make_answer
        from kg.query import ask

        return make_answer(ask(self.to_store(), name, arguments))

    def show(self, view: str = "network") -> Page:
        """A view of the graph, to be displayed in a notebook or saved. Raises ConfigError for an unknown view."""
        from kg.views import show

        return show(view, self)

    def draw(self, view: str = "network") -> Picture:
        """A still picture of ``network`` or ``events``. Raises ConfigError for other views, MissingExtra."""
        from kg.views import draw

        return draw(view, self)

    def _repr_html_(self) -> str:
        return self.show()._repr_html_()


def _merge(first: Entity, second: Entity) -> Entity:
    return replace(
        first,
        names=tuple(dict.fromkeys((*first.names, *second.names))),
        same_as=tuple(sorted({*first.same_as, *second.same_as})),
        country=first.country or second.country,
        mentions=(),
    )
