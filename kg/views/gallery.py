"""Views as files: one of them, all of them with a page of links, or those of what was just built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import quote

from pyoxigraph import Store

from kg.config import EVERYTHING, INDEX
from kg.errors import ConfigError
from kg.graph import Graph
from kg.iris import article_iri
from kg.views.account import Account
from kg.views.index import Entry, read_index, render_index
from kg.views.page import title_of
from kg.views.picture import PictureFormat, draw_picture
from kg.views.reading import read_account
from kg.views.table import DRAWN, VIEWS, find_view

ViewFormat = Literal["html", "svg", "png"]
INDEX_PAGE = f"{INDEX}.html"
FOLDER = "views"
FIRST = "network"
OF_EACH = (FIRST, "article")
"""Views of each article where several are built: what no page of all of them shows."""


def write_view(name: str, store: Store, path: Path, kind: ViewFormat = "html") -> Path:
    """Write one view. Raises ConfigError for an unknown view, a picture of a view that has none, or a bad path."""
    if kind == "html":
        return _write(path, find_view(name).render(read_account(store)))
    return _write(path, draw_view(name, store, kind))


def draw_view(name: str, store: Store, kind: PictureFormat) -> bytes:
    """A picture of one view. Raises ConfigError for an unknown view or one that has none, MissingExtra."""
    view = find_view(name)
    if name not in DRAWN:
        raise ConfigError(f"view {name!r}: no {kind} of it; pictures are made of {', '.join(sorted(DRAWN))}.")
    return draw_picture(import_module(view.module).data(read_account(store)), kind)


def write_gallery(store: Store, folder: Path) -> tuple[Path, ...]:
    """Write every view, and link them in ``index.html``. Raises ConfigError when ``folder`` cannot be written."""
    account = read_account(store)
    names = {view: f"{view}.html" for view in VIEWS}
    paths = _write_pages(account, folder, names)
    return (_write_index(folder, [_entry(account, names)]), *paths)


def write_pages(parts: Mapping[str, Graph], folder: Path) -> None:
    """Write the pages of graphs by their names: ``NAME.html``, the network; the other views; ``index.html``.

    The index links what earlier runs wrote into ``folder``, too.
    Everything has every view; each article has them all when it is the only one, else the network and the article
    itself. Views other than the network stand in ``views/NAME/``. Raises ConfigError when a file cannot be written.
    """
    entries = []
    for name in sorted(parts, key=lambda name: name != EVERYTHING):
        graph = parts[name]
        shown = tuple(VIEWS) if name == EVERYTHING or len(parts) == 1 else OF_EACH
        texts = {article_iri(document.name): document.text for document in graph.documents}
        account = read_account(graph.to_store(), texts)
        names = {view: f"{name}.html" if view == FIRST else f"{FOLDER}/{name}/{view}.html" for view in shown}
        _write_pages(account, folder, names)
        entries.append(_entry(account, names))
    _write_index(folder, entries)


def parse_view_format(text: str) -> ViewFormat:
    """``text`` as a format of views. Raises ConfigError."""
    formats: dict[str, ViewFormat] = {kind: kind for kind in get_args(ViewFormat)}
    if text not in formats:
        raise ConfigError(f"--format {text!r}: unknown; choose one of {', '.join(formats)}.")
    return formats[text]


def _write_pages(account: Account, folder: Path, names: Mapping[str, str]) -> tuple[Path, ...]:
    """The views ``names``, each linked to the others and to the index; addresses are relative to ``folder``."""
    paths = []
    for view, name in names.items():
        up = "../" * name.count("/")
        beside = {other: up + quote(address) for other, address in (*names.items(), (INDEX, INDEX_PAGE))}
        paths.append(_write(folder / name, VIEWS[view].render(account, beside)))
    return tuple(paths)


def _entry(account: Account, names: Mapping[str, str]) -> Entry:
    articles = account.articles
    name = articles[0].name if len(articles) == 1 else ""
    return Entry(title_of(account), name, len(articles), len(account.facts), tuple(names.items()))


def _write_index(folder: Path, entries: Sequence[Entry]) -> Path:
    """Entries replace older ones of the same pages; the others stay as long as their pages do."""
    written = {entry.links[0] for entry in entries}
    older = [entry for entry in read_index(folder / INDEX_PAGE) if entry.links[0] not in written]
    return _write(folder / INDEX_PAGE, render_index([*entries, *older]))


def _write(path: Path, content: str | bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}); choose another --output.") from error
    return path
