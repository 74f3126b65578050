"""Views as files: one of them, or all of them with a page of links."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Literal, get_args

from pyoxigraph import Store

from kg.errors import ConfigError
from kg.views.index import Entry, render_index
from kg.views.page import title_of
from kg.views.reading import read_account
from kg.views.table import DRAWN, VIEWS, render_view

ViewFormat = Literal["html", "svg", "png"]
INDEX = "index.html"


def write_view(name: str, store: Store, path: Path, kind: ViewFormat = "html") -> Path:
    """Write one view. Raises ConfigError for an unknown view, a picture of a view that has none, or a bad path."""
    if kind == "html":
        return _write(path, render_view(name, store).encode())
    if name not in DRAWN:
        raise ConfigError(f"view {name!r}: no {kind} of it; pictures are made of {', '.join(sorted(DRAWN))}.")
    from kg.views.picture import draw_picture

    network = import_module(VIEWS[name].module).data(store)
    return _write(path, draw_picture(network, kind))


def write_gallery(store: Store, folder: Path) -> tuple[Path, ...]:
    """Write every view and ``index.html``, which links them. Raises ConfigError when ``folder`` cannot be written."""
    account = read_account(store)
    paths = [write_view(name, store, folder / f"{name}.html") for name in VIEWS]
    links = tuple((view.label["fr"], f"{name}.html") for name, view in VIEWS.items())
    details = f"{', '.join(article.name for article in account.articles)} · {len(account.facts)} faits"
    index = render_index([Entry(title_of(account), details, links)])
    return (_write(folder / INDEX, index.encode()), *paths)


def parse_view_format(text: str) -> ViewFormat:
    """``text`` as a format of views. Raises ConfigError."""
    formats: dict[str, ViewFormat] = {kind: kind for kind in get_args(ViewFormat)}
    if text not in formats:
        raise ConfigError(f"--format {text!r}: unknown; choose one of {', '.join(formats)}.")
    return formats[text]


def _write(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}); choose another --output.") from error
    return path
