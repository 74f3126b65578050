"""Processes that do the work, so that a request that takes too long or too much can be killed and stops no other.

pyoxigraph cannot be interrupted. A nursery process loads the store once and forks children: a child has the loaded
store at once (copy on write; an Oxigraph database it opens itself, read-only), a memory limit, and for each job an
alarm that the kernel delivers whatever the child is doing. It does one job at a time and writes its whole reply or
none, so that no client ever gets half an answer; where one was killed, another is forked.
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
from dataclasses import asdict, dataclass

from kg.errors import StoreError
from kg.server.messages import HEAD, Job, Reply, measure_rest, pack_job, refuse, unpack_reply
from kg.server.settings import Settings

GRACE = 5.0
"""Seconds after the alarm until the server no longer waits for a worker."""
MOST_JOBS = 1000
"""After so many a child makes room for a new one."""
_CHUNK = 1 << 18
READY, ASKS, WRITES = b"r", b"a", b"w"
WRITING = frozenset({"put", "post", "delete"})
"""Jobs that change the store."""


@dataclass(slots=True, eq=False)
class _Child:
    """The line to a child, the state of the store that it has, and how many jobs it did."""

    line: socket.socket
    state: int
    jobs: int = 0


class Workers:
    """The nursery of one store. ``start`` raises StoreError with what the nursery said when it cannot load it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._slots = asyncio.Semaphore(settings.parallel)
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._idle: list[_Child] = []
        self._state = 0

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
        """Nursery and children end when nobody is on the line; those at work by their alarms."""
        self._dismiss()
        if self._control:
            self._control.close()
        if self._nursery:
            self._nursery.terminate()
            self._nursery.wait()

    async def do(self, job: Job, body: bytes = b"") -> Reply:
        """The reply of a child, or why there is none: too slow, too big, too many at a time."""
        try:
            await asyncio.wait_for(self._slots.acquire(), self._settings.timeout)
        except TimeoutError:
            return refuse(503, "Too many requests at a time; try again.")
        try:
            if job.kind in WRITING:
                return await self._write(job, body)
            return await self._ask(job)
        finally:
            self._slots.release()

    async def _write(self, job: Job, body: bytes) -> Reply:
        """The nursery does it itself; children that have the store as it was are not asked again."""
        child = self._call(WRITES)
        with child.line:
            try:
                data = await self._exchange(child, pack_job(job, body))
            finally:
                self._state += 1
                self._dismiss()
        return unpack_reply(data) if data else refuse(503, "The change took too long; ask what became of it.")

    async def _ask(self, job: Job) -> Reply:
        start, child = time.monotonic(), self._find_child()
        try:
            data = await self._exchange(child, pack_job(job))
            if data:
                return self._keep(child, unpack_reply(data))
        finally:
            if child not in self._idle:
                child.line.close()
        if time.monotonic() - start >= self._settings.timeout:
            return refuse(503, f"No answer in {self._settings.timeout:g} s: the query was stopped; narrow it.")
        return refuse(503, f"The query needed more memory than {self._settings.memory >> 20} MB; narrow it.")

    def _find_child(self) -> _Child:
        """One that waits and lives, or a new one."""
        while self._idle:
            child = self._idle.pop()
            with contextlib.suppress(BlockingIOError):
                child.line.recv(1, socket.MSG_PEEK)
                child.line.close()
                continue
            return child
        return self._call(ASKS)

    def _keep(self, child: _Child, reply: Reply) -> Reply:
        child.jobs += 1
        if child.state == self._state and child.jobs < MOST_JOBS and not reply.last:
            self._idle.append(child)
        return reply

    def _call(self, kind: bytes) -> _Child:
        """The line to a new child, or to the nursery itself."""
        assert self._control is not None
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        ours.setblocking(False)
        with theirs:
            socket.send_fds(self._control, [kind], [theirs.fileno()])
        return _Child(ours, self._state)

    async def _exchange(self, child: _Child, message: bytes) -> bytes:
        """The whole answer to ``message``; nothing when the child ended before it was whole."""
        loop = asyncio.get_running_loop()
        received = bytearray()
        whole = HEAD
        try:
            async with asyncio.timeout(self._settings.timeout + GRACE):
                await loop.sock_sendall(child.line, message)
                while len(received) < whole:
                    chunk = await loop.sock_recv(child.line, _CHUNK)
                    if not chunk:
                        return b""
                    received += chunk
                    if whole == HEAD and len(received) >= HEAD:
                        whole += measure_rest(bytes(received[:HEAD]))
        except (OSError, TimeoutError):
            return b""
        return bytes(received)

    def _dismiss(self) -> None:
        while self._idle:
            self._idle.pop().line.close()
