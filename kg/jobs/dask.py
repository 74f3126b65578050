"""The engine ``dask``: tasks on a Dask cluster, one made here or one that the user has (https://distributed.dask.org).

The cluster's workers need this kg, and the folder of the store at the same path: they write the shards themselves.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from kg.errors import ConfigError, MissingExtra
from kg.jobs.task import Chunk, Report, Setup, read_chunk

if TYPE_CHECKING:
    from kg.jobs.engines import Crew

SETTINGS = {
    "distributed.scheduler.allowed-failures": 0,  # what to do about a lost task is decided in kg.jobs.run
    "distributed.admin.tick.limit": "1h",
    "distributed.logging.distributed": "critical",
}


class Dask:
    """Tasks on the cluster of ``crew.scheduler``, or on a local one of ``crew.jobs`` processes."""

    def __init__(self, crew: Crew) -> None:
        try:
            settings: Any = import_module("dask.config")
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise MissingExtra("--engine dask: needs Dask; install it with: pip install 'kg[dask]'") from error
        self._distributed = distributed
        self._lost = (distributed.KilledWorker, distributed.client.FutureCancelledError)
        self._cluster: Any = None
        with settings.set(SETTINGS):
            if crew.scheduler is None:
                self._cluster = distributed.LocalCluster(
                    n_workers=crew.jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50
                )
            try:
                self._client = distributed.Client(self._cluster or crew.scheduler, timeout=10)
            except (OSError, ValueError, TimeoutError) as error:
                raise ConfigError(
                    f"--scheduler {crew.scheduler}: no Dask scheduler answers ({error}); check the address."
                ) from error
        self.width = max(1, sum(self._client.nthreads().values()))

    def submit(self, setup: Setup, chunk: Chunk) -> Any:
        return self._client.submit(read_chunk, setup, chunk, pure=False)

    def wait(self, tasks: Collection[Any]) -> Collection[Any]:
        done: Collection[Any] = self._distributed.wait(list(tasks), return_when="FIRST_COMPLETED").done
        return done

    def outcome(self, task: Any) -> Report | BaseException:
        """A report that went with its worker before it was fetched is lost too; reading again gives the same."""
        try:
            return cast(Report | BaseException, task.exception() or task.result())
        except self._lost as error:
            return cast(BaseException, error)

    def is_lost(self, error: BaseException | None) -> bool:
        return isinstance(error, self._lost)

    def close(self) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()
