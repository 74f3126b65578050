"""The command line: one thin command for each function of the pipeline.

Exit codes: 0 all done; 1 an article could not be read or built, or a fact was not found (the rest is done); 2 wrong
use of the command; 3 the set-up is wrong (model, language pack, sheets, extra); 4 a defect in kg: please report it.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, get_args

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.config import EVERYTHING, FORMATS, SUFFIXES, Format, parse_formats
from kg.errors import ConfigError, InputError, KgError, ShapeViolation
from kg.facts import Node, Status
from kg.training.cli import app as train_app

if TYPE_CHECKING:
    from kg.graph import Graph

DONE, FAILED, MISUSED, UNSOUND, DEFECT = range(5)
EXIT_CODES = (
    "Exit codes: 0 all done · 1 an article could not be built or a fact was not found, the rest is done · "
    "2 wrong use · 3 set-up wrong (model, sheets, extra) · 4 defect in kg."
)
FEWEST_WITH_BAR = 3
MOST_NAMES = 3
MOST_RELATIONS = 15
DEFAULT_OUTPUT = Path("output")

app = typer.Typer(
    name="kg",
    help="Who did what to whom, and who says so: French news articles as checked RDF and interactive networks.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(train_app, name="train")
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

BUILD_EXAMPLES = "\n\n".join(
    (
        "Examples:",
        "kg build article.txt",
        "kg build articles/*.txt --output graphs --format ttl,html",
        "pdftotext report.pdf - | kg build - --published 2023-09-28",
        EXIT_CODES,
    )
)


def _show_version(value: bool) -> None:
    if value:
        from kg import __version__

        out.print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Common to all commands."""


