"""The command line: one thin command for each function of the pipeline, one module a group of them.

Exit codes: 0 all done; 1 an article could not be read or built, or a fact was not found (the rest is done); 2 wrong
use of the command; 3 the set-up is wrong (model, language pack, sheets, extra); 4 a defect in kg: please report it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from kg import __version__
from kg.cli.console import DEFECT, DONE, EXIT_CODES, FAILED, MISUSED, STOPPED, UNSOUND, print_error, print_note
from kg.cli.parsing import Command, Group
from kg.errors import ConfigError, InputError, KgError, ShapeViolation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

HOMES = {
    "build": "build",
    "view": "view",
    "query": "query",
    "story": "story",
    "stats": "export",
    "explain": "inspection",
    "export": "export",
    "serve": "serve",
    "store": "corpus",
    "merges": "merges",
    "remove": "corpus",
    "push": "corpus",
    "train": "train",
    "check": "inspection",
    "ontology": "inspection",
}
"""Command → the module that is imported when it is asked for, and whose ``COMMANDS`` holds it."""
SUMMARIES = {
    "build": "Read articles and write what they state.",
    "view": "Draw what is stored as a page that opens with no network connection, or as a picture.",
    "query": "Ask what is stored: a named query with its parameters, or SPARQL 1.1.",
    "story": "Tell who affirms and who denies what happened, since when, and in how many independent sources.",
    "stats": "Count what is stored: types, statuses, most central actors, commonest relations.",
    "explain": "Say why a fact is in the graph: the sentence, the cue, the rule.",
    "export": "Write what is stored for another tool: RDF, Gephi, Neo4j, followthemoney.",
    "serve": "Serve what is stored: SPARQL, graphs, a page for asking, views, a page for each IRI.",
    "store": "Look after a store of many articles.",
    "merges": "Say which entities of many articles are one actor, which facts one event, which articles one text.",
    "remove": "Take articles out of a store, with every fact and name that only they supported.",
    "push": "Send what is stored to a SPARQL server; from a store only what changed since the last time.",
    "train": "Train parser, morphology and names on annotated texts.",
    "check": "Say whether the model is there and fits, and whether the sheets are sound.",
    "ontology": "Write the ontology and the SHACL shapes, made from the sheets.",
}
"""The first sentence of each command's help."""


def find_command(name: str) -> Command | Group:
    """The command ``name``, from its module."""
    found: Command | Group = import_module(f"kg.cli.{HOMES[name]}").COMMANDS[name]
    return found


PROGRAM = Group(
    "Who did what to whom, and who says so: French news articles as checked RDF and interactive networks.",
    SUMMARIES,
    find_command,
    EXIT_CODES,
    f"kg {__version__}",
)


def main() -> NoReturn:
    """Run the command line and exit with the code that says how it went."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; every error becomes one line on standard error and an exit code."""
    try:
        PROGRAM("kg", arguments)
        sys.stdout.flush()
        return DONE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return STOPPED
    except UnicodeEncodeError as error:
        print_note(
            f"kg: {error.object[error.start]!r} cannot be printed in {error.encoding}; set PYTHONIOENCODING=utf-8."
        )
        return MISUSED
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
            import traceback

            traceback.print_exc()
        print_error(error)
        print_note(
            f"This is a defect in kg ({type(error).__name__}); run again with KG_DEBUG=1 and report what it prints."
        )
        return DEFECT
