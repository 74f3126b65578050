"""``kg merges``: which entities of a store are one actor, which facts one event, and correcting that."""

from __future__ import annotations

from pathlib import Path

from kg.cli.console import print_plain
from kg.cli.parsing import Command, Parser, make_group

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kg.store.merges import Merged


def find(store: Path) -> None:
    """Judge what is the same in all articles; later builds and removals keep that up to date."""
    from kg.store.corpus import merge

    found = merge(store)
    print_plain(f"{store}: {_count(found)}; the judgements stand in ledger.csv (actors) and events.csv there")
    if found.unsigned:
        print_plain(
            f"{found.unsigned:,} articles have no signature, so copies among them are not known: kg build them again "
            f"with --store {store}"
        )


def list_judgements(store: Path, judgement: str, of: str) -> None:
    """Show the judgements: id, what holds, what it is on, and why."""
    from kg.errors import ConfigError
    from kg.store.merges import read_event_judgements, read_judgements

    ledgers = {"actors": read_judgements, "events": read_event_judgements}
    if of and of not in ledgers:
        raise ConfigError(f"--of {of!r}: unknown; choose one of {', '.join(ledgers)}.")
    for kind in (of,) if of else ledgers:
        for entry in ledgers[kind](store):
            if judgement in ("", entry.decision):
                mark = "by hand" if entry.override else f"{entry.score:.2f}"
                where = f" ({', '.join(entry.documents)} / {entry.other_document})" if kind == "events" else ""
                print_plain(
                    f"{entry.id}  {entry.decision} ({mark}): {entry.name} – {entry.other_name}{where}: {entry.reason}"
                )


def accept(entry: str, store: Path) -> None:
    """Confirm a judgement; of an undecided one, that they are the same."""
    from kg.store.corpus import merge

    print_plain(f"{store}: accepted {entry}; {_count(merge(store, entry))}")


def undo(entry: str, store: Path) -> None:
    """Take a merge back: the two are not the same, in this and every later run."""
    from kg.store.corpus import merge

    print_plain(f"{store}: undid {entry}; {_count(merge(store, entry, accepted=False))}")


def _count(merged: Merged) -> str:
    return f"{merged.links:,} links of actors, {merged.events:,} events told several times, {merged.copies:,} copies"


def _declare_store(parser: Parser) -> None:
    parser.add_argument("-s", "--store", metavar="DIR", type=Path, required=True, help="The store.")


def _declare_list(parser: Parser) -> None:
    _declare_store(parser)
    parser.add_argument("--judgement", default="", help="Only these: same, not same, undecided.")
    parser.add_argument("--of", metavar="KIND", default="", help="Only those on actors, or on events.")


def _declare_entry(parser: Parser) -> None:
    parser.add_argument("entry", metavar="ID", help="The id of a judgement, as kg merges list shows it.")
    _declare_store(parser)


COMMANDS = {
    "merges": make_group(
        "Say which entities of many articles are one actor, which facts one event, which articles one text.",
        {
            "find": Command(find, _declare_store),
            "list": Command(list_judgements, _declare_list),
            "accept": Command(accept, _declare_entry),
            "undo": Command(undo, _declare_entry),
        },
    )
}
