"""The page that links the views of what one run has built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader
from markupsafe import Markup

from kg.views.page import read_template


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, or all together: ``links`` are labels and file names relative to the index."""

    title: str
    details: str
    links: tuple[tuple[str, str], ...]


def render_index(entries: Sequence[Entry]) -> str:
    """The HTML page, with relative links only."""
    environment = Environment(loader=FunctionLoader(read_template), autoescape=True, keep_trailing_newline=True)
    rows = [(entry.title, entry.details, [(label, quote(name)) for label, name in entry.links]) for entry in entries]
    return environment.get_template("index.html").render(rows=rows, style=Markup(read_template("index.css")))
