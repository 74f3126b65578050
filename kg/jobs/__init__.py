"""Jobs: many articles read by many workers into a store. ``ENGINES`` is the table of what runs them.

Nothing here loads a parser; the workers do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kg.document import Metadata
from kg.gazetteer import read_gazetteer
from kg.jobs.engines import ENGINES, Crew
from kg.jobs.run import Outcome, fill_store
from kg.jobs.task import Failure, Setup
from kg.readers import parse_fields, read_sources

__all__ = ["ENGINES", "Failure", "Outcome", "build_store"]


def build_store(
    *articles: str | Path,
    store: str | Path,
    jobs: int = 1,
    engine: str = "processes",
    scheduler: str | None = None,
    metadata: Metadata | None = None,
    model: str | None = None,
    gazetteers: Sequence[str | Path] = (),
    fields: Sequence[str] = (),
    on_failure: Callable[[Failure], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Put articles into the store in the folder ``store``, which is made if need be; see ``docs/corpus.md``.

    An article is a file, a folder or a glob pattern; ``fields`` says what the fields of tables are called
    (``"text=body"``). Those that the store has already are skipped, changed ones
    replaced. ``jobs`` processes read (``engine`` and ``scheduler``: see ``kg.jobs.ENGINES``); memory does not grow with
    the number of articles. One that cannot be read goes to ``on_failure`` and to ``store/errors.jsonl``, and the rest
    goes on. ``on_progress`` is told how many articles and bytes of input were dealt with since it was last called.

    Raises StoreError when somebody else writes to the store or nothing can be written, ConfigError for a wrong engine,
    InputError for a gazetteer that cannot be read. Stopped at any moment, the same call goes on where it was.
    A script that calls this needs ``if __name__ == "__main__":``, as every one that starts processes.
    """
    setup = Setup(Path(store), model, tuple(map(Path, gazetteers)), metadata or Metadata())
    for path in setup.gazetteers:
        read_gazetteer(path)
    return fill_store(
        read_sources(articles, parse_fields(fields)),
        setup,
        engine,
        Crew(jobs, scheduler),
        on_failure or (lambda _: None),
        on_progress or (lambda *_: None),
    )
