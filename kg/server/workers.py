"""A process for each request, so that one that takes too long or too much can be killed and stops no other.

pyoxigraph cannot be interrupted. A nursery process loads the store once and forks a child for each job: the child has
the loaded store at once (copy on write; an Oxigraph database it opens itself, read-only), a memory limit, and an alarm
that the kernel delivers whatever the child is doing. It writes its whole reply or none, so that no client ever gets
half an answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import asdict

from kg.errors import StoreError
from kg.server.messages import Job, Reply, pack_job, refuse, unpack_reply
from kg.server.settings import Settings

GRACE = 5.0
"""Seconds after the alarm until the server no longer waits for a worker."""
_CHUNK = 1 << 18
READY, ASKS, WRITES = b"r", b"a", b"w"
WRITING = frozenset({"put", "post", "delete"})
"""Jobs that change the store."""


class Workers:
    """The nursery of one store. ``start`` raises StoreError with what the nursery said when it cannot load it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._slots = asyncio.Semaphore(settings.parallel)
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        settings = json.dumps(asdict(self._settings) | {"token": "", "source": str(self._settings.source)})
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "kg.server.nursery", str(theirs.fileno()), settings],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        theirs.close()
        self._control = ours
        said = ours.recv(_CHUNK)
        if said != READY:
            self.stop()
            raise StoreError(said.decode("utf-8", "replace") or f"{self._settings.source}: cannot be loaded.")

    def stop(self) -> None:
        """The nursery ends when nobody listens; its children by their alarms."""
        if self._control:
            self._control.close()
        if self._nursery:
            self._nursery.terminate()
            self._nursery.wait()

    async def do(self, job: Job, body: bytes = b"") -> Reply:
        """The reply of a worker, or why there is none: too slow, too big, too many at a time."""
        try:
            await asyncio.wait_for(self._slots.acquire(), self._settings.timeout)
        except TimeoutError:
            return refuse(503, "Too many requests at a time; try again.")
        try:
            return await self._do(job, body)
        finally:
            self._slots.release()

    async def _do(self, job: Job, body: bytes) -> Reply:
        loop, start = asyncio.get_running_loop(), time.monotonic()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        received = bytearray()
        with ours:
            ours.setblocking(False)
            assert self._control is not None
            try:
                with theirs:
                    socket.send_fds(self._control, [WRITES if job.kind in WRITING else ASKS], [theirs.fileno()])
                async with asyncio.timeout(self._settings.timeout + GRACE):
                    await loop.sock_sendall(ours, pack_job(job, body))
                    ours.shutdown(socket.SHUT_WR)
                    while chunk := await loop.sock_recv(ours, _CHUNK):
                        received += chunk
            except (OSError, TimeoutError):
                received.clear()
        with contextlib.suppress(ValueError):
            return unpack_reply(bytes(received))
        if time.monotonic() - start >= self._settings.timeout:
            return refuse(503, f"No answer in {self._settings.timeout:g} s: the query was stopped; narrow it.")
        return refuse(503, f"The query needed more memory than {self._settings.memory >> 20} MB; narrow it.")
