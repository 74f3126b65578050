"""Quads as text: Turtle, TriG, N-Quads, JSON-LD. The same quads give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg import iris
from kg.errors import ConfigError
from kg.rdf.vocabulary import NAMESPACES, RDF_TYPE

FORMATS: Mapping[str, RdfFormat] = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
"""Ending of the file → format. Turtle leaves the graph names out."""

_NAME = r'(?:[^\s"<>;,()\\]|\\.)*'
_ESCAPED = re.compile(rf'"(?:[^"\\]|\\.)*"|<[^<>\s]*>|(?P<prefix>[A-Za-z][\w-]*):(?P<local>{_NAME}\\.{_NAME})')
"""Texts and IRIs, to be passed over, and prefixed names with a backslash."""
_HEADER = re.compile(r"(?:@prefix [^\n]*\n)*")


def sort_quads(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """Without doubles, by graph, subject, predicate (``rdf:type`` first), object."""
    return tuple(sorted(set(quads), key=_order))


def serialize_quads(quads: Iterable[Quad], kind: str) -> str:
    """``quads`` as text; ``kind`` is a key of ``FORMATS``. Lines end in ``\\n``. Raises ConfigError."""
    if kind not in FORMATS:
        raise ConfigError(f"format {kind!r}: not an RDF format of kg; choose among {', '.join(FORMATS)}.")
    ordered = sort_quads(quads)
    syntax = FORMATS[kind]
    if not syntax.supports_datasets:
        statements: list[Quad] | list[Triple] = list({quad.triple: None for quad in sorted(ordered, key=_triple_order)})
    else:
        statements = list(ordered)
    with_prefixes = syntax in (RdfFormat.TURTLE, RdfFormat.TRIG)
    prefixes = _prefixes(ordered) if with_prefixes else {}
    data = serialize(statements, format=syntax, prefixes=prefixes)
    assert data is not None
    text = data.decode("utf-8")
    return _lay_out(_write_out(text, prefixes)) if with_prefixes else text.rstrip("\n") + "\n"


def _order(quad: Quad) -> tuple[str, str, str, str]:
    return (str(quad.graph_name), *_triple_order(quad))


def _triple_order(quad: Quad) -> tuple[str, str, str]:
    predicate = "" if quad.predicate == RDF_TYPE else quad.predicate.value
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
    return subject, predicate, str(quad.object)


def _prefixes(quads: tuple[Quad, ...]) -> dict[str, str]:
    """The prefixes in use. In a file of one article ``fact:``, ``evidence:`` and ``here:`` mean its own."""
    prefixes = dict(NAMESPACES)
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
    if len(graphs) == 1:
        name = graphs.pop().removeprefix(iris.ARTICLE)
        own = {"fact": iris.FACT, "evidence": iris.EVIDENCE, "here": iris.ENTITY}
        prefixes |= {prefix: f"{base}{name}/" for prefix, base in own.items()}
    used = {node.value for quad in quads for node in quad if isinstance(node, NamedNode)}
    used |= {quad.object.datatype.value for quad in quads if isinstance(quad.object, Literal)}
    return {k: v for k, v in prefixes.items() if any(iri.startswith(v) for iri in used)}


def _write_out(text: str, prefixes: Mapping[str, str]) -> str:
    """IRIs in full where their prefixed name would need a backslash: Virtuoso 7 takes that for a part of the name."""

    def write(found: re.Match[str]) -> str:
        if found["prefix"] is None:
            return found[0]
        return f"<{prefixes[found['prefix']]}{found['local'].replace(chr(92), '')}>"

    return _ESCAPED.sub(write, text) if "\\" in text else text


def _lay_out(text: str) -> str:
    """Prefixes sorted (the library has an order of its own), a blank line after each subject."""
    header = _HEADER.match(text)
    assert header is not None
    body = text[header.end() :].replace(" .\n", " .\n\n").rstrip("\n") + "\n"
    return "".join(sorted(header[0].splitlines(keepends=True))) + "\n" + body
