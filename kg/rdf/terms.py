"""The fixed terms of kg's own ontology: those that do not come from the sheets but stand in ``terms.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.rdf.statements import named


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or individual of the ontology. ``of`` is the class of an individual."""

    name: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    broader: tuple[str, ...] = ()
    domain: str = ""
    range: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The fixed terms, by local name; ``groups`` labels the groups of event types."""

    classes: Mapping[str, Term]
    individuals: Mapping[str, Term]
    properties: Mapping[str, Term]
    role_ranges: Mapping[str, str]
    groups: Mapping[str, Mapping[str, str]]

    def role_range(self, role: str) -> str:
        return self.role_ranges.get(role, "kg:Entity")

    def individuals_of(self, class_name: str) -> tuple[str, ...]:
        return tuple(t.name for t in self.individuals.values() if t.of == class_name)


@cache
def load_units() -> Mapping[str, str]:
    """The QUDT unit, as a statement has it, of each unit of measure that ``kg.values`` writes, where there is one."""
    table = tomllib.loads(resources.files(__package__).joinpath("units.toml").read_text("utf-8"))["qudt"]
    return {symbol: named(f"unit:{name}") for symbol, name in table.items()}


@cache
def load_vocabulary() -> Vocabulary:
    """The fixed terms of ``terms.toml``."""
    table = tomllib.loads(resources.files(__package__).joinpath("terms.toml").read_text("utf-8"))
    return Vocabulary(
        classes={
            k: Term(k, v["label"], v["definition"], tuple(v.get("broader", ()))) for k, v in table["classes"].items()
        },
        individuals={k: Term(k, v["label"], v["definition"], of=v["class"]) for k, v in table["individuals"].items()},
        properties={
            k: Term(k, v["label"], v["definition"], tuple(v.get("broader", ())), v.get("domain", "kg:Fact"), v["range"])
            for k, v in table["properties"].items()
        },
        role_ranges=table["role_ranges"],
        groups=table["groups"],
    )
