"""``python -m kg.server.nursery SOCKET SETTINGS``: loads a store and forks children that do jobs.

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
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.errors import KgError
from kg.server import jobs
from kg.server.messages import HEAD, Reply, measure_rest, pack_reply, refuse, unpack_job
from kg.server.settings import Settings
from kg.server.workers import READY, WRITES
from kg.store import open_store

_CHUNK = 1 << 18


Stores = tuple[Store | None, Store | None]


def serve(control: socket.socket, settings: Settings) -> None:
    """Fork a child for each line that comes through ``control``, until that is closed."""
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
                _write(connection, stores, settings)
            elif os.fork() == 0:
                control.close()
                _live(connection, stores, settings)


def _live(line: socket.socket, stores: Stores, settings: Settings) -> None:
    """The life of a child: one job after the other, until nobody is on the line. It never returns."""
    code = 1
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        page, before = resource.getpagesize(), _measure_memory()
        limit = before[0] * page + settings.memory
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        def is_big() -> bool:
            return (_measure_memory()[1] - before[1]) * page > settings.memory // 4

        while _answer(line, stores, settings, is_big):
            pass
        code = 0
    finally:
        if code:
            traceback.print_exc()
            with contextlib.suppress(OSError):
                line.sendall(pack_reply(refuse(500, "A defect in kg: its log says more.")))
        os._exit(code)


def _measure_memory() -> tuple[int, int]:
    """Pages of address space, and pages in memory."""
    size, resident, *_ = Path("/proc/self/statm").read_text("ascii").split()
    return int(size), int(resident)


def _answer(line: socket.socket, stores: Stores, settings: Settings, is_big: Callable[[], bool]) -> bool:
    """Do one job; False when that was the last. A job that takes too long ends the process."""
    with contextlib.suppress(ConnectionError):
        if start := _receive(line, HEAD):
            signal.setitimer(signal.ITIMER_REAL, settings.timeout)
            reply = _reply(start + _receive(line, measure_rest(start)), stores, settings)
            reply = replace(reply, last=is_big())
            line.sendall(pack_reply(reply))
            signal.setitimer(signal.ITIMER_REAL, 0)
            return not reply.last
    return False


def _write(line: socket.socket, stores: Stores, settings: Settings) -> None:
    """Do a job that changes the store, in this process and however long it takes."""
    with contextlib.suppress(ConnectionError):
        if start := _receive(line, HEAD):
            line.sendall(pack_reply(_reply(start + _receive(line, measure_rest(start)), stores, settings)))


def _receive(line: socket.socket, size: int) -> bytes:
    """``size`` bytes, or nothing when the line ended before."""
    received = bytearray()
    while len(received) < size:
        chunk = line.recv(min(_CHUNK, size - len(received)))
        if not chunk:
            return b""
        received += chunk
    return bytes(received)


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
