"""Who writes a store: a lock on a file that says who holds it, and that the system lets go when the process ends."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError

FILE = "lock"
ATTEMPTS = 5


@contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """Be the only one who writes to the store in ``folder``.

    Raises StoreError, naming process, machine and time, when somebody else is.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); choose another --store.") from error
    try:
        if not _take(handle):
            raise StoreError(f"{folder}: {_describe(path)} is writing to it; wait until it ends.")
        owner = {"pid": os.getpid(), "host": socket.gethostname(), "since": f"{dt.datetime.now():%Y-%m-%d %H:%M:%S}"}
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(owner).encode("utf-8"), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    """Take the lock; somebody who only asks who writes holds it for a moment."""
    for _ in range(ATTEMPTS):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            time.sleep(0.05)
    return False


def find_writer(folder: Path) -> str | None:
    """Who is writing to the store in ``folder``, in words; None when nobody is."""
    path = folder / FILE
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return _describe(path)
    finally:
        os.close(handle)
    return None


def _describe(path: Path) -> str:
    try:
        owner = json.loads(path.read_text("utf-8"))
        return f"process {owner['pid']} on {owner['host']}, since {owner['since']},"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
