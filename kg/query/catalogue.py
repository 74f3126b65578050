"""The named queries: ``queries/NAME.rq``, SPARQL under a header that says what it asks, takes and gives.

The header is the comment at the top of the file, read as TOML::

    # question = { fr = "Qui dit quoi ?", en = "Who says what?" }
    # example = { actor = "OTAN" }
    # [parameters]
    # actor = { kind = "entity", text = "Who speaks." }
    # [columns]
    # speaker = "Name of who speaks."

A parameter stands in the query as ``$actor``. A line whose parameter has no value is left out, so that what is not
asked for constrains nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from kg.errors import ConfigError, SchemaError

Kind = Literal["entity", "fact", "date", "status", "types", "number"]

PARAMETER = re.compile(r"\$([A-Za-z][A-Za-z0-9_]*)")
_FOLDER = Path(__file__).parent / "queries"
_SUFFIX = ".rq"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be asked for. ``kind`` says how a text is read:

    ``entity`` by its IRI or any of its names, ``fact`` by its IRI or the end of it, ``date`` as YYYY-MM-DD, ``status``
    as names of statuses, ``types`` as event types, sheets of the schema or PLOVER classes, ``number`` as digits.
    """

    name: str
    kind: Kind
    text: str
    required: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the catalogue; ``example`` are arguments that have an answer on the sample graph."""

    name: str
    question: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, str]
    example: Mapping[str, str]
    text: str


def list_names() -> tuple[str, ...]:
    """The names of all named queries, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob(f"*{_SUFFIX}")))


def load_queries() -> Mapping[str, NamedQuery]:
    """Every named query, by name. Raises SchemaError naming the file whose header is unsound."""
    return {name: find_query(name) for name in list_names()}


@cache
def find_query(name: str) -> NamedQuery:
    """The named query ``name``. Raises ConfigError."""
    if name not in list_names():
        raise ConfigError(f"query {name!r}: unknown; choose one of {', '.join(list_names())} (kg query --list).")
    return parse_query(name, (_FOLDER / f"{name}{_SUFFIX}").read_text("utf-8"))


def parse_query(name: str, source: str) -> NamedQuery:
    """Header and SPARQL of one file. Raises SchemaError."""
    lines = source.splitlines(keepends=True)
    size = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    try:
        header = tomllib.loads("".join(line.removeprefix("#").removeprefix(" ") for line in lines[:size]))
        query = NamedQuery(
            name,
            header["question"],
            {key: Parameter(key, **fields) for key, fields in header.get("parameters", {}).items()},
            header["columns"],
            header.get("example", {}),
            "".join(lines[size:]).strip() + "\n",
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SchemaError(f"{name}{_SUFFIX}: header: {error}. Correct it as kg/query/catalogue.py says.") from error
    _check(query)
    return query


def _check(query: NamedQuery) -> None:
    where = f"{query.name}{_SUFFIX}"
    if {"fr", "en"} - set(query.question):
        raise SchemaError(f"{where}: question needs fr and en. Add them.")
    used = set(PARAMETER.findall(query.text))
    if used != set(query.parameters):
        declared = sorted(query.parameters)
        raise SchemaError(f"{where}: parameters {declared}, but the query has {sorted(used)}. Make them agree.")
    for parameter in query.parameters.values():
        if parameter.kind not in get_args(Kind):
            raise SchemaError(f"{where}: {parameter.name}: kind {parameter.kind!r}; choose among {get_args(Kind)}.")
    if unknown := set(query.example) - set(query.parameters):
        raise SchemaError(f"{where}: example has {sorted(unknown)}, which are no parameters. Correct it.")
