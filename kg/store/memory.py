"""RDF files read into memory."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.config import EVERYTHING
from kg.errors import InputError
from kg.iris import BASE

READABLE = {
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".ttl": RdfFormat.TURTLE,
    ".jsonld": RdfFormat.JSON_LD,
}
"""Ending → format; of a folder, only the files of the first kind that it holds are read."""


def open_store(source: Path) -> Store:
    """The RDF of one file, or of all articles in a folder. Triples of Turtle stand in the default graph.

    Raises InputError, naming the file and the line, when something cannot be read.
    """
    store = Store()
    for file in _find_files(source):
        if file.suffix not in READABLE:
            raise InputError(f"{file}: not an RDF file that kg reads; give one of *{', *'.join(READABLE)}.")
        try:
            store.bulk_load(path=str(file), format=READABLE[file.suffix], base_iri=BASE)
        except OSError as error:
            raise InputError(f"{file}: cannot be read ({error.strerror or error}); check the name.") from error
        except SyntaxError as error:
            raise InputError(f"{file}, line {error.lineno}: not valid RDF ({error.msg}); build it again.") from error
    return store


def _find_files(source: Path) -> list[Path]:
    if not source.exists():
        raise InputError(f"{source}: cannot be read (no such file or folder); check the name or run kg build.")
    if not source.is_dir():
        return [source]
    for suffix in READABLE:
        if files := sorted(path for path in source.glob(f"*{suffix}") if path.stem != EVERYTHING):
            return files
    raise InputError(f"{source}: holds no RDF; run kg build ARTICLE --output {source} first.")
