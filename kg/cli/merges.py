"""``kg merges``: which entities of a store are one actor, and correcting that."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import print_plain

app = typer.Typer(name="merges", help="Which entities of many articles are one actor.", no_args_is_help=True)

StoreOption = Annotated[Path, typer.Option("--store", "-s", help="The store.")]
Entry = Annotated[str, typer.Argument(metavar="ID", help="The id of a judgement, as kg merges list shows it.")]


@app.command()
def find(store: StoreOption) -> None:
    """Judge who is the same in all articles; later builds and removals keep that up to date."""
    from kg.store.corpus import merge_actors

    print_plain(f"{store}: {merge_actors(store):,} links; the judgements stand in {store / 'ledger.csv'}")


@app.command(name="list")
def list_(
    store: StoreOption,
    judgement: Annotated[str, typer.Option(help="Only these: same, not same, undecided.")] = "",
) -> None:
    """Show the judgements: id, what holds, the two names, and why."""
    from kg.store.merges import read_judgements

    for entry in read_judgements(store):
        if judgement in ("", entry.decision):
            mark = "by hand" if entry.override else f"{entry.score:.2f}"
            print_plain(f"{entry.id}  {entry.decision} ({mark}): {entry.name} – {entry.other_name}: {entry.reason}")


@app.command()
def accept(entry: Entry, store: StoreOption) -> None:
    """Confirm a judgement; of an undecided one, that they are the same."""
    from kg.store.corpus import merge_actors

    print_plain(f"{store}: accepted {entry}, {merge_actors(store, entry):,} links")


@app.command()
def undo(entry: Entry, store: StoreOption) -> None:
    """Take a merge back: the two are not the same, in this and every later run."""
    from kg.store.corpus import merge_actors

    print_plain(f"{store}: undid {entry}, {merge_actors(store, entry, accepted=False):,} links")
