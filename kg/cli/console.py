"""What the commands share: exit codes, and printing that text from outside cannot steer."""

from __future__ import annotations

import sys

from kg.errors import ShapeViolation

DONE, FAILED, MISUSED, UNSOUND, DEFECT = range(5)
STOPPED = 130
"""128 and the number of SIGINT, as shells have it."""
EXIT_CODES = (
    "Exit codes: 0 all done · 1 an article could not be built or a fact was not found, the rest is done · "
    "2 wrong use · 3 set-up wrong (model, sheets, extra) · 4 defect in kg."
)
DEFAULT_OUTPUT = "output"


def clean(text: str) -> str:
    """``text`` on one line: control characters, which could steer a terminal, show as "?"."""
    return "".join(c if c.isprintable() else "?" for c in text)


def print_plain(text: str) -> None:
    """Print text that may come from an article."""
    sys.stdout.write(clean(text) + "\n")


def print_note(text: str) -> None:
    """Print on standard error."""
    sys.stderr.write(clean(text) + "\n")


def print_error(error: Exception) -> None:
    """One line, or for a broken shape one a violation."""
    for line in str(error).splitlines() if isinstance(error, ShapeViolation) else [" ".join(str(error).split())]:
        print_note(line)
