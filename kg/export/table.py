"""``EXPORTS``: the table of all formats."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

import networkx as nx
from pyoxigraph import Store

from kg.errors import ConfigError
from kg.export.attributes import clean_network
from kg.export.followthemoney import write_followthemoney
from kg.export.neo4j import write_neo4j
from kg.export.network import make_network
from kg.export.rdf import write_rdf, write_rdfxml
from kg.views.reading import read_account


@dataclass(frozen=True, slots=True)
class Export:
    """A row of ``EXPORTS``. ``write`` gives one file, or several by name for a format that is a folder (no suffix)."""

    suffix: str
    for_: str
    write: Callable[[Store], bytes | dict[str, bytes]]


def export(store: Store, kind: str, path: Path) -> tuple[Path, ...]:
    """Write what ``store`` holds to ``path``, a file, or a folder for neo4j. The same quads give the same bytes.

    Raises ConfigError for an unknown format, and for a place that cannot be written to.
    """
    if kind not in EXPORTS:
        raise ConfigError(f"format {kind!r}: unknown; choose one of {', '.join(EXPORTS)}.")
    content = EXPORTS[kind].write(store)
    files = {path: content} if isinstance(content, bytes) else {path / name: data for name, data in content.items()}
    for target, data in files.items():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError as error:
            raise ConfigError(f"{target}: cannot be written ({error.strerror}); choose another --output.") from error
    return tuple(files)


def _write_graphml(store: Store) -> bytes:
    target = io.BytesIO()
    nx.write_graphml(clean_network(make_network(read_account(store))), target)
    return target.getvalue()


def _write_gexf(store: Store) -> bytes:
    """GEXF keeps ``type``, ``id``, ``start`` and ``end`` of an edge for itself: the type is called ``event`` there."""
    network = clean_network(make_network(read_account(store)))
    for _, _, attributes in network.edges(data=True):
        attributes["event"] = attributes.pop("type", "")
        attributes["fact"] = attributes.pop("id", "")
    text = "\n".join(nx.generate_gexf(network))
    return (_undated(text) + "\n").encode("utf-8")


def _undated(text: str) -> str:
    """Without the day of writing, which networkx puts in: the same graph gives the same bytes."""
    start, mark, rest = text.partition('lastmodifieddate="')
    return start.rstrip() + rest.partition('"')[2] if mark else text


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "ttl": Export(".ttl", "Turtle: Protégé, any RDF tool", partial(write_rdf, kind="ttl")),
        "trig": Export(".trig", "TriG: triple stores", partial(write_rdf, kind="trig")),
        "nq": Export(".nq", "N-Quads: triple stores", partial(write_rdf, kind="nq")),
        "jsonld": Export(".jsonld", "JSON-LD", partial(write_rdf, kind="jsonld")),
        "rdfxml": Export(".rdf", "RDF/XML: older tools", write_rdfxml),
        "graphml": Export(".graphml", "yEd, Cytoscape, igraph", _write_graphml),
        "gexf": Export(".gexf", "Gephi", _write_gexf),
        "neo4j": Export("", "a folder of CSV for neo4j-admin import", lambda s: write_neo4j(read_account(s))),
        "ftm": Export(
            ".ftm.json", "followthemoney: Aleph, OpenSanctions", lambda s: write_followthemoney(read_account(s))
        ),
    }
)
"""Name → how it is written and for whom."""
