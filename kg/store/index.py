"""The index of a store: an Oxigraph database a generation, made from the shards and never changed once it is there.

A generation is called by the commit that it shows. The next one is a copy of it (hard links, so it costs nothing) with
what changed since, or is loaded anew; it is made beside its place and moved there when it is whole. So a reader never
sees half of a change and is never in anybody's way, and a killed writer leaves nothing but a folder to delete. A reader
keeps a shared lock on its generation while its process lives, so that it is not deleted below it.

``python -m kg.store.index FOLDER`` brings the index up to date in a process of its own, whose memory goes with it.
"""

from __future__ import annotations

import fcntl
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.errors import StoreError
from kg.iris import ARTICLE, LINKS
from kg.store.generations import FOLDER, find_generation, lease_file, list_generations, name_generation
from kg.store.manifest import Manifest
from kg.store.shards import quads_of, read_bytes, sync_folder

LINKS_FILE = "links.nq"
"""What the ledger of merges says, beside the shards."""

BUILDING = "building-"
LEAVING = "leaving-"


def refresh_index(folder: Path, *, anew: bool = False) -> None:
    """Make the generation of the manifest's last commit, unless it is there; ``anew`` from the shards alone.

    The work is done by a process of its own. To be called by who holds the lock. Raises StoreError.
    """
    command = [sys.executable, "-m", "kg.store.index", str(folder), *(["--anew"] if anew else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or [f"its process ended with {done.returncode}"]
        raise StoreError(f"{folder / FOLDER}: the index could not be made: {reason[0]}; run the same command again.")


def make_generation(folder: Path, *, anew: bool = False) -> None:
    """What ``refresh_index`` does, in this process."""
    manifest = Manifest(folder)
    try:
        head, latest = manifest.head, find_generation(folder)
        delete_unfinished(folder)
        if latest != head:
            building = folder / FOLDER / f"{BUILDING}{head}"
            building.parent.mkdir(exist_ok=True)
            if latest is None or anew:
                load_shards(folder, (shard.file for shard in manifest.shards()), Store(str(building)))
            else:
                Store.read_only(str(folder / FOLDER / name_generation(latest))).backup(str(building))
                _apply(folder, manifest, building, latest)
            publish(folder, building, head)
    finally:
        manifest.close()
    _delete_old(folder)


def load_shards(folder: Path, files: Iterable[str], store: Store) -> None:
    """Load shards at once, and what the ledgers say."""
    everything = _Concatenation(folder, files)
    store.bulk_load(cast(IO[bytes], everything), format=RdfFormat.N_QUADS)
    _add_links(folder, store)
    store.flush()


def _apply(folder: Path, manifest: Manifest, target: Path, since: int) -> None:
    """Bring a copy of generation ``since`` up to date."""
    put, taken = manifest.changes(since)
    store = Store(str(target))
    for graph in (*taken, *(graph for graphs in put.values() for graph in graphs)):
        store.remove_graph(NamedNode(ARTICLE + graph))
    for shard, graphs in put.items():
        store.extend(quads_of(folder, shard, graphs))
    for named in list(store.named_graphs()):
        if isinstance(named, NamedNode) and named.value.startswith(LINKS):
            store.remove_graph(named)
    _add_links(folder, store)
    store.flush()


def _add_links(folder: Path, store: Store) -> None:
    if (folder / LINKS_FILE).is_file():
        store.load(path=str(folder / LINKS_FILE), format=RdfFormat.N_QUADS)


def publish(folder: Path, building: Path, number: int) -> None:
    """Move a finished generation to its place."""
    target = folder / FOLDER / name_generation(number)
    lease_file(target).touch()
    building.rename(target)
    sync_folder(target.parent)


def delete_unfinished(folder: Path) -> None:
    """Delete what killed processes left."""
    for path in (*(folder / FOLDER).glob(f"{BUILDING}*"), *(folder / FOLDER).glob(f"{LEAVING}*")):
        shutil.rmtree(path)


def _delete_old(folder: Path) -> None:
    """Delete every generation but the latest that nobody reads."""
    for generation in list_generations(folder)[:-1]:
        lease = lease_file(generation)
        handle = os.open(lease, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue
        else:
            leaving = generation.rename(generation.with_name(LEAVING + generation.name))
            lease.unlink(missing_ok=True)
            shutil.rmtree(leaving)
        finally:
            os.close(handle)


class _Concatenation(io.RawIOBase):
    """The content of several shards as one file to read from; one of them is in memory at a time."""

    def __init__(self, folder: Path, files: Iterable[str]) -> None:
        self._blocks = self._read_blocks(folder, files)
        self._block = io.BytesIO()

    @staticmethod
    def _read_blocks(folder: Path, files: Iterable[str]) -> Iterator[bytes]:
        for file in files:
            yield read_bytes(folder, file)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes, none at the end."""
        while not (data := self._block.read(size)):
            following = next(self._blocks, None)
            if following is None:
                return b""
            self._block = io.BytesIO(following)
        return data


if __name__ == "__main__":
    try:
        make_generation(Path(sys.argv[1]), anew="--anew" in sys.argv)
    except (StoreError, OSError, RuntimeError) as error:
        sys.exit(str(error))
