"""What the endpoint says of itself: https://www.w3.org/TR/sparql11-service-description/."""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from kg.rdf.vocabulary import RDF_TYPE

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "JSON-LD", "RDF_XML",
)  # fmt: skip


def describe_service(endpoint: str, syntax: RdfFormat) -> bytes:
    """The service at ``endpoint``: SPARQL 1.1 Query, the default graph the union of all graphs."""
    service, dataset = BlankNode("service"), BlankNode("dataset")
    graph = BlankNode("graph")
    triples = [
        Triple(service, RDF_TYPE, NamedNode(SD + "Service")),
        Triple(service, NamedNode(SD + "endpoint"), NamedNode(endpoint)),
        Triple(service, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query")),
        Triple(service, NamedNode(SD + "feature"), NamedNode(SD + "UnionDefaultGraph")),
        *(Triple(service, NamedNode(SD + "resultFormat"), NamedNode(FORMATS + name)) for name in RESULTS),
        Triple(service, NamedNode(SD + "defaultDataset"), dataset),
        Triple(dataset, RDF_TYPE, NamedNode(SD + "Dataset")),
        Triple(dataset, NamedNode(SD + "defaultGraph"), graph),
        Triple(graph, RDF_TYPE, NamedNode(SD + "Graph")),
    ]
    data = serialize(triples, format=syntax, prefixes={"sd": SD})
    assert data is not None
    return data
