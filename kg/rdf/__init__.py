"""Facts → quads, their ontology, shapes and serialisations. ``ontologies/README.md`` describes the model."""

from __future__ import annotations

from kg.rdf.evidence import check_evidence
from kg.rdf.publication import write_ontologies
from kg.rdf.quads import to_quads
from kg.rdf.serialization import FORMATS, serialize_quads, sort_quads

__all__ = ["FORMATS", "check_evidence", "serialize_quads", "sort_quads", "to_quads", "write_ontologies"]
