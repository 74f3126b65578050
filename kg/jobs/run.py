"""One run: articles → chunks → tasks → commits, at no time more in memory than the chunks under way."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from kg.errors import InputError, KgError, StoreError, WorkerError
from kg.jobs.engines import Crew, Engine, start_engine
from kg.jobs.task import DEFECT, ERROR, FATAL, LANGUAGE, TRACE, Chunk, Failure, Report, Setup, key_of
from kg.readers import Source
from kg.store.corpus import finish, open_to_write
from kg.store.loading import Loader
from kg.store.manifest import Manifest
from kg.store.merges import refresh_merges

__all__ = ["Outcome", "fill_store"]

ARTICLES_A_CHUNK = 32
BYTES_A_CHUNK = 200_000
CHECKED_FIRST, CHECKED_LATER = 8, 4
"""The first article of each of so many first chunks is checked against the shapes, later of one chunk in so many."""

DEATHS = 2
"""How many workers an article may kill before nobody reads it any more."""

MOST_UNEXPLAINED = 10
LOG = "errors.jsonl"

OnFailure = Callable[[Failure], None]
OnProgress = Callable[[int, int], None]


@dataclass(slots=True)
class Outcome:
    """What became of the articles of a run, counted; ``quarantined`` holds names, of earlier runs too."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    quarantined: tuple[str, ...] = ()
    articles: int = 0
    facts: int = 0
    quads: int = 0

    @property
    def failed(self) -> int:
        """Articles that are not in the store though they are in a language that kg reads."""
        return sum(count for kind, count in self.failures.items() if kind != LANGUAGE)


def fill_store(
    sources: Iterable[Source | InputError],
    setup: Setup,
    engine: str,
    crew: Crew,
    on_failure: OnFailure,
    on_progress: OnProgress,
) -> Outcome:
    """Bring the store in ``setup.folder`` up to date with ``sources``, and make its index.

    An article that is there with the same key is left alone; one that changed is replaced. ``on_progress`` is told how
    many articles and bytes were dealt with. Raises StoreError when somebody else is writing or nothing can be written;
    all that was committed before stays, and the same call goes on from there.
    """
    try:
        with open_to_write(setup.folder) as manifest, (setup.folder / LOG).open("w", encoding="utf-8") as log:
            for trace in setup.folder.glob(f"{TRACE}*"):
                trace.unlink()
            workers = start_engine(engine, crew)
            with closing(Loader(setup.folder)) as loader:
                run = _Run(manifest, setup, loader, log.write, on_failure, on_progress)
                try:
                    run.go(sources, workers)
                finally:
                    workers.close()
                finish(setup.folder, manifest, loader)
            if run.outcome.new or run.outcome.changed:
                refresh_merges(setup.folder, manifest)
            run.outcome.quarantined = manifest.quarantined()
            run.outcome.articles, run.outcome.facts, run.outcome.quads = manifest.count()
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"{setup.folder}: cannot be written ({error}); make room or mend it, and run the same command again: "
            "it goes on where it stopped."
        ) from error
    return run.outcome


