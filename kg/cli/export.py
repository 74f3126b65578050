"""``kg export`` and ``kg stats``: what is stored, for other tools and in numbers."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.cli.console import DEFAULT_OUTPUT, print_plain
from kg.cli.parsing import Command, Parser


def export(kind: str, source: Path, output: Path | None) -> None:
    """Write what is stored for another tool: RDF, Gephi, Neo4j, followthemoney."""
    from kg.export import EXPORTS
    from kg.export import export as write
    from kg.store import open_store

    suffix = EXPORTS[kind].suffix if kind in EXPORTS else ""
    for path in write(open_store(source), kind, output or Path(f"{source.resolve().stem}{suffix or '-' + kind}")):
        print_plain(str(path))


def _declare_source(parser: Parser) -> None:
    parser.add_argument(
        "source",
        metavar="SOURCE",
        nargs="?",
        type=Path,
        default=DEFAULT_OUTPUT,
        help=f"RDF file that kg build wrote, a folder of them, or a store; {DEFAULT_OUTPUT}.",
    )


def _declare_export(parser: Parser) -> None:
    parser.add_argument("kind", metavar="FORMAT", help="ttl, trig, nq, jsonld, rdfxml, graphml, gexf, neo4j, ftm.")
    _declare_source(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        type=Path,
        help="File to write, by default named after the source; for neo4j a folder.",
    )


def stats(source: Path, as_json: bool) -> None:
    """Count what is stored: types, statuses, most central actors, commonest relations."""
    from dataclasses import asdict

    from kg.query.statistics import measure
    from kg.store import open_store

    found = measure(open_store(source))
    if as_json:
        import json

        sys.stdout.write(json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n")
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


def _declare_stats(parser: Parser) -> None:
    _declare_source(parser)
    parser.add_argument("--json", dest="as_json", action="store_true", help="Print JSON.")


EXAMPLES = """Examples:
kg export gexf output/article.trig
kg export neo4j output --output import"""
COMMANDS = {"export": Command(export, _declare_export, EXAMPLES), "stats": Command(stats, _declare_stats)}
