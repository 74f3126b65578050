"""What one run writes: the output formats and the files they make."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from kg.errors import ConfigError

Format = Literal["ttl", "trig", "jsonld", "nq", "facts", "html"]

FORMATS: tuple[Format, ...] = get_args(Format)
SUFFIXES: dict[Format, str] = {name: f".{name}" for name in FORMATS} | {"facts": ".facts.jsonl"}

EVERYTHING = "all"
"""NAME of the files that hold all articles of one call."""
INDEX = "index"
"""NAME of the page that links the views."""


def parse_formats(names: Iterable[str]) -> tuple[Format, ...]:
    """The formats in ``names``, each of which may be a list with commas ("ttl,html"); in the order of ``FORMATS``.

    Raises ConfigError for a name that is none.
    """
    wanted = {name.strip() for entry in names for name in entry.split(",")} - {""}
    if unknown := sorted(wanted.difference(FORMATS)):
        raise ConfigError(f"--format: unknown {', '.join(unknown)}; choose among {','.join(FORMATS)}.")
    if not wanted:
        raise ConfigError(f"--format: none given; choose among {','.join(FORMATS)}, or leave the option out for all.")
    return tuple(name for name in FORMATS if name in wanted)
