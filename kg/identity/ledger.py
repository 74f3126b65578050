"""The ledger of judgements: CSV that people read and correct.

Columns: ``id``, ``judgement`` ("same", "not same", "undecided": what kg thinks), ``override`` (empty, or the same three
words: what a reader decides), ``name``, ``entity`` and ``documents`` (names of articles with ``|`` between them) of one
side, ``other_name``, ``other_entity`` and ``other_document`` of the other, ``score`` and ``reason``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path

from kg.errors import InputError
from kg.iris import digest

JUDGEMENTS = ("same", "not same", "undecided")
_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: ``entity`` in each of ``documents`` against ``other_entity`` in ``other_document``."""

    id: str
    judgement: str
    override: str
    name: str
    entity: str
    documents: tuple[str, ...]
    other_name: str
    other_entity: str
    other_document: str
    score: float
    reason: str

    @property
    def decision(self) -> str:
        """What holds: the reader's word before kg's."""
        return self.override or self.judgement


COLUMNS = tuple(f.name for f in fields(Entry))


def make_id(entity: str, documents: Iterable[str], other_entity: str, other_document: str) -> str:
    return digest(entity, *documents, other_entity, other_document)


def write_ledger(path: Path, entries: Iterable[Entry]) -> None:
    """Write the entries in their order, as UTF-8 with a byte-order mark, so that spreadsheets read the accents."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for e in entries:
        for document in e.documents:
            if _SEPARATOR in document:
                raise InputError(
                    f"article {document!r}: its name has a {_SEPARATOR}, which a ledger cannot hold. Rename it."
                )
        cells = {f: getattr(e, f) for f in COLUMNS} | {
            "documents": _SEPARATOR.join(e.documents),
            "score": f"{e.score:g}",
        }
        writer.writerow(harmless(str(cells[c])) for c in COLUMNS)
    path.write_text(buffer.getvalue(), "utf-8-sig")


def read_ledger(path: Path) -> tuple[Entry, ...]:
    """The entries of a ledger. Raises InputError naming file and line."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}. Give a ledger of merges, a CSV file in UTF-8.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if missing := [c for c in COLUMNS if c not in (reader.fieldnames or ())]:
        raise InputError(
            f"{path}:1: no column {missing[0]!r}; a ledger has {', '.join(COLUMNS)}. Restore the first line."
        )
    return tuple(_entry(row, f"{path}:{reader.line_num}") for row in reader)


def undo(entries: Iterable[Entry], entry_id: str) -> tuple[Entry, ...]:
    """The ledger with a merge undone: the two sides of the entry are kept apart from now on.

    Raises InputError when no entry has this id.
    """
    return _override(entries, entry_id, "not same")


def accept(entries: Iterable[Entry], entry_id: str) -> tuple[Entry, ...]:
    """The ledger with the two sides of an entry taken for one actor. Raises InputError when no entry has this id."""
    return _override(entries, entry_id, "same")


def _override(entries: Iterable[Entry], entry_id: str, word: str) -> tuple[Entry, ...]:
    entries = tuple(entries)
    if all(e.id != entry_id for e in entries):
        raise InputError(f"no decision {entry_id!r} in the ledger. List them to see their ids.")
    return tuple(replace(e, override=word) if e.id == entry_id else e for e in entries)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell[:1] in {"=", "+", "@", "\t", "\r"} else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "@", "\t", "\r"} else cell


def _entry(row: dict[str, str | None], where: str) -> Entry:
    cells = {c: _plain((row[c] or "").strip()) for c in COLUMNS}
    if cells["judgement"] not in JUDGEMENTS:
        raise InputError(f"{where}: judgement {cells['judgement']!r}; write one of: {', '.join(JUDGEMENTS)}.")
    if cells["override"] not in ("", *JUDGEMENTS):
        raise InputError(
            f"{where}: override {cells['override']!r}; leave it empty or write one of: {', '.join(JUDGEMENTS)}."
        )
    for column in ("entity", "documents", "other_entity", "other_document"):
        if not cells[column]:
            raise InputError(f"{where}: {column} is empty. Restore it, or delete the line.")
    try:
        score = float(cells["score"] or 0)
    except ValueError as error:
        raise InputError(f"{where}: score {cells['score']!r} is no number. Restore it or leave it empty.") from error
    documents = tuple(d for d in cells["documents"].split(_SEPARATOR) if d)
    return Entry(
        cells["id"] or make_id(cells["entity"], documents, cells["other_entity"], cells["other_document"]),
        cells["judgement"],
        cells["override"],
        cells["name"],
        cells["entity"],
        documents,
        cells["other_name"],
        cells["other_entity"],
        cells["other_document"],
        score,
        cells["reason"],
    )
