"""docs/cookbook.md: every named query, its SPARQL and its answer on the sample graph. ``make cookbook`` writes it."""

from __future__ import annotations

import shlex
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from kg.query import NamedQuery, answer, bind, load_queries, render
from kg.query.rendering import rows_of
from kg.store import open_store

ROOT = Path(__file__).parent.parent.parent
SAMPLE = Path("tests") / "data" / "sample.trig"
PAGE = ROOT / "docs" / "cookbook.md"
HEAD = f"""# Cookbook

Every named query of `kg query`, as it is asked and what it answers on `{SAMPLE.as_posix()}`: the facts of two articles,
written down by hand, `tests/data/seed.txt` and `tests/data/communique.txt`. Replace the file by your own, or leave
`--in` out to ask the folder `output`. `make cookbook` writes this page and a test runs it.

The SPARQL is what is sent: the values of the parameters stand in it as terms, and lines whose parameter was not given
are left out (`kg/query/queries/` holds the whole of each). The prefixes are those of
[ontologies/README.md](../ontologies/README.md); `kg query`, `kg serve` and `graph.sparql` know them. A triple that two
articles state stands in two graphs, so every query counts with `COUNT(DISTINCT …)` and takes each name once, from a
subselect of its own.
"""


def write_page() -> str:
    store = open_store(ROOT / SAMPLE)
    return "\n".join([HEAD, *(_write_recipe(query, store) for query in load_queries().values())])


def _write_recipe(query: NamedQuery, store: Store) -> str:
    options = [word for name, value in query.example.items() for word in (f"--{name}", value)]
    command = shlex.join(["kg", "query", query.name, *options, "--in", SAMPLE.as_posix()])
    text = bind(query, query.example, store)
    parameters = [
        f"- `--{p.name}`: {p.text}{' Needed.' if p.required else f' By default `{p.default}`.' if p.default else ''}"
        for p in query.parameters.values()
    ]
    parts = [
        f"## {query.name}",
        f"{query.question['en']} · *{query.question['fr']}*",
        *(["\n".join(parameters)] if parameters else []),
        f"```sh\n{command}\n```",
        f"```sparql\n{text}```",
        _write_answer(store, text),
    ]
    return "\n\n".join(parts) + "\n"


def _write_answer(store: Store, text: str) -> str:
    results = answer(store, text)
    if not isinstance(results, QuerySolutions):
        return f"```turtle\n{render(results, 'ttl')}```"
    names = [variable.value for variable in results.variables]
    lines = [names, ["---"] * len(names), *rows_of(results)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8", newline="\n")
