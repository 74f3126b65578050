"""``kg story``: what the articles of a store tell of an actor or an event."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.cli.console import clean, print_plain
from kg.cli.parsing import Command, Parser

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.table import Table

    from kg.story import EventStory, Story

MOST_SHOWN = 20
NOT_A_TERMINAL = 200
"""Columns of a table that goes to a file or a pipe."""
LONGEST_QUOTATION = 160


def story(asked: str, source: Path, kind: str, output: Path | None) -> None:
    """Tell who affirms and who denies what happened, since when, and in how many independent sources.

    Facts of several articles are one event where kg merges says so; copies of one dispatch are one source.
    """
    from kg.errors import ConfigError
    from kg.store import open_store
    from kg.story import STORY_FORMATS, render_story, tell

    if kind != "table" and kind not in STORY_FORMATS:
        raise ConfigError(f"--format {kind!r}: unknown; choose one of table, {', '.join(STORY_FORMATS)}.")
    told = tell(open_store(source), asked)
    text = _draw(told, to_file=output is not None) if kind == "table" else render_story(told, kind)
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigError(f"{output}: cannot be written ({error.strerror}); choose another --output.") from error
    print_plain(f"{output}: {len(told.events):,} events")


def _draw(story: Story, *, to_file: bool) -> str:
    """A table an event, as wide as the terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, width=NOT_A_TERMINAL if to_file or not sys.stdout.isatty() else None)
    shown = story.events if to_file else story.events[:MOST_SHOWN]
    with console.capture() as captured:
        for event in shown:
            console.print(Text(_plain(_head(event)), style="bold"))
            for line in _notes(event):
                console.print(Text(_plain(line)))
            console.print(_table(event))
        if left := len(story.events) - len(shown):
            console.print(f"… and {left:,} more events; --format csv gives all, -o FILE writes them")
        count = len(story.events)
        console.print(Text(_plain(f"{story.subject.name}: {count:,} event{'s' * (count != 1)}")))
    return captured.get()


def _head(event: EventStory) -> str:
    days = "" if not any(event.when) else event.when[0] if len(set(event.when)) == 1 else " to ".join(event.when)
    return " · ".join(part for part in (event.label, days, ", ".join(event.where)) if part)


def _notes(event: EventStory) -> list[str]:
    from kg.story import show_figures

    sources = f"{event.sources} independent source{'s' * (event.sources != 1)}"
    articles = f"{event.articles} article{'s' * (event.articles != 1)}"
    lines = [f"{sources} in {articles}" + (f", since {event.since}" if event.since else "") + f" · {event.iri}"]
    if event.is_contested:
        lines.append("contested: some affirm it, others deny it")
    if event.disagreements:
        lines.append(f"numbers disagree: {show_figures(event)}")
    return lines


def _table(event: EventStory) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    names = ("status", "who", "since", "sources", "number", "quotation", "article")
    table = Table(*names, box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for voice in event.voices:
        status = voice.status if voice.modality == "actual" else f"{voice.status} ({voice.modality})"
        sources = f"{voice.sources} (wire copy)" if voice.copied else str(voice.sources)
        quotation = voice.quotation
        if len(quotation) > LONGEST_QUOTATION:
            quotation = quotation[: LONGEST_QUOTATION - 1] + "…"
        cells = (
            status, ", ".join(voice.who), voice.since, sources, ", ".join(voice.amounts), f"« {quotation} »",
            voice.article,
        )  # fmt: skip
        table.add_row(*(Text(_plain(cell)) for cell in cells))
    return table


def _plain(text: str) -> str:
    return clean(" ".join(text.split()))


def _declare(parser: Parser) -> None:
    add = parser.add_argument
    add("asked", metavar="ACTOR|EVENT", help="A name, the IRI of an actor or an event, the id of a fact.")
    add("source", metavar="STORE", type=Path, help="A store; or RDF that kg build wrote, or a folder of it.")
    add(
        "-f",
        "--format",
        dest="kind",
        metavar="FORMAT",
        default="table",
        help="table, json, csv, html, turtle; %(default)s.",
    )
    add("-o", "--output", metavar="FILE", type=Path, help="File to write instead of printing.")


EXAMPLES = """Examples:
kg merges find --store corpus
kg story 'Jens Stoltenberg' corpus
kg story event:seed/tuer-21f051a9 corpus --format html --output story.html
kg story OTAN output --format csv --output story.csv
The first one puts actors and events of several articles together; do it before."""
COMMANDS = {"story": Command(story, _declare, EXAMPLES)}
