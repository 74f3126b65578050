"""Loading the first generation of an index while its shards are still being written.

A process of its own is told the name of each shard once it is committed and reads them all as one file, so that the
index is there soon after the last article. It keeps what it made only if that is what the manifest says in the end, and
leaves the work to ``kg.store.index`` otherwise. When who started it is killed, it ends at once.
"""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreError
from kg.store.generations import FOLDER, find_generation
from kg.store.index import BUILDING, delete_unfinished, load_shards, publish
from kg.store.manifest import Manifest

_END = "."


class Loader:
    """Loads the index of a store that has none; does nothing for one that has. To be used by who holds the lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        if find_generation(folder) is None:
            command = [sys.executable, "-m", "kg.store.loading", str(folder)]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
            )

    def put(self, file: str) -> None:
        """Load a shard that was committed."""
        self._tell(file)

    def finish(self) -> None:
        """Make the generation; wait until it is there, or given up."""
        self._tell(_END)
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def close(self) -> None:
        """Give up what is not finished."""
        if self._process is not None:
            self._process.kill()
            with suppress(OSError):
                self._process.communicate()
            shutil.rmtree(_building(self._folder, self._process.pid), ignore_errors=True)
            self._process = None

    def _tell(self, line: str) -> None:
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.write(f"{line}\n")
                self._process.stdin.flush()


def load(folder: Path) -> None:
    """Load the shards of the manifest and those named on standard input, then publish them as a generation."""
    manifest = Manifest(folder)
    building = _building(folder, os.getpid())
    try:
        delete_unfinished(folder)
        building.parent.mkdir(exist_ok=True)
        loaded = [shard.file for shard in manifest.shards()]
        load_shards(folder, _each(loaded), Store(str(building)))
        if set(loaded) == {shard.file for shard in manifest.shards()} and find_generation(folder) is None:
            publish(folder, building, manifest.head)
    finally:
        manifest.close()
        shutil.rmtree(building, ignore_errors=True)


def _each(loaded: list[str]) -> Iterator[str]:
    """The shards that are known, then those that are told of; all are put into ``loaded``."""
    yield from loaded.copy()
    told: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(told,), daemon=True).start()
    while (file := told.get()) != _END:
        if file not in loaded:
            loaded.append(file)
            yield file


def _listen(told: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin:
        told.put(line.rstrip("\n"))
        if line.startswith(_END):
            return
    os._exit(1)


def _building(folder: Path, process: int) -> Path:
    return folder / FOLDER / f"{BUILDING}by-{process}"


if __name__ == "__main__":
    try:
        load(Path(sys.argv[1]))
    except (StoreError, OSError, RuntimeError) as error:
        sys.exit(str(error))
