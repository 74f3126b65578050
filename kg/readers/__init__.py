"""Readers: files, folders and collections → articles. ``READERS`` is the table of all file formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from kg.document import Metadata, read_content, read_sidecar
from kg.errors import InputError
from kg.readers.archives import read_feed, read_warc
from kg.readers.fields import FieldMap, parse_fields
from kg.readers.source import Source, name_after
from kg.readers.tables import read_csv, read_jsonl, read_parquet

__all__ = ["READERS", "FieldMap", "Source", "measure", "parse_fields", "read_sources"]

Reader = Callable[[Path, FieldMap], Iterator[Source | InputError]]


def _read_file(kind: str) -> Reader:
    """What reads a file that is one article of ``kind``."""

    def read(path: Path, _: FieldMap) -> Iterator[Source | InputError]:
        content = read_content(path)
        metadata = Metadata() if str(path) == "-" else read_sidecar(path)
        yield Source(name_after(path), str(path), content, kind, metadata, len(content))

    return read


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": _read_file("text"),
        ".html": _read_file("html"),
        ".htm": _read_file("html"),
        ".pdf": _read_file("pdf"),
        ".jsonl": read_jsonl,
        ".jsonl.gz": read_jsonl,
        ".ndjson": read_jsonl,
        ".csv": read_csv,
        ".tsv": read_csv,
        ".parquet": read_parquet,
        ".rss": read_feed,
        ".atom": read_feed,
        ".xml": read_feed,
        ".warc": read_warc,
        ".warc.gz": read_warc,
    }
)
"""Ending of a file → what reads the articles in it. A file named outright with another ending is read as text."""


def read_sources(inputs: Iterable[str | Path], fields: FieldMap | None = None) -> Iterator[Source | InputError]:
    """The articles of files, folders and glob patterns, in the order given, of folders by path; "-" is standard input.

    ``fields`` says what the fields of tables are called. Of a folder, all files with an ending in ``READERS`` are read,
    and those of its folders. What cannot be read comes as an error in its place, and the rest goes on. Raises
    MissingExtra when a format needs a library that is not installed.
    """
    for path in _find_files(inputs):
        if isinstance(path, InputError):
            yield path
            continue
        try:
            yield from READERS.get(_ending(path), READERS[".txt"])(path, fields or FieldMap())
        except InputError as error:
            yield error


def _ending(path: Path) -> str:
    """The ending of a file in small letters, with that of what is packed in it."""
    ending = path.suffix.lower()
    return Path(path.stem).suffix.lower() + ending if ending == ".gz" else ending


def measure(inputs: Iterable[str | Path]) -> int:
    """The size in bytes of all files that ``read_sources`` would read, for telling progress."""
    total = 0
    for path in _find_files(inputs):
        if isinstance(path, Path) and path.is_file():
            total += path.stat().st_size
    return total


def _find_files(inputs: Iterable[str | Path]) -> Iterator[Path | InputError]:
    for entry in inputs:
        path = Path(entry)
        if path.is_dir():
            yield from _walk(path)
        elif any(c in str(entry) for c in "*?[") and not path.exists():
            found = sorted(p for p in Path(path.anchor).glob(str(path.relative_to(path.anchor))) if p.is_file())
            yield from found
            if not found:
                yield InputError(f"{entry}: no file matches; check the pattern.")
        else:
            yield path


def _walk(folder: Path) -> Iterator[Path | InputError]:
    empty = True
    for path in sorted(folder.rglob("*")):
        if _ending(path) in READERS and path.is_file():
            empty = False
            yield path
    if empty:
        yield InputError(f"{folder}: holds no file that kg reads (*{', *'.join(READERS)}); name another folder.")
