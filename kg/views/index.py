"""The page that links the views of every article in a folder, and remembers them for the next run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader
from markupsafe import Markup

from kg.views.page import embed, hash_script, read_strings, read_template

MANIFEST = re.compile(r'<script type="application/json" id="kg-index">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, or ``articles`` of them together; ``links`` are views and their files relative to the index."""

    title: str
    name: str
    articles: int
    facts: int
    links: tuple[tuple[str, str], ...]


def render_index(entries: Iterable[Entry]) -> str:
    """The HTML page: first what covers several articles, then the articles by name; with relative links only."""
    rows = sorted(entries, key=lambda entry: (entry.articles == 1, entry.name))
    words = {
        lang: {key: text for key, text in strings.items() if key.startswith(("index.", "view.")) or key == "language"}
        for lang, strings in read_strings().items()
    }
    script = read_template("index.js")
    environment = Environment(loader=FunctionLoader(read_template), autoescape=True, keep_trailing_newline=True)
    environment.filters["address"] = quote
    return environment.get_template("index.html").render(
        rows=rows,
        words=words["fr"],
        style=Markup(read_template("index.css")),
        manifest=Markup(embed({"entries": [asdict(entry) for entry in rows], "strings": words})),
        script=Markup(script),
        script_hash=Markup(hash_script(script)),
    )


def read_index(path: Path) -> tuple[Entry, ...]:
    """What the index at ``path`` links and is still there; nothing when it is missing or not ours."""
    try:
        found = MANIFEST.search(path.read_text("utf-8"))
        rows: list[dict[str, Any]] = json.loads(found[1])["entries"] if found else []
        entries = [_entry(row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    return tuple(entry for entry in entries if all(_is_inside(path.parent, name) for _, name in entry.links))


def _entry(row: dict[str, Any]) -> Entry:
    links = tuple((str(view), str(name)) for view, name in row["links"])
    if not all(f"view.{view}" in read_strings()["fr"] for view, _ in links):
        raise KeyError(row["links"])
    return Entry(str(row["title"]), str(row["name"]), int(row["articles"]), int(row["facts"]), links)


def _is_inside(folder: Path, name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and (folder / path).is_file()
