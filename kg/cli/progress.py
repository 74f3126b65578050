"""Progress bars: rich is slow to import, so this is imported when one is drawn."""

from __future__ import annotations

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class _RateColumn(ProgressColumn):
    """Articles dealt with, and how many a second."""

    def render(self, task: Task) -> Text:
        done = task.fields["articles"]
        rate = done / task.elapsed if task.elapsed else 0.0
        return Text(f"{done:,} articles, {rate:.1f}/s")


def make_counting_bar() -> Progress:
    """How many of how many."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def make_rate_bar() -> Progress:
    """How many, and how many a second."""
    columns = (TextColumn("{task.description}"), BarColumn(), _RateColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
