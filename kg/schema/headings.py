"""What event types are called, without the words that express them: a tenth of the sheets, for who needs no more."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import SchemaError
from kg.schema import list_sheets

_TABLE = re.compile(r"^\[([\w.]+)\][ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """An event type: its name, its sheet, and its class in PLOVER or ""."""

    name: str
    group: str
    plover: str

    @property
    def names(self) -> tuple[str, str, str]:
        return self.name, self.group, self.plover


@cache
def load_headings() -> Mapping[str, Heading]:
    """Every event type of the sheets, by name. Raises SchemaError for a sheet that is no TOML."""
    return {
        name: Heading(name, sheet.stem, table.get("plover", ""))
        for sheet in list_sheets()
        for name, table in _read_tops(sheet.name, sheet.read_text("utf-8")).items()
    }


def _read_tops(where: str, text: str) -> dict[str, dict[str, str]]:
    """The tables of a sheet without those below them, ``[Elect]`` without ``[Elect.fr]``."""
    found = list(_TABLE.finditer(text))
    ends = [table.start() for table in found[1:]] + [len(text)]
    tops = (text[table.start() : end] for table, end in zip(found, ends, strict=True) if "." not in table[1])
    try:
        return tomllib.loads("".join(tops))
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(f"sheet {where}: {error}. Correct the TOML file.") from error
