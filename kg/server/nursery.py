"""``python -m kg.server.nursery SOCKET SETTINGS``: loads a store and forks a child for each job.

It runs no thread, so that forking is safe. A job that writes is done here, one after the other, so that every child
forked later sees it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.errors import KgError
from kg.server import jobs
from kg.server.messages import Reply, pack_reply, refuse, unpack_job
from kg.server.settings import Settings
from kg.server.workers import READY, WRITES
from kg.store import open_store

_CHUNK = 1 << 18


Stores = tuple[Store | None, Store | None]


def serve(control: socket.socket, settings: Settings) -> None:
    """Fork a child for each socket that comes through ``control``, until that is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        stores = jobs.load(settings)
    except KgError as error:
        control.send(" ".join(str(error).split()).encode("utf-8", "replace"))
        return
    jobs.warm_up()
    gc.collect()
    gc.freeze()
    control.send(READY)
    while True:
        kind, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not kind:
            return
        with socket.socket(fileno=descriptors[0]) as connection:
            if kind == WRITES:
                _answer(connection, stores, settings)
            elif os.fork() == 0:
                control.close()
                _live(connection, stores, settings)


def _live(connection: socket.socket, stores: Stores, settings: Settings) -> None:
    """The life of a child: it never returns."""
    code = 1
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, settings.timeout)
        size = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + settings.memory, size + settings.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _answer(connection, stores, settings)
        code = 0
    finally:
        if code:
            traceback.print_exc()
            with contextlib.suppress(OSError):
                connection.sendall(pack_reply(refuse(500, "A defect in kg: its log says more.")))
        os._exit(code)


def _answer(connection: socket.socket, stores: Stores, settings: Settings) -> None:
    """Do one job. A client that went away is none of our business."""
    with contextlib.suppress(ConnectionError):
        received = bytearray()
        while chunk := connection.recv(_CHUNK):
            received += chunk
        connection.sendall(pack_reply(_reply(bytes(received), stores, settings)))


def _reply(data: bytes, stores: Stores, settings: Settings) -> Reply:
    job, body = unpack_job(data)
    stated, inferred = stores
    store = stated if job.kind in jobs.OF_WHAT_IS_STATED else inferred
    try:
        return jobs.JOBS[job.kind](job, body, open_store(settings.source) if store is None else store, settings)
    except KgError as error:
        return refuse(400, str(error))
    except jobs.Refused as refusal:
        return refuse(refusal.status, str(refusal))
    except MemoryError:
        return refuse(503, f"The query needed more memory than {settings.memory >> 20} MB; narrow it.")


def _read_settings(text: str) -> Settings:
    fields: dict[str, Any] = json.loads(text)
    fields |= {"source": Path(fields["source"]), "hosts": (), "origins": ()}
    return Settings(**fields)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), _read_settings(sys.argv[2]))
