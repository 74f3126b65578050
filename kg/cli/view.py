"""``kg view``: what is stored, to look at."""

from __future__ import annotations

from pathlib import Path

from kg.cli.console import DEFAULT_OUTPUT, print_plain
from kg.cli.parsing import Command, Parser
from kg.config import EVERYTHING


def view(name: str, source: Path, output: Path | None, kind: str) -> None:
    """Draw what is stored as a page that opens with no network connection, or as a picture."""
    from kg.store import open_store
    from kg.views.gallery import parse_view_format, write_gallery, write_view

    chosen = parse_view_format(kind)
    store = open_store(source)
    if name == EVERYTHING:
        written = write_gallery(store, output or Path(DEFAULT_OUTPUT))
    else:
        written = (write_view(name, store, output or Path(f"{name}.{chosen}"), chosen),)
    print_plain(f"Open {written[0]} in a browser.")


def _declare(parser: Parser) -> None:
    parser.add_argument("name", metavar="VIEW", help="network, events, claims, timeline, map, article; or all.")
    parser.add_argument(
        "source", metavar="SOURCE", type=Path, help="RDF file that kg build wrote, the folder of it, or a store."
    )
    parser.add_argument(
        "-o", "--output", metavar="PATH", type=Path, help="File to write, VIEW.html by default; for all, a folder."
    )
    parser.add_argument(
        "-f",
        "--format",
        dest="kind",
        metavar="FORMAT",
        default="html",
        help="html; svg or png of a network; %(default)s.",
    )


EXAMPLES = """Examples:
kg view network output/seed.trig
kg view all output/seed.trig --output pages"""
COMMANDS = {"view": Command(view, _declare, EXAMPLES)}
