"""Engines: who runs the tasks. ``ENGINES`` is the table of all of them.

An engine takes a task, and says when tasks have ended and whether one was lost with its worker. What to do about a lost
one is decided in one place for all of them, ``kg.jobs.run``.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from types import MappingProxyType
from typing import Any, Protocol

from kg.errors import ConfigError
from kg.jobs.task import Chunk, Report, Setup, read_chunk

CHUNKS_A_PROCESS = 250
"""A process gives way to a new one after so many chunks: what a parser remembers of every word it met goes with it."""


class Engine(Protocol):
    """Runs tasks, at most ``width`` at a time."""

    width: int

    def submit(self, setup: Setup, chunk: Chunk) -> Any:
        """Begin to read a chunk; the task, which is hashable."""

    def wait(self, tasks: Collection[Any]) -> Collection[Any]:
        """Those of ``tasks`` that have ended, at least one."""

    def outcome(self, task: Any) -> Report | BaseException:
        """What a task that has ended returned or raised."""

    def is_lost(self, error: BaseException | None) -> bool:
        """Whether a task ended because its worker did."""

    def close(self) -> None:
        """End all workers."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who is to do the work: how many workers, or for ``dask`` the address of a scheduler that has them."""

    jobs: int
    scheduler: str | None = None


class Serial:
    """Everything in this process: for debugging, and where no process may be started."""

    width = 1

    def __init__(self, crew: Crew) -> None:
        if crew.scheduler is not None or crew.jobs > 1:
            raise ConfigError(
                "--engine serial: runs one task at a time in this process; leave --jobs and --scheduler out."
            )
        self._thread = ThreadPoolExecutor(1)

    def submit(self, setup: Setup, chunk: Chunk) -> Future[Report]:
        return self._thread.submit(read_chunk, setup, chunk)

    def wait(self, tasks: Collection[Future[Report]]) -> Collection[Future[Report]]:
        return wait(tasks, return_when=FIRST_COMPLETED).done

    def outcome(self, task: Future[Report]) -> Report | BaseException:
        return task.exception() or task.result()

    def is_lost(self, error: BaseException | None) -> bool:
        return False

    def close(self) -> None:
        self._thread.shutdown(cancel_futures=True)


class Processes:
    """A pool of one process for each worker, so that a killed one takes nobody else's work with it.

    They are forked from one process that has loaded everything (``kg.jobs.warm``).
    """

    def __init__(self, crew: Crew) -> None:
        if crew.scheduler is not None:
            raise ConfigError("--scheduler: belongs to --engine dask; choose that, or leave it out.")
        self.width = crew.jobs
        self._idle = [self._hire() for _ in range(crew.jobs)]
        self._busy: dict[Future[Report], ProcessPoolExecutor] = {}

    @staticmethod
    def _hire() -> ProcessPoolExecutor:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["kg.jobs.warm"])
        return ProcessPoolExecutor(1, context, _end_with_parent, max_tasks_per_child=CHUNKS_A_PROCESS)

    def submit(self, setup: Setup, chunk: Chunk) -> Future[Report]:
        worker = self._idle.pop()
        task = worker.submit(read_chunk, setup, chunk)
        self._busy[task] = worker
        return task

    def wait(self, tasks: Collection[Future[Report]]) -> Collection[Future[Report]]:
        done = wait(tasks, return_when=FIRST_COMPLETED).done
        for task in done:
            worker = self._busy.pop(task)
            if self.is_lost(task.exception()):
                worker.shutdown(wait=False)
                worker = self._hire()
            self._idle.append(worker)
        return done

    def outcome(self, task: Future[Report]) -> Report | BaseException:
        return task.exception() or task.result()

    def is_lost(self, error: BaseException | None) -> bool:
        return isinstance(error, BrokenProcessPool)

    def close(self) -> None:
        for worker in (*self._idle, *self._busy.values()):
            worker.shutdown(wait=False, cancel_futures=True)


def _end_with_parent() -> None:
    """Let this process end when its parent does, were it by kill -9; an interrupt is for the parent to deal with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait_for([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _start_dask(crew: Crew) -> Engine:
    from kg.jobs.dask import Dask

    return Dask(crew)


ENGINES: Mapping[str, Callable[[Crew], Engine]] = MappingProxyType(
    {"processes": Processes, "serial": Serial, "dask": _start_dask}
)
"""Name → what starts it. Each gives the same quads."""


def start_engine(name: str, crew: Crew) -> Engine:
    """Start the engine called ``name``. Raises ConfigError for an unknown name or a crew that it cannot work with."""
    if name not in ENGINES:
        raise ConfigError(f"--engine {name}: unknown; choose one of {', '.join(ENGINES)}.")
    if crew.jobs < 1:
        raise ConfigError(f"--jobs {crew.jobs}: give 1 or more.")
    return ENGINES[name](crew)
