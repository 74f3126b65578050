"""Shards: the truth of a store on disk, as gzipped N-Quads that any triple store loads.

A shard holds whole articles, sorted by graph, subject, predicate and object. It is called by the SHA-256 of its
content, so that the same articles give the same file whoever writes it, and it never changes: it is written beside its
place, synced, and moved there.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tempfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import StoreError
from kg.iris import ARTICLE
from kg.store.manifest import Shard

FOLDER = "shards"
TEMPORARY = "tmp-"
SUFFIX = ".nq.gz"


def write_shard(folder: Path, quads: Iterable[Quad]) -> Shard | None:
    """Write ``quads``, in the order of ``sort_quads``, as a shard of the store in ``folder``; None for no quads.

    Raises StoreError.
    """
    return write_bytes(folder, serialize(quads, format=RdfFormat.N_QUADS) or b"")


def write_bytes(folder: Path, data: bytes) -> Shard | None:
    """Write sorted N-Quads as a shard of the store in ``folder``; None when there are none.

    Raises StoreError when it cannot be written, for example on a full disk; then nothing of it is left.
    """
    if not data:
        return None
    digest = hashlib.sha256(data).hexdigest()
    file = f"{digest[:2]}/{digest}{SUFFIX}"
    target = folder / FOLDER / file
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_durably(target, gzip.compress(data, 6, mtime=0))
    except OSError as error:
        raise StoreError(
            f"{target}: cannot be written ({error.strerror or error}); make room or mend it, and run the same command "
            "again: it goes on where it stopped."
        ) from error
    return Shard(file, data.count(b"\n"))


def write_durably(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target`` so that after a crash it is there whole or not at all. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make what was moved into ``folder`` last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_bytes(folder: Path, file: str) -> bytes:
    """The N-Quads of a shard. Raises StoreError when it is missing or is not what was written."""
    path = folder / FOLDER / file
    try:
        data = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(f"{path}: cannot be read ({error}); restore it, or build its articles again.") from error
    if hashlib.sha256(data).hexdigest() != file.partition("/")[2].removesuffix(SUFFIX):
        raise StoreError(f"{path}: is damaged (its SHA-256 is not its name); restore it, or build its articles again.")
    return data


def read_quads(folder: Path, file: str) -> Iterator[Quad]:
    """The quads of a shard, in order. Raises StoreError."""
    yield from parse(io.BytesIO(read_bytes(folder, file)), format=RdfFormat.N_QUADS)


def quads_of(folder: Path, file: str, graphs: Collection[str]) -> Iterator[Quad]:
    """The quads of some articles in a shard; ``graphs`` are the last parts of their IRIs. Raises StoreError."""
    wanted = {NamedNode(ARTICLE + graph) for graph in graphs}
    return (quad for quad in read_quads(folder, file) if quad.graph_name in wanted)


def rewrite_shard(folder: Path, file: str, without: Collection[str]) -> Shard | None:
    """A new shard with what ``file`` holds but for the graphs ``without``. Raises StoreError."""
    unwanted = {NamedNode(ARTICLE + graph) for graph in without}
    return write_shard(folder, (quad for quad in read_quads(folder, file) if quad.graph_name not in unwanted))


def clear_away(folder: Path, is_kept: Callable[[str], bool]) -> None:
    """Delete the files that are no shards to be kept: what a killed run left, and what was replaced."""
    for path in (folder / FOLDER).glob("*/*"):
        if not is_kept(f"{path.parent.name}/{path.name}"):
            path.unlink(missing_ok=True)
