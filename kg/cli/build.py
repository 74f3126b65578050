"""``kg build``: articles to files."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from kg.cli.console import DEFAULT_OUTPUT, DEFECT, EXIT_CODES, FAILED, print_error, print_note, print_plain
from kg.cli.parsing import Command, Parser, between
from kg.config import EVERYTHING, FORMATS, INDEX, SUFFIXES, Format, parse_formats
from kg.errors import ConfigError, InputError, KgError, ShapeViolation
from kg.facts import Node, Status

if TYPE_CHECKING:
    from kg.graph import Graph

FEWEST_WITH_BAR = 3
MOST_NAMES = 3
MOST_RELATIONS = 15


def build(
    articles: list[str],
    output: Path | None,
    formats: list[str],
    model: str | None,
    gazetteers: list[str],
    published: str | None,
    title: str | None,
    url: str | None,
    publisher: str | None,
    language: str | None,
    fields: list[str],
    store: Path | None,
    jobs: int | None,
    engine: str | None,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Read articles and write what they state: NAME.ttl .trig .jsonld .nq .facts.jsonl .html.

    Metadata come from NAME.meta.toml beside NAME.txt; options win over it. Several articles
    give NAME.* each and all.* with everything. An article that cannot be read is reported and left out.

    With --store DIR they go into a store, which holds any number of them: those it has already are skipped,
    changed ones replaced, and a run that was stopped goes on where it was.
    """
    from kg.document import parse_metadata

    if store is None and (jobs is not None or engine is not None or scheduler is not None):
        raise ConfigError("--jobs, --engine, --scheduler: belong to --store DIR; give it, or leave them out.")
    if store is not None and (output is not None or formats):
        raise ConfigError("--store: takes the place of --output and --format; leave those out, and use kg view on it.")
    chosen = parse_formats(formats or FORMATS)
    given = {"published": published, "title": title, "url": url, "publisher": publisher, "language": language}
    try:
        metadata = parse_metadata({key: value for key, value in given.items() if value is not None}, "options")
    except InputError as error:
        raise ConfigError(str(error)) from error
    if store is not None:
        from kg.cli.corpus import fill

        choices = {"model": model, "gazetteers": tuple(gazetteers), "fields": tuple(fields)}
        fill(articles, store, metadata, jobs, engine, scheduler, choices, quiet=quiet)
        return
    folder = output or Path(DEFAULT_OUTPUT)
    failures: list[KgError] = []

    def report(error: KgError) -> None:
        failures.append(error)
        print_error(error)

    bar = None
    if len(articles) >= FEWEST_WITH_BAR and sys.stderr.isatty():
        from kg.cli.progress import make_counting_bar

        bar = make_counting_bar()
    with bar or nullcontext():
        task = bar.add_task("reading", total=len(articles)) if bar else None

        def advance(*_: object) -> None:
            if bar is not None and task is not None:
                bar.advance(task)

        from kg.pipeline import build as build_graph

        options: dict[str, Any] = {"model": model} if model else {}
        graph = build_graph(
            *articles,
            output=folder,
            formats=chosen,
            metadata=metadata,
            gazetteers=tuple(gazetteers),
            fields=tuple(fields),
            on_error=report,
            on_article=advance,
            **options,
        )
    if not quiet:
        _print_summary(graph, folder, chosen)
    if failures:
        print_note(f"{len(failures)} of {len(articles)} articles could not be built.")
        raise SystemExit(DEFECT if any(isinstance(error, ShapeViolation) for error in failures) else FAILED)


