"""``kg merges``: which entities of a store are one actor, and correcting that."""

from __future__ import annotations

from pathlib import Path

from kg.cli.console import print_plain
from kg.cli.parsing import Command, Parser, make_group


def find(store: Path) -> None:
    """Judge who is the same in all articles; later builds and removals keep that up to date."""
    from kg.store.corpus import merge_actors

    print_plain(f"{store}: {merge_actors(store):,} links; the judgements stand in {store / 'ledger.csv'}")


def list_judgements(store: Path, judgement: str) -> None:
    """Show the judgements: id, what holds, the two names, and why."""
    from kg.store.merges import read_judgements

    for entry in read_judgements(store):
        if judgement in ("", entry.decision):
            mark = "by hand" if entry.override else f"{entry.score:.2f}"
            print_plain(f"{entry.id}  {entry.decision} ({mark}): {entry.name} – {entry.other_name}: {entry.reason}")


def accept(entry: str, store: Path) -> None:
    """Confirm a judgement; of an undecided one, that they are the same."""
    from kg.store.corpus import merge_actors

    print_plain(f"{store}: accepted {entry}, {merge_actors(store, entry):,} links")


def undo(entry: str, store: Path) -> None:
    """Take a merge back: the two are not the same, in this and every later run."""
    from kg.store.corpus import merge_actors

    print_plain(f"{store}: undid {entry}, {merge_actors(store, entry, accepted=False):,} links")


def _declare_store(parser: Parser) -> None:
    parser.add_argument("-s", "--store", metavar="DIR", type=Path, required=True, help="The store.")


def _declare_list(parser: Parser) -> None:
    _declare_store(parser)
    parser.add_argument("--judgement", default="", help="Only these: same, not same, undecided.")


def _declare_entry(parser: Parser) -> None:
    parser.add_argument("entry", metavar="ID", help="The id of a judgement, as kg merges list shows it.")
    _declare_store(parser)


COMMANDS = {
    "merges": make_group(
        "Say which entities of many articles are one actor.",
        {
            "find": Command(find, _declare_store),
            "list": Command(list_judgements, _declare_list),
            "accept": Command(accept, _declare_entry),
            "undo": Command(undo, _declare_entry),
        },
    )
}
