"""``kg view``: what is stored, to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import DEFAULT_OUTPUT, print_plain
from kg.config import EVERYTHING


def view(
    name: Annotated[
        str, typer.Argument(metavar="VIEW", help="network, events, claims, timeline, map, article; or all.")
    ],
    source: Annotated[Path, typer.Argument(help="RDF file that kg build wrote, the folder of it, or a store.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write, VIEW.html by default; for all, a folder.")
    ] = None,
    kind: Annotated[str, typer.Option("--format", "-f", help="html; svg or png of a network.")] = "html",
) -> None:
    """Draw what is stored as a page that opens with no network connection, or as a picture."""
    from kg.store import open_store
    from kg.views.gallery import parse_view_format, write_gallery, write_view

    chosen = parse_view_format(kind)
    store = open_store(source)
    if name == EVERYTHING:
        written = write_gallery(store, output or DEFAULT_OUTPUT)
    else:
        written = (write_view(name, store, output or Path(f"{name}.{chosen}"), chosen),)
    print_plain(f"Open {written[0]} in a browser.")