def _print_summary(graph: Graph, output: Path, formats: Sequence[Format]) -> None:
    """What was found, and which file to open."""
    names = [document.name for document in graph.documents]
    if not names:
        return
    counts = Counter(fact.status for fact in graph.facts)
    detail = ", ".join(f"{counts[status]} {status}" for status in get_args(Status) if counts[status]) or "none"
    named = sum(entity.named for entity in graph.entities)
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    print_plain(f"{', '.join(names[:MOST_NAMES])}{more}: {len(graph.facts)} facts ({detail}), {named} named entities")
    relations = _relation_lines(graph)
    for line in relations[:MOST_RELATIONS]:
        print_plain(f"  {line}")
    if len(relations) > MOST_RELATIONS:
        print_plain(f"  … and {len(relations) - MOST_RELATIONS} more")
    name = EVERYTHING if len(names) > 1 else names[0]
    written = ", ".join(f"{name}{SUFFIXES[kind]}" for kind in formats)
    print_plain(f"Written to {output}{os.sep}: {written}")
    if "html" in formats:
        print_plain(f"Open {output / name}.html in a browser; {output / INDEX}.html links every view.")


def _relation_lines(graph: Graph) -> list[str]:
    """A line for each asserted or reported relation of two entities, those of two proper names first."""
    from kg.graph.records import phrase

    entities = {entity.id: entity for entity in graph.entities}
    proper = {entity.id for entity in graph.entities if entity.named}

    def name(node: Node) -> str:
        return entities[node.entity].name if node.entity in proper else phrase(node, entities)

    lines: list[tuple[int, str]] = []
    for fact in graph.facts:
        if fact.status not in ("asserted", "reported"):
            continue
        sources = ", ".join(name(attribution.source) for attribution in fact.attributions)
        said = f"  (said by {sources})" if sources else ""
        for agent, patient in fact.pairs():
            if agent is not None and patient is not None:
                common = sum(node.entity not in proper for node in (agent, patient))
                lines.append((common, f"{name(agent)} – {fact.predicate} – {name(patient)}{said}"))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _declare(parser: Parser) -> None:
    add = parser.add_argument
    add("articles", metavar="ARTICLE", nargs="+", help="Files, folders or patterns; - reads standard input.")
    add("-o", "--output", metavar="DIR", type=Path, help=f"Folder to write to; {DEFAULT_OUTPUT} by default.")
    add(
        "-f",
        "--format",
        dest="formats",
        metavar="FORMATS",
        action="append",
        default=[],
        help=f"Any of {','.join(FORMATS)}; all by default.",
    )
    add("-m", "--model", metavar="NAME", help="An installed spaCy pipeline.")
    add(
        "-g",
        "--gazetteer",
        dest="gazetteers",
        metavar="FILE",
        action="append",
        default=[],
        help="Names of your own: TOML, or SKOS in Turtle.",
    )
    add("--published", metavar="DATE", help="Date of publication, YYYY-MM-DD.")
    add("--title", help="Title of the article.")
    add("--url", help="Web address of the article.")
    add("--publisher", metavar="NAME", help="Who published it.")
    add("--language", metavar="CODE", help="Language of the text, for example fr.")
    add(
        "--field",
        dest="fields",
        metavar="NAME=COLUMN",
        action="append",
        default=[],
        help="What a field of a table is called there, as text=body.",
    )
    add("-s", "--store", metavar="DIR", type=Path, help="Put the articles into this store instead of writing files.")
    add(
        "-j",
        "--jobs",
        metavar="NUMBER",
        type=between(int, 1),
        help="With --store: processes that read; one a core by default.",
    )
    add("--engine", metavar="NAME", help="With --store: processes (by default), serial, or dask for a cluster.")
    add("--scheduler", metavar="ADDRESS", help="With --engine dask: address of your scheduler.")
    add("-q", "--quiet", action="store_true", help="Print errors only.")


EXAMPLES = f"""Examples:
kg build article.txt
kg build articles/*.txt --output graphs --format ttl,html
pdftotext report.pdf - | kg build - --published 2023-09-28
kg build articles/ --store corpus --jobs 4

{EXIT_CODES}"""
COMMANDS = {"build": Command(build, _declare, EXAMPLES)}
