"""``kg build --store``, ``kg remove`` and ``kg store``: a store of many articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from kg.cli.console import DEFECT, FAILED, print_error, print_note, print_plain
from kg.cli.parsing import Command, Parser, make_group
from kg.errors import KgError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kg.document import Metadata
    from kg.jobs import Failure, Outcome

MOST_SHOWN = 20


def fill(
    articles: Sequence[str],
    store: Path,
    metadata: Metadata,
    jobs: int | None,
    engine: str | None,
    scheduler: str | None,
    options: dict[str, Any],
    *,
    quiet: bool,
) -> None:
    """Put articles into a store, tell how it goes, and end with the exit code that says so."""
    from kg.jobs import build_store
    from kg.readers import measure

    shown = 0

    def report(failure: Failure) -> None:
        nonlocal shown
        shown += 1
        if shown <= MOST_SHOWN:
            print_error(KgError(failure.message))

    bar = None
    if sys.stderr.isatty() and not quiet:
        from kg.cli.progress import make_rate_bar

        bar = make_rate_bar()
    with bar or nullcontext():
        task = bar.add_task("reading", total=measure(articles), articles=0) if bar else None

        def advance(count: int, size: int) -> None:
            if bar is not None and task is not None:
                bar.update(task, advance=size, articles=bar.tasks[task].fields["articles"] + count)

        outcome = build_store(
            *articles,
            store=store,
            metadata=metadata,
            jobs=jobs or len(os.sched_getaffinity(0)),
            engine=engine or "processes",
            scheduler=scheduler,
            on_failure=report,
            on_progress=advance,
            **options,
        )
    if shown > MOST_SHOWN:
        print_note(f"… and {shown - MOST_SHOWN} more; all of them stand in {store / 'errors.jsonl'}")
    if not quiet:
        _print_outcome(outcome, store)
    if outcome.failed or outcome.quarantined:
        raise SystemExit(DEFECT if "defect" in outcome.failures else FAILED)


def _print_outcome(outcome: Outcome, store: Path) -> None:
    """What was done, and what the store holds now."""
    parts = [
        f"{outcome.new:,} new",
        f"{outcome.changed:,} changed",
        f"{outcome.unchanged:,} unchanged",
        *(f"{count:,} {_KINDS[kind]}" for kind, count in sorted(outcome.failures.items())),
    ]
    print_plain(", ".join(parts))
    if outcome.quarantined:
        print_plain(f"in quarantine, because they kill what reads them: {', '.join(outcome.quarantined)}")
    print_plain(f"{store}: {outcome.articles:,} articles, {outcome.facts:,} facts, {outcome.quads:,} quads")


_KINDS = {
    "error": "could not be read",
    "language": "in another language, skipped",
    "defect": "failed on a defect of kg",
    "fatal": "killed what read them",
}


def remove(names: list[str], store: Path) -> None:
    """Take articles out of a store, with every fact and name that only they supported."""
    from kg.store.corpus import remove_articles

    remove_articles(store, names)
    print_plain(f"{store}: took out {len(names):,} articles")


def _declare_remove(parser: Parser) -> None:
    parser.add_argument("names", metavar="NAME", nargs="+", help="Names of articles.")
    parser.add_argument("-s", "--store", metavar="DIR", type=Path, required=True, help="The store to take them from.")


def push(source: Path, to: str, protocol: str) -> None:
    """Send what is stored to a SPARQL server; from a store only what changed since the last time.

    User and password, or a token, come from KG_PUSH_USER and KG_PUSH_PASSWORD, or KG_PUSH_TOKEN.
    """
    from kg.push import push as push_graphs

    done = push_graphs(source, to, protocol)
    print_plain(f"{to}: {done.sent:,} graphs sent, {done.unchanged:,} there already, {done.removed:,} taken away")


def _declare_push(parser: Parser) -> None:
    parser.add_argument("source", metavar="DIR|FILE", type=Path, help="A store, or RDF with named graphs.")
    parser.add_argument(
        "--to", metavar="URL", required=True, help="Address of the server's graph store, or of its updates."
    )
    parser.add_argument(
        "--protocol",
        metavar="NAME",
        default="graph-store",
        help="graph-store (SPARQL 1.1 Graph Store Protocol) or update (SPARQL 1.1 Update); %(default)s.",
    )


def status(folder: Path) -> None:
    """Say what a store holds, who is writing to it, and whether its index is up to date."""
    from kg.store.corpus import describe_store

    for name, value in describe_store(folder):
        print_plain(f"{name:<11} {value}")


def articles(folder: Path) -> None:
    """List the names of all articles."""
    from kg.store.manifest import Manifest

    manifest = Manifest(folder)
    for article in manifest.articles():
        print_plain(article.name)
    manifest.close()


def check(folder: Path, shapes: bool) -> None:
    """Compare the index with the shards, quad by quad."""
    from kg.store.corpus import check_store

    print_plain(f"{folder}: sound, {check_store(folder, shapes=shapes):,} quads")


def rebuild(folder: Path) -> None:
    """Make the index again from the shards."""
    from kg.store.corpus import rebuild_index

    rebuild_index(folder)
    print_plain(f"{folder}: the index is made again")


def _declare_folder(parser: Parser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="The store.")


def _declare_check(parser: Parser) -> None:
    _declare_folder(parser)
    parser.add_argument("--shapes", action="store_true", help="Check every article against the SHACL shapes too.")


COMMANDS = {
    "remove": Command(remove, _declare_remove, "Example: kg remove old-article --store corpus"),
    "push": Command(push, _declare_push, "Example: kg push corpus --to http://localhost:7878/store"),
    "store": make_group(
        "Look after a store of many articles.",
        {
            "status": Command(status, _declare_folder),
            "articles": Command(articles, _declare_folder),
            "check": Command(check, _declare_check),
            "rebuild": Command(rebuild, _declare_folder),
        },
    ),
}
