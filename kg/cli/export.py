"""``kg export`` and ``kg stats``: what is stored, for other tools and in numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import DEFAULT_OUTPUT, print_plain

Source = Annotated[Path, typer.Argument(help="RDF file that kg build wrote, a folder of them, or a store.")]
EXAMPLES = "Examples: kg export gexf output/article.trig · kg export neo4j output --output import"


def export(
    kind: Annotated[
        str,
        typer.Argument(metavar="FORMAT", help="ttl, trig, nq, jsonld, rdfxml, graphml, gexf, neo4j, ftm."),
    ],
    source: Source = DEFAULT_OUTPUT,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write, by default named after the source; for neo4j a folder."),
    ] = None,
) -> None:
    """Write what is stored for another tool: RDF, Gephi, Neo4j, followthemoney."""
    from kg.export import EXPORTS
    from kg.export import export as write
    from kg.store import open_store

    suffix = EXPORTS[kind].suffix if kind in EXPORTS else ""
    for path in write(open_store(source), kind, output or Path(f"{source.resolve().stem}{suffix or '-' + kind}")):
        print_plain(str(path))


def stats(
    source: Source = DEFAULT_OUTPUT,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Count what is stored: types, statuses, most central actors, commonest relations."""
    from dataclasses import asdict

    from kg.query.statistics import measure
    from kg.store import open_store

    found = measure(open_store(source))
    if as_json:
        import json

        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    print_plain(f"{found.articles} articles, {found.entities} entities, {found.facts} facts")
    for title, counts in (
        ("statuses", found.statuses),
        ("entities", found.entity_types),
        ("facts", found.fact_types[:10]),
        ("relations", found.relations),
    ):
        print_plain(f"{title:<12}{', '.join(f'{number} {name}' for name, number in counts)}")
    print_plain(
        f"{'actors':<12}{', '.join(f'{name} ({partners} partners, {n} facts)' for name, partners, n in found.actors)}"
    )
    shares = {"reported": found.reported, "negative": found.negative, "unresolved": found.unresolved}
    print_plain(f"{'shares':<12}{', '.join(f'{share:.0%} {name}' for name, share in shares.items())}")
