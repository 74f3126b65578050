"""``kg query``: named questions and SPARQL over what is stored."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from kg.cli.console import DEFAULT_OUTPUT, FAILED, clean, print_note, print_plain
from kg.cli.parsing import Command, Parser, between
from kg.errors import ConfigError, InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

LONGEST_QUERY = 1_000_000
NOT_A_TERMINAL = 200
"""Columns of a table that goes to a file or a pipe."""


def query(source: Path, kind: str, timeout: float, infer: str, list_queries: bool, extra: Sequence[str]) -> None:
    """Ask what is stored: a named query with its parameters, or SPARQL 1.1. Prefixes need no declaration."""
    if list_queries:
        _list_queries()
        return
    question, arguments = _read_arguments(extra)
    if question is None:
        raise ConfigError("kg query: no question; name one of kg query --list, or write SPARQL.")
    from kg.query import ANSWER_FORMATS, answer, ask, list_names
    from kg.store import open_store

    if kind not in ANSWER_FORMATS:
        raise ConfigError(f"--format {kind!r}: unknown; choose one of {', '.join(ANSWER_FORMATS)}.")
    text = "" if question in list_names() else _read_question(question)
    if text and arguments:
        raise ConfigError(f"--{next(iter(arguments))}: SPARQL takes no parameters; named queries do (kg query --list).")
    if infer and not text:
        raise ConfigError("--infer: named queries ask what is stated; write SPARQL to ask what follows.")
    watch = threading.Timer(timeout, _give_up, [timeout])
    watch.daemon = True
    watch.start()
    store = open_store(source)
    if infer:
        from kg.query.inference import with_inferred

        store = with_inferred(store, infer)
    results = answer(store, text) if text else ask(store, question, arguments)
    written = _write_answer(results, kind)
    watch.cancel()
    sys.stdout.write(written)


def _give_up(timeout: float) -> None:
    """The engine cannot be interrupted, so the process ends here; nothing was printed yet."""
    print_note(f"kg query: no answer in {timeout:g} s; narrow the question or raise --timeout.")
    os._exit(FAILED)


def _read_question(question: str) -> str:
    """SPARQL from standard input, from a file, or as it stands. Raises ConfigError for what is none of them."""
    if question == "-":
        return _decode("standard input", sys.stdin.buffer.read(LONGEST_QUERY + 1))
    if "{" in question or "\n" in question or question.upper().startswith(("DESCRIBE ", "PREFIX ", "BASE ")):
        return question
    try:
        with Path(question).open("rb") as file:
            return _decode(question, file.read(LONGEST_QUERY + 1))
    except OSError as error:
        from kg.query import list_names

        if question.endswith((".rq", ".sparql")):
            raise InputError(f"{question}: cannot be read ({error.strerror}); check the name.") from error
        raise ConfigError(
            f"query {question!r}: no named query, no file, no SPARQL; named queries: {', '.join(list_names())}."
        ) from error


def _decode(name: str, data: bytes) -> str:
    if len(data) > LONGEST_QUERY:
        raise InputError(f"{name}: longer than {LONGEST_QUERY:,} bytes; give a query.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"{name}, line {line}: not UTF-8; save it as UTF-8.") from error


def _read_arguments(extra: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """The question, and ``--actor OTAN`` and ``--actor=OTAN`` as a dictionary."""
    question: str | None = None
    arguments: dict[str, str] = {}
    words = iter(extra)
    for word in words:
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            if question is not None or (word.startswith("-") and word != "-"):
                raise ConfigError(
                    f"{word!r}: unexpected; give parameters as --name value, and put quotes around SPARQL."
                )
            question = word
            continue
        given = value if equals else next(words, None)
        if given is None:
            raise ConfigError(f"--{name}: needs a value.")
        if name in arguments:
            raise ConfigError(f"--{name}: given twice; give it once.")
        arguments[name] = given
    return question, arguments


def _list_queries() -> None:
    from kg.query import load_queries

    for named in load_queries().values():
        print_plain(f"{named.name}: {named.question['en']} · {named.question['fr']}")
        for parameter in named.parameters.values():
            note = f" (default {parameter.default})" if parameter.default else " (needed)" * parameter.required
            print_plain(f"    --{parameter.name} {parameter.kind.upper()}  {parameter.text}{note}")


def _write_answer(results: object, kind: str) -> str:
    from pyoxigraph import QuerySolutions, QueryTriples

    from kg.query import render

    if kind == "table":
        if isinstance(results, QuerySolutions):
            return _draw_table(results)
        kind = "ttl" if isinstance(results, QueryTriples) else kind
    return render(results, kind)  # type: ignore[arg-type]


def _draw_table(solutions: QuerySolutions) -> str:
    """A table as wide as the terminal; control characters, which could steer it, show as "?"."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kg.query.rendering import rows_of

    console = Console(highlight=False, width=None if sys.stdout.isatty() else NOT_A_TERMINAL)
    table = Table(
        *(variable.value for variable in solutions.variables), box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False
    )
    for row in rows_of(solutions):
        table.add_row(*(Text(clean(cell)) for cell in row))
    with console.capture() as captured:
        console.print(table)
        console.print(f"{table.row_count} {'row' if table.row_count == 1 else 'rows'}")
    return captured.get()


def _declare(parser: Parser) -> None:
    parser.usage = "kg query [NAME|SPARQL|FILE|-] [--PARAMETER VALUE ...] [options]"
    add = parser.add_argument
    add(
        "--in",
        dest="source",
        metavar="SOURCE",
        type=Path,
        default=DEFAULT_OUTPUT,
        help="RDF file that kg build wrote, a folder of them, or a store; %(default)s.",
    )
    add(
        "-f",
        "--format",
        dest="kind",
        metavar="FORMAT",
        default="table",
        help="table, csv, tsv, json, xml; ttl, nt, json of CONSTRUCT; %(default)s.",
    )
    add(
        "--timeout",
        metavar="SECONDS",
        type=between(float, 0.1),
        default=60.0,
        help="After which to give up; %(default)g.",
    )
    add(
        "--infer",
        metavar="REGIME",
        default="",
        help="rdfs or owlrl: also what follows from the ontology (SPARQL only).",
    )
    add("--list", dest="list_queries", action="store_true", help="List the named queries and their parameters.")


EXAMPLES = """Examples:
kg query --list
kg query who-said --actor OTAN --in output/article.trig
kg query events-between --from 2023-09-01 --to 2023-09-30 --format csv
kg query 'SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a kg:Kill }'
kg query question.rq --format json
kg query - < question.rq"""
COMMANDS = {"query": Command(query, _declare, EXAMPLES, open=True)}
