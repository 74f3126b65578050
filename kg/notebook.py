"""``%load_ext kg.notebook``: cells of SPARQL in Jupyter.

::

    %%sparql graph --out table --limit 10
    SELECT ?who ?says WHERE { ?fact kg:attributedTo ?source ; rdfs:label ?says . ?source rdfs:label ?who }

The first word is a variable that holds a graph ("graph" if left out), or in quotation marks what ``kg.read`` takes: a
file that kg wrote, a folder or a store. The prefixes of ``ontologies/README.md`` need no declaration.
"""

from __future__ import annotations

import shlex
from argparse import ArgumentParser
from collections.abc import MutableMapping
from typing import Any, NoReturn

from kg.errors import ConfigError, KgError


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ConfigError(f"%%sparql: {message}. {self.format_usage().strip()}")


def load_ipython_extension(shell: Any) -> None:
    """What ``%load_ext kg.notebook`` calls with IPython's ``InteractiveShell``.

    From then on tables show "$" as it is written: JupyterLab would set what stands between two of them as mathematics.
    """
    import pandas as pd
    from IPython.core.error import UsageError

    pd.set_option("display.html.use_mathjax", False)

    def sparql(line: str, cell: str) -> Any:
        try:
            return run_sparql(shell.user_ns, line, cell)
        except KgError as error:
            raise UsageError(str(error)) from error

    shell.register_magic_function(sparql, "cell", "sparql")


def run_sparql(names: MutableMapping[str, Any], line: str, query: str) -> Any:
    """Answer ``query`` as the words of ``line`` say; ``names`` are the variables of the notebook.

    SELECT gives a table of texts, ASK a truth value, CONSTRUCT Turtle. Raises KgError when something is wrong.
    """
    parser = _Parser(prog="%%sparql", add_help=False)
    parser.add_argument("graph", nargs="?", default="graph")
    parser.add_argument("--out")
    parser.add_argument("--limit", type=int)
    try:
        options = parser.parse_args(shlex.split(line))
    except ValueError as error:
        raise ConfigError(f"%%sparql: {error} in {line!r}; close the quotation mark.") from error
    answer = _find_graph(names, options.graph).sparql(query)
    if options.limit is not None and hasattr(answer, "head"):
        answer = answer.head(options.limit)
    if options.out:
        names[options.out] = answer
        return None
    return answer


def _find_graph(names: MutableMapping[str, Any], name: str) -> Any:
    found = names.get(name)
    if found is not None and not hasattr(found, "sparql"):
        raise ConfigError(f"%%sparql: {name} is a {type(found).__name__}, not a graph of kg.build or kg.read.")
    if found is not None:
        return found
    if name.isidentifier():
        raise ConfigError(f"%%sparql: no variable {name!r}; build a graph first, or give a file: %%sparql 'all.trig'.")
    from kg.stored import read

    return read(name)
