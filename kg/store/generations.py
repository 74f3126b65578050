"""The generations of an index, as who reads them sees them; ``kg.store.index`` makes them."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreError
from kg.store.manifest import Manifest

FOLDER = "index"
LEASE = ".lease"
_leases: dict[Path, int] = {}
"""Generations that this process reads, with the open files that hold their locks."""


def open_store(folder: Path) -> Store:
    """A read-only snapshot of the last finished build; a build that goes on does not show and is not held up.

    Raises StoreError when there is no store, when another version of kg wrote it, and when its first build has not
    ended.
    """
    Manifest(folder).close()
    return read_latest(folder)


def read_latest(folder: Path) -> Store:
    """The latest generation of the store in ``folder``, read-only. Raises StoreError when there is none."""
    while generations := list_generations(folder):
        latest = generations[-1]
        if _take_lease(latest):
            try:
                return Store.read_only(str(latest))
            except (OSError, RuntimeError) as error:
                raise StoreError(
                    f"{latest}: cannot be opened ({error}); make the index again with: kg store rebuild {folder}"
                ) from error
    raise StoreError(
        f"{folder}: nothing to read yet, its first build has not ended; wait for it, or run the same command again: it "
        "goes on where it stopped."
    )


def find_generation(folder: Path) -> int | None:
    """The commit that the latest generation shows; None when there is none."""
    generations = list_generations(folder)
    return int(generations[-1].name) if generations else None


def name_generation(number: int) -> str:
    """What the generation of a commit is called."""
    return f"{number:012d}"


def list_generations(folder: Path) -> list[Path]:
    """Their folders, the latest last."""
    try:
        return sorted(path for path in (folder / FOLDER).iterdir() if path.name.isdigit())
    except FileNotFoundError:
        return []


def lease_file(generation: Path) -> Path:
    """What readers of ``generation`` keep a lock on."""
    return generation.with_name(generation.name + LEASE)


def _take_lease(generation: Path) -> bool:
    """Keep ``generation`` from being deleted while this process lives; False when it is gone already."""
    if generation in _leases:
        return True
    try:
        handle = os.open(lease_file(generation), os.O_RDONLY)
    except FileNotFoundError:
        return False
    fcntl.flock(handle, fcntl.LOCK_SH)
    if not generation.exists():
        os.close(handle)
        return False
    _leases[generation] = handle
    return True