class _Run:
    """A run under way."""

    def __init__(
        self,
        manifest: Manifest,
        setup: Setup,
        loader: Loader,
        log: Callable[[str], int],
        on_failure: OnFailure,
        on_progress: OnProgress,
    ) -> None:
        self.manifest, self.setup, self.loader = manifest, setup, loader
        self.log, self.on_failure, self.on_progress = log, on_failure, on_progress
        self.fingerprint = setup.fingerprint()
        self.outcome = Outcome()
        self.again: list[Chunk] = []
        self.deaths: dict[str, int] = {}
        self.unexplained = 0

    def go(self, sources: Iterable[Source | InputError], engine: Engine) -> None:
        """Keep the engine busy until every article is dealt with."""
        chunks = self._chunks(sources)
        under_way: dict[Any, Chunk] = {}
        while True:
            self._submit(chunks, engine, under_way)
            if not under_way:
                return
            ended = [(under_way.pop(task), task) for task in engine.wait(under_way)]
            self._submit(chunks, engine, under_way)  # so that nobody waits for the commit
            for chunk, task in ended:
                outcome = engine.outcome(task)
                if isinstance(outcome, Report):
                    self._commit(chunk, outcome)
                elif isinstance(outcome, KgError):
                    raise outcome
                else:
                    self._retry(chunk, outcome, lost=engine.is_lost(outcome))

    def _submit(self, chunks: Iterator[Chunk], engine: Engine, under_way: dict[Any, Chunk]) -> None:
        """Give every worker that has nothing to do a chunk."""
        while len(under_way) < engine.width and (chunk := self.again.pop() if self.again else next(chunks, None)):
            under_way[engine.submit(self.setup, chunk)] = chunk

    def _chunks(self, sources: Iterable[Source | InputError]) -> Iterator[Chunk]:
        """The articles that have to be read, a chunk at a time."""
        waiting: list[tuple[Source, str]] = []
        size = number = 0
        for source in sources:
            if isinstance(source, InputError):
                self._fail(Failure("", "", ERROR, str(source)))
            elif (key := self._sift(source)) is not None:
                waiting.append((source, key))
                size += len(source.content)
                if len(waiting) == ARTICLES_A_CHUNK or size > BYTES_A_CHUNK:
                    yield _make_chunk(waiting, number)
                    waiting, size, number = [], 0, number + 1
        if waiting:
            yield _make_chunk(waiting, number)

    def _sift(self, source: Source) -> str | None:
        """The key of an article that has to be read; None for one that is not."""
        key = key_of(source, self.fingerprint)
        if (other := self.manifest.meet(source.name, source.origin)) is not None:
            message = f"{source.origin}: {other} is called {source.name!r} too; rename one of them."
            self._fail(Failure(source.name, source.origin, ERROR, message))
        elif (
            (known := self.manifest.find(source.name)) is not None
            and known.key == key
            and self.manifest.is_signed(source.name)
        ):
            self.outcome.unchanged += 1
        elif self.manifest.is_quarantined(source.name, key):
            pass
        else:
            return key
        self.on_progress(1, source.size)
        return None

    def _commit(self, chunk: Chunk, report: Report) -> None:
        known = [article.name for article in report.articles if self.manifest.find(article.name) is not None]
        self.unexplained = 0
        if chunk.careful:
            chunk.trace(self.setup.folder).unlink(missing_ok=True)
        if report.shard is not None:
            self.manifest.add(report.shard, report.articles)
            self.loader.put(report.shard.file)
        self.outcome.changed += len(known)
        self.outcome.new += len(report.articles) - len(known)
        for failure in report.failures:
            self._fail(failure)
        self.on_progress(len(chunk.sources), sum(source.size for source in chunk.sources))

    def _retry(self, chunk: Chunk, error: BaseException, *, lost: bool) -> None:
        """Read a chunk that ended badly again, with care; an article that is caught twice is given up.

        Raises WorkerError when workers end again and again before they read anything.
        """
        if not chunk.careful:
            self.again.append(replace(chunk, careful=True))
            return
        trace = chunk.trace(self.setup.folder)
        if not trace.exists():
            self.unexplained += 1
            if self.unexplained == MOST_UNEXPLAINED:
                raise WorkerError(
                    f"workers ended {MOST_UNEXPLAINED} times before they read anything ({error}); give them more "
                    "memory, or run fewer at a time with --jobs."
                )
            self.again.append(chunk)
            return
        name = trace.read_text("utf-8")
        trace.unlink()
        place = next((i for i, source in enumerate(chunk.sources) if source.name == name), 0)
        if len(chunk.sources) > 1:
            self.again.append(chunk.without(place))
        self._blame(chunk.only(place), error, lost=lost)

    def _blame(self, chunk: Chunk, error: BaseException, *, lost: bool) -> None:
        """Give an article one more chance, or none when it has killed twice or made kg fail."""
        (source,), (key,) = chunk.sources, chunk.keys
        self.deaths[source.name] = self.deaths.get(source.name, 0) + 1
        if lost and self.deaths[source.name] < DEATHS:
            self.again.append(chunk)
            return
        self.manifest.quarantine(source.name, key)
        what = "killed what read it, twice" if lost else f"made kg fail ({type(error).__name__}: {error})"
        message = f"{source.origin}: {what}; it is in quarantine until it changes. Please report this defect of kg."
        self._fail(Failure(source.name, source.origin, FATAL if lost else DEFECT, message))
        self.on_progress(1, source.size)

    def _fail(self, failure: Failure) -> None:
        self.outcome.failures[failure.kind] = self.outcome.failures.get(failure.kind, 0) + 1
        self.log(json.dumps(asdict(failure), ensure_ascii=False) + "\n")
        self.on_failure(failure)


def _make_chunk(articles: list[tuple[Source, str]], number: int) -> Chunk:
    checked = number < CHECKED_FIRST or number % CHECKED_LATER == 0
    return Chunk(tuple(source for source, _ in articles), tuple(key for _, key in articles), checked=checked)
