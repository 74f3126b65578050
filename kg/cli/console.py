"""What the commands share: exit codes, and printing that text from outside cannot steer."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from kg.errors import ShapeViolation

DONE, FAILED, MISUSED, UNSOUND, DEFECT = range(5)
EXIT_CODES = (
    "Exit codes: 0 all done · 1 an article could not be built or a fact was not found, the rest is done · "
    "2 wrong use · 3 set-up wrong (model, sheets, extra) · 4 defect in kg."
)
DEFAULT_OUTPUT = Path("output")

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def print_plain(text: str) -> None:
    """Print text that may come from an article: control characters, which could steer a terminal, show as "?"."""
    out.print("".join(c if c.isprintable() else "?" for c in text), markup=False)


def print_error(error: Exception) -> None:
    """One line, or for a broken shape one a violation."""
    lines = str(error).splitlines() if isinstance(error, ShapeViolation) else [" ".join(str(error).split())]
    for line in lines:
        err.print("".join(c if c.isprintable() else "?" for c in line), markup=False)
