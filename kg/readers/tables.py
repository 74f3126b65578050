"""JSON Lines, CSV and Parquet: one article a row, read row by row."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, cast

from kg.document import LARGEST_FILE
from kg.errors import InputError
from kg.readers.extras import load_extra
from kg.readers.fields import FieldMap, make_source
from kg.readers.source import Source

ROWS_A_BATCH = 64
LONGEST_LINE = 4 * LARGEST_FILE
DAMAGE = (OSError, EOFError, zlib.error)
SAMPLE = 65_536
"""Characters of a CSV file that tell its delimiter."""


def read_jsonl(path: Path, fields: FieldMap) -> Iterator[Source | InputError]:
    """A JSON object a line; a broken line is an error that names it, and the rest goes on."""
    for number, line in enumerate(_lines(path), 1):
        origin = f"{path}, line {number}"
        if isinstance(line, InputError):
            yield line
        elif line.strip():
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise InputError(f"{origin}: is no JSON object; write one article a line as {{…}}.")
                yield make_source(row, fields, _name(path, number), origin, len(line))
            except (ValueError, RecursionError) as error:
                yield InputError(f"{origin}: not valid JSON ({error}); correct that line.")
            except InputError as error:
                yield error


def _lines(path: Path) -> Iterator[bytes | InputError]:
    """The lines of a file; one that is too long for an article is an error in its place."""
    number = 0
    try:
        with closing(_open(path)) as file:
            while line := file.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                    while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                        pass
                    yield InputError(f"{path}, line {number}: longer than {LONGEST_LINE:,} bytes; split that article.")
                else:
                    yield line
    except DAMAGE as error:
        yield InputError(f"{path}, after line {number}: cannot be read ({error}); what stands before was read.")


def read_csv(path: Path, fields: FieldMap) -> Iterator[Source | InputError]:
    """A row an article, the first row names the fields; the delimiter is a comma, semicolon, tab or bar."""
    csv.field_size_limit(LARGEST_FILE)
    with closing(_open(path)) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file:
        try:
            sample = file.read(SAMPLE)
            header = sample.partition("\n")[0]
            delimiter = max(",;\t|", key=header.count)
            file.seek(0)
            rows = csv.DictReader(file, delimiter=delimiter)
            while (row := next(rows, None)) is not None:
                origin = f"{path}, line {rows.line_num}"
                size = sum(len(value) for value in row.values() if isinstance(value, str))
                named = {key: value for key, value in row.items() if key is not None}
                try:
                    yield make_source(named, fields, _name(path, rows.line_num), origin, size)
                except InputError as error:
                    yield error
        except UnicodeDecodeError as error:
            yield InputError(
                f"{path}: not UTF-8 ({error.reason}); convert it, for example with iconv -f latin1 -t utf-8."
            )
        except csv.Error as error:
            yield InputError(f"{path}: not valid CSV ({error}); correct it; what stands before was read.")


def read_parquet(path: Path, fields: FieldMap) -> Iterator[Source | InputError]:
    """A row an article. Raises MissingExtra without pyarrow."""
    parquet = load_extra("pyarrow.parquet", path, "readers")
    arrow = load_extra("pyarrow", path, "readers")
    try:
        file = parquet.ParquetFile(path)
        share = path.stat().st_size // max(1, file.metadata.num_rows)
        number = 0
        for batch in file.iter_batches(ROWS_A_BATCH):
            for row in batch.to_pylist():
                number += 1
                origin = f"{path}, row {number}"
                try:
                    yield make_source(row, fields, _name(path, number), origin, share)
                except InputError as error:
                    yield error
    except (OSError, arrow.ArrowException) as error:
        yield InputError(f"{path}: cannot be read as Parquet ({error}); write it again.")


def _open(path: Path) -> BinaryIO:
    try:
        return cast(BinaryIO, gzip.open(path)) if path.suffix == ".gz" else path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name and its permissions.") from error


def _name(path: Path, number: int) -> str:
    return f"{path.name.partition('.')[0]}-{number:07d}"
