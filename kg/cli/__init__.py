"""The command line: one thin command for each function of the pipeline, one module a group of them.

Exit codes: 0 all done; 1 an article could not be read or built, or a fact was not found (the rest is done); 2 wrong
use of the command; 3 the set-up is wrong (model, language pack, sheets, extra); 4 a defect in kg: please report it.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from kg.cli import build, corpus, export, inspection, merges, query, serve, view
from kg.cli.console import DEFECT, DONE, EXIT_CODES, FAILED, MISUSED, UNSOUND, err, out, print_error
from kg.errors import ConfigError, InputError, KgError, ShapeViolation
from kg.training.cli import app as train_app

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
app.command(epilog=build.EXAMPLES)(build.build)
app.command(epilog="Example: kg remove old-article --store corpus")(corpus.remove)
app.command(epilog="Example: kg push corpus --to http://localhost:7878/store")(corpus.push)
app.add_typer(corpus.store_app)
app.add_typer(merges.app)
app.command()(inspection.check)
app.command(epilog="Example: kg explain seed/rencontrer-3f9a1c0b --in output")(inspection.explain)
app.command(epilog="Examples: kg view network output/seed.trig · kg view all output/seed.trig -o pages")(view.view)
app.command(context_settings=query.SETTINGS, epilog=query.EXAMPLES)(query.query)
app.command()(export.stats)
app.command(epilog=export.EXAMPLES)(export.export)
app.command(epilog=serve.EXAMPLES)(serve.serve)
app.command(epilog="Example: kg ontology --output ontologies")(inspection.ontology)


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
        print_error(error)
        return MISUSED
    except InputError as error:
        print_error(error)
        return FAILED
    except ShapeViolation as error:
        print_error(error)
        return DEFECT
    except KgError as error:
        print_error(error)
        return UNSOUND
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            traceback.print_exc()
        print_error(error)
        err.print(
            f"This is a defect in kg ({type(error).__name__}); run again with KG_DEBUG=1 and report what it prints."
        )
        return DEFECT
