"""The files of ``ontologies/``: what ``kg ontology`` writes."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Quad

from kg.rdf.ontology import describe_ontology
from kg.rdf.serialization import serialize_quads
from kg.rdf.shapes import write_shapes
from kg.schema import load_schema


def publish() -> dict[str, str]:
    """File name → its text: the ontology and the shapes. Raises SchemaError when the sheets contradict each other."""
    schema = load_schema()
    ontology = serialize_quads((Quad(t.subject, t.predicate, t.object) for t in describe_ontology(schema)), "ttl")
    return {"kg.ttl": ontology, "shapes.ttl": write_shapes(schema)}


def write_ontologies(folder: Path) -> tuple[Path, ...]:
    """Write ``kg.ttl`` and ``shapes.ttl`` into ``folder``; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in publish().items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return tuple(paths)