@app.command(epilog=BUILD_EXAMPLES)
def build(
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Text files in UTF-8; - reads standard input.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write to.")] = DEFAULT_OUTPUT,
    formats: Annotated[
        list[str] | None, typer.Option("--format", "-f", help=f"Any of {','.join(FORMATS)}; all by default.")
    ] = None,
    model: Annotated[str | None, typer.Option("--model", "-m", help="An installed spaCy pipeline.")] = None,
    gazetteers: Annotated[
        list[str] | None, typer.Option("--gazetteer", "-g", help="Names of your own: TOML, or SKOS in Turtle.")
    ] = None,
    published: Annotated[str | None, typer.Option(help="Date of publication, YYYY-MM-DD.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the article.")] = None,
    url: Annotated[str | None, typer.Option(help="Web address of the article.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the text, for example fr.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Read articles and write what they state: [b]NAME.ttl .trig .jsonld .nq .facts.jsonl .html[/b].

    Metadata come from [b]NAME.meta.toml[/b] beside [b]NAME.txt[/b]; options win over it. Several articles
    give NAME.* each and all.* with everything. An article that cannot be read is reported and left out.
    """
    from kg.document import parse_metadata

    chosen = parse_formats(formats or FORMATS)
    given = {"published": published, "title": title, "url": url, "publisher": publisher, "language": language}
    try:
        metadata = parse_metadata({key: value for key, value in given.items() if value is not None}, "options")
    except InputError as error:
        raise ConfigError(str(error)) from error
    failures: list[KgError] = []

    def report(error: KgError) -> None:
        failures.append(error)
        _print_error(error)

    bar = _progress_bar() if len(articles) >= FEWEST_WITH_BAR and err.is_terminal else None
    with bar or nullcontext():
        task = bar.add_task("reading", total=len(articles)) if bar else None

        def advance(*_: object) -> None:
            if bar is not None and task is not None:
                bar.advance(task)

        from kg.pipeline import build as build_graph

        options: dict[str, Any] = {"model": model} if model else {}
        graph = build_graph(
            *articles,
            output=output,
            formats=chosen,
            metadata=metadata,
            gazetteers=tuple(gazetteers or ()),
            on_error=report,
            on_article=advance,
            **options,
        )
    if not quiet:
        _print_summary(graph, output, chosen)
    if failures:
        err.print(f"{len(failures)} of {len(articles)} articles could not be built.")
        raise typer.Exit(DEFECT if any(isinstance(error, ShapeViolation) for error in failures) else FAILED)


def _progress_bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, transient=True)


def _print_summary(graph: Graph, output: Path, formats: Sequence[Format]) -> None:
    """What was found, and which file to open."""
    names = [document.name for document in graph.documents]
    if not names:
        return
    counts = Counter(fact.status for fact in graph.facts)
    detail = ", ".join(f"{counts[status]} {status}" for status in get_args(Status) if counts[status]) or "none"
    named = sum(entity.named for entity in graph.entities)
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    _print_plain(f"{', '.join(names[:MOST_NAMES])}{more}: {len(graph.facts)} facts ({detail}), {named} named entities")
    relations = _relation_lines(graph)
    for line in relations[:MOST_RELATIONS]:
        _print_plain(f"  {line}")
    if len(relations) > MOST_RELATIONS:
        _print_plain(f"  … and {len(relations) - MOST_RELATIONS} more")
    name = EVERYTHING if len(names) > 1 else names[0]
    written = ", ".join(f"{name}{SUFFIXES[kind]}" for kind in formats)
    _print_plain(f"Written to {output}{os.sep}: {written}")
    if "html" in formats:
        _print_plain(f"Open {output / name}.html in a browser.")


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


@app.command()
def check(
    model: Annotated[str | None, typer.Option("--model", "-m", help="An installed spaCy pipeline.")] = None,
    language: Annotated[str, typer.Option(help="Language pack to check.")] = "fr",
) -> None:
    """Say whether the model is there and fits, and whether the sheets are sound."""
    from kg.analysis import load_pipeline
    from kg.schema import load_schema

    schema = load_schema(language)
    _print_plain(f"sheets: sound, {len(schema.event_types)} event types, {len(schema.entity_types)} entity types")
    nlp = load_pipeline(language, model)
    _print_plain(
        f"model: {nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']} has the labels that the pack needs"
    )


@app.command(epilog="Example: kg explain seed/rencontrer-3f9a1c0b --in output")
def explain(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="IRI of a fact, or the end of it.")],
    source: Annotated[
        Path, typer.Option("--in", help="RDF file that kg build wrote, or the folder of it.")
    ] = DEFAULT_OUTPUT,
) -> None:
    """Say why a fact is in the graph: the sentence, the cue, the rule."""
    from kg.explanation import explain as explain_fact

    found = explain_fact(identifier, source)
    rows = [
        ("fact", found.label or found.lemma),
        ("id", found.id),
        ("type", ", ".join(found.types)),
        ("status", f"{found.status} (polarity {found.polarity}, modality {found.modality})"),
        ("said by", ", ".join(found.sources)),
        ("article", found.article),
        *((f"text {quote.start_char}-{quote.end_char}", f"« {quote.text} »") for quote in found.quotes),
        ("cue", ", ".join(found.cues)),
        ("rule", f"{found.rule} ({found.extractor})"),
        ("repairs", ", ".join(found.repairs)),
    ]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        if value:
            _print_plain(f"{name:<{width}}  {value}")


@app.command(epilog="Examples: kg view network output/seed.trig · kg view all output/seed.trig -o pages")
def view(
    name: Annotated[
        str, typer.Argument(metavar="VIEW", help="network, events, claims, timeline, map, article; or all.")
    ],
    source: Annotated[Path, typer.Argument(help="RDF file that kg build wrote, or the folder of it.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write, VIEW.html by default; for all, a folder.")
    ] = None,
    kind: Annotated[str, typer.Option("--format", "-f", help="html; svg or png of a network.")] = "html",
) -> None:
    """Draw what is stored as a page that opens with no network connection, or as a picture."""
    from kg.store import open_store
    from kg.views.gallery import parse_view_format, write_gallery, write_view

    chosen = parse_view_format(kind)
    store = open_store(source)
    if name == EVERYTHING:
        written = write_gallery(store, output or DEFAULT_OUTPUT)
    else:
        written = (write_view(name, store, output or Path(f"{name}.{chosen}"), chosen),)
    _print_plain(f"Open {written[0]} in a browser.")


@app.command(epilog="Example: kg ontology --output ontologies")
def ontology(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write to.")] = Path("ontologies"),
) -> None:
    """Write the ontology and the SHACL shapes, made from the sheets."""
    from kg.rdf import write_ontologies

    for path in write_ontologies(output):
        _print_plain(str(path))


def _print_plain(text: str) -> None:
    """Print text that may come from an article: control characters, which could steer a terminal, show as "?"."""
    out.print("".join(c if c.isprintable() else "?" for c in text), markup=False)


def _print_error(error: Exception) -> None:
    """One line, or for a broken shape one a violation."""
    lines = str(error).splitlines() if isinstance(error, ShapeViolation) else [" ".join(str(error).split())]
    for line in lines:
        err.print("".join(c if c.isprintable() else "?" for c in line), markup=False)


def main() -> NoReturn:
    """Run the command line and exit with the code that says how it went."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; every error becomes one line on standard error and an exit code."""
    try:
        app(arguments, prog_name="kg")
        return DONE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE
    except ConfigError as error:
        _print_error(error)
        return MISUSED
    except InputError as error:
        _print_error(error)
        return FAILED
    except ShapeViolation as error:
        _print_error(error)
        return DEFECT
    except KgError as error:
        _print_error(error)
        return UNSOUND
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            traceback.print_exc()
        _print_error(error)
        err.print(
            f"This is a defect in kg ({type(error).__name__}); run again with KG_DEBUG=1 and report what it prints."
        )
        return DEFECT


if __name__ == "__main__":
    main()
