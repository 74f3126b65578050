"""The SHACL shapes, made from the sheets: ``shapes.template.ttl`` with the types, properties and roles filled in."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import resources
from string import Template

from kg.rdf.ontology import check_names
from kg.rdf.terms import load_vocabulary
from kg.schema import Schema

_WIDTH = 120
_OWN_SHAPES = frozenset({"time", "quantity"})


def write_shapes(schema: Schema) -> str:
    """The shapes in Turtle. Raises SchemaError when the sheets give one name to two things."""
    vocabulary = load_vocabulary()
    check_names(schema, vocabulary)
    roles = [role for role in schema.roles if role not in _OWN_SHAPES]
    properties = sorted(e.property for e in schema.event_types.values())
    template = Template(resources.files(__package__).joinpath("shapes.template.ttl").read_text("utf-8"))
    return template.substitute(
        entity_types=_lines((f"kg:{name}" for name in schema.entity_types), " "),
        fact_types=_lines((f"kg:{name}" for name in sorted(schema.event_types)), " "),
        relations=_lines((f"{prefix}:{name}" for prefix in ("kg", "said") for name in properties), ", "),
        polarities=" ".join(f"kg:{name}" for name in vocabulary.individuals_of("Polarity")),
        modalities=" ".join(f"kg:{name}" for name in vocabulary.individuals_of("Modality")),
        unreal_modalities=" ".join(f"kg:{name}" for name in vocabulary.individuals_of("Modality") if name != "actual"),
        statuses=" ".join(f"kg:{name}" for name in vocabulary.individuals_of("Status")),
        role_properties="\n".join(_role_shape(role, vocabulary.role_range(role)) for role in roles),
    )


def _role_shape(role: str, range_: str) -> str:
    test = f"sh:datatype {range_}" if range_ == "rdf:langString" else f"sh:class {range_}"
    return f":Fact-{role} sh:targetClass kg:Fact ; sh:path kg:{role} ; {test} ."


def _lines(names: Iterable[str], separator: str) -> str:
    """The names with ``separator`` between them, broken into lines."""
    lines = [""]
    for name in names:
        if lines[-1] and len(lines[-1]) + len(name) + len(separator) > _WIDTH - 8:
            lines.append("")
        lines[-1] += name + separator
    return "\n        ".join(line.rstrip() for line in lines).removesuffix(separator.rstrip())
