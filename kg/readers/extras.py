"""Libraries that only some formats need."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from kg.errors import MissingExtra


def load_extra(module: str, origin: str | Path, extra: str) -> Any:
    """Import ``module``. Raises MissingExtra, which names the extra that has it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(
            f"{origin}: reading this needs {module.partition('.')[0]}; install it with: pip install 'kg[{extra}]'"
        ) from error
