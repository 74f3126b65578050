"""Checking quads against the SHACL shapes with pySHACL (https://www.w3.org/TR/shacl/)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice

import pyoxigraph
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from kg.errors import ShapeViolation
from kg.rdf.shapes import write_shapes
from kg.schema import load_schema

MOST_SHOWN = 5


def validate(quads: Iterable[pyoxigraph.Quad]) -> None:
    """Check the quads of each named graph for itself.

    Raises ShapeViolation with focus node, shape, path, value and what is asked, for the first few violations.
    """
    graphs: defaultdict[str, rdflib.Graph] = defaultdict(rdflib.Graph)
    for quad in quads:
        graphs[str(quad.graph_name)].add((_convert(quad.subject), _convert(quad.predicate), _convert(quad.object)))
    for name, graph in graphs.items():
        conforms, report, _ = pyshacl.validate(graph, shacl_graph=_load_shapes(), inplace=True, do_owl_imports=False)
        if not conforms:
            raise ShapeViolation(_explain(name, report))


@cache
def _load_shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=write_shapes(load_schema()), format="turtle")


@lru_cache(maxsize=1 << 14)
def _convert(node: object) -> rdflib.term.Node:
    if isinstance(node, pyoxigraph.NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, pyoxigraph.Literal):
        datatype = None if node.language else rdflib.URIRef(node.datatype.value)
        return rdflib.Literal(node.value, lang=node.language, datatype=datatype, normalize=False)
    raise ShapeViolation(f"{node}: only IRIs and literals may be written; give every node an IRI.")


def _explain(graph: str, report: rdflib.Graph) -> str:
    results = sorted(_describe(report, result) for result in report.subjects(RDF.type, SH.ValidationResult))
    more = f"\n… and {len(results) - MOST_SHOWN} more" if len(results) > MOST_SHOWN else ""
    lines = "\n".join(islice(results, MOST_SHOWN))
    return f"{graph}: {len(results)} violations of ontologies/shapes.ttl. Report this as a defect of kg.\n{lines}{more}"


def _describe(report: rdflib.Graph, result: rdflib.term.Node) -> str:
    def parts() -> Iterator[str]:
        for name, predicate in (
            ("focus node", SH.focusNode),
            ("shape", SH.sourceShape),
            ("path", SH.resultPath),
            ("value", SH.value),
            ("message", SH.resultMessage),
        ):
            if (value := report.value(result, predicate)) is not None and not isinstance(value, rdflib.BNode):
                yield f"{name} {value}"

    return ", ".join(parts())
