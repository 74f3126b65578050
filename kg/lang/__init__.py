"""Language packs: one folder a language, words and parser labels as data, no logic.

A pack is found by its folder name (``fr``). ``syntax.toml`` holds the labels of the parser; every other table is
read by name.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from kg.errors import LexiconError


def languages() -> tuple[str, ...]:
    """Codes of the languages that have a pack, sorted."""
    root = resources.files(__name__)
    return tuple(sorted(f.name for f in root.iterdir() if f.is_dir() and f.joinpath("syntax.toml").is_file()))


@cache
def load_table(lang: str, name: str) -> dict[str, Any]:
    """The table ``name`` (a TOML file without its ending) of the pack ``lang``.

    Raises LexiconError when the pack or the table is missing or is not valid TOML.
    """
    path = resources.files(__name__).joinpath(lang, f"{name}.toml")
    if not path.is_file():
        raise LexiconError(
            f"language pack {lang!r} has no table {name}.toml; packs here: {', '.join(languages())}. "
            "Use one of these, or add the table."
        )
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"kg/lang/{lang}/{name}.toml: {error}. Correct the TOML.") from error
