"""``kg check``, ``kg explain`` and ``kg ontology``: what kg knows, and why a fact is in the graph."""

from __future__ import annotations

from pathlib import Path

from kg.cli.console import DEFAULT_OUTPUT, print_plain
from kg.cli.parsing import Command, Parser


def check(model: str | None, language: str) -> None:
    """Say whether the model is there and fits, and whether the sheets are sound."""
    from kg.analysis import load_pipeline
    from kg.schema import load_schema

    schema = load_schema(language)
    print_plain(f"sheets: sound, {len(schema.event_types)} event types, {len(schema.entity_types)} entity types")
    nlp = load_pipeline(language, model)
    print_plain(
        f"model: {nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']} has the labels that the pack needs"
    )


def _declare_check(parser: Parser) -> None:
    parser.add_argument("-m", "--model", metavar="NAME", help="An installed spaCy pipeline.")
    parser.add_argument("--language", metavar="CODE", default="fr", help="Language pack to check; %(default)s.")


def explain(identifier: str, source: Path) -> None:
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
            print_plain(f"{name:<{width}}  {value}")


def _declare_explain(parser: Parser) -> None:
    parser.add_argument("identifier", metavar="ID", help="IRI of a fact, or the end of it.")
    parser.add_argument(
        "--in",
        dest="source",
        metavar="SOURCE",
        type=Path,
        default=DEFAULT_OUTPUT,
        help="RDF file that kg build wrote, or the folder of it; %(default)s.",
    )


def ontology(output: Path) -> None:
    """Write the ontology and the SHACL shapes, made from the sheets."""
    from kg.rdf.publication import write_ontologies

    for path in write_ontologies(output):
        print_plain(str(path))


def _declare_ontology(parser: Parser) -> None:
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, default="ontologies", help="Folder to write to; %(default)s."
    )


COMMANDS = {
    "check": Command(check, _declare_check),
    "explain": Command(explain, _declare_explain, "Example: kg explain seed/rencontrer-3f9a1c0b --in output"),
    "ontology": Command(ontology, _declare_ontology, "Example: kg ontology --output ontologies"),
}
