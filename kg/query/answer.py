"""SPARQL 1.1 queries, answered: https://www.w3.org/TR/sparql11-query/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import ConfigError
from kg.query.guard import explain_error, names_graphs, read_tokens, refuse_monsters, refuse_outside
from kg.rdf.vocabulary import NAMESPACES

Results = QuerySolutions | QueryBoolean | QueryTriples
AnswerFormat = Literal["table", "csv", "tsv", "json", "xml", "ttl", "nt"]
ANSWER_FORMATS: tuple[AnswerFormat, ...] = ("table", "csv", "tsv", "json", "xml", "ttl", "nt")


def answer(
    store: Store,
    query: str,
    default_graphs: Sequence[NamedNode] = (),
    named_graphs: Sequence[NamedNode] | None = None,
) -> Results:
    """What ``store`` answers to ``query``. The prefixes of ``ontologies/README.md`` need no declaration.

    The default graph is the union of all graphs, unless ``default_graphs`` or FROM name some: a triple of two articles
    is there twice, so count with ``COUNT(DISTINCT ?x)``. ``named_graphs`` are those that GRAPH may name, by default
    all. Raises ConfigError with line, column and a hint when the query is wrong, asks another server, reads a file or
    is monstrous.
    """
    tokens = tuple(read_tokens(query))
    refuse_outside(tokens)
    refuse_monsters(tokens)
    narrowed = bool(default_graphs) or named_graphs is not None
    try:
        return store.query(
            query,
            prefixes=dict(NAMESPACES),
            use_default_graph_as_union=not narrowed and not names_graphs(tokens),
            default_graph=list(default_graphs) if narrowed else None,
            named_graphs=None if named_graphs is None else list(named_graphs),
        )
    except SyntaxError as error:
        raise explain_error(tokens, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise ConfigError(f"SPARQL query: cannot be answered ({error}); simplify it.") from error


def ask(store: Store, name: str, arguments: Mapping[str, str]) -> Results:
    """What ``store`` answers to the named query ``name``. Raises ConfigError for unknown names and values."""
    from kg.query.binding import bind
    from kg.query.catalogue import find_query

    return answer(store, bind(find_query(name), arguments, store))
