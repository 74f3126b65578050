"""Actors across the articles of a store: who is the same, by names and context, with a ledger that people correct.

What workers noted of each article's named entities stands in the manifest; ``kg.identity`` judges it. ``ledger.csv``
holds the judgements, ``links.nq`` what follows from them: ``entity kg:sameActor actor``, in the graph ``…/links`` where
it holds everywhere, in ``…/links/ARTICLE`` where it holds in that article alone. The articles' own graphs never change,
so correcting a judgement reads no article again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.errors import InputError
from kg.identity import Entry, Identities, Occurrence, accept, read_ledger, resolve_identities, undo, write_ledger
from kg.iris import LINKS, slug
from kg.rdf.serialization import sort_quads
from kg.rdf.vocabulary import term
from kg.store.index import LINKS_FILE, refresh_index
from kg.store.manifest import Manifest
from kg.store.shards import write_durably

LEDGER = "ledger.csv"

Correct = Callable[[tuple[Entry, ...]], tuple[Entry, ...]]


def pack_occurrences(occurrences: Iterable[Occurrence]) -> str:
    """What is known of an article's entities, as the manifest keeps it."""
    return json.dumps([asdict(occurrence) for occurrence in occurrences], ensure_ascii=False)


def unpack_occurrences(packed: str) -> list[Occurrence]:
    """The occurrences that ``pack_occurrences`` packed."""
    return [_make_occurrence(record) for record in json.loads(packed)]


def _make_occurrence(record: dict[str, Any]) -> Occurrence:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    return Occurrence(**fields)


def read_judgements(folder: Path) -> tuple[Entry, ...]:
    """The ledger of the store; empty when nobody has asked for one. Raises InputError for a broken line."""
    path = folder / LEDGER
    return read_ledger(path) if path.is_file() else ()


def find_merges(folder: Path, manifest: Manifest, correct: Correct = tuple) -> Identities:
    """Judge who is the same, after ``correct`` has changed the ledger; write the ledger, the links and the index.

    Memory grows with the number of named entities of all articles. To be called by who writes the store.
    """
    occurrences = [o for packed in manifest.occurrences() for o in unpack_occurrences(packed)]
    identities = resolve_identities(occurrences, correct(read_judgements(folder)))
    aside = folder / f"tmp-{LEDGER}"
    write_ledger(aside, identities.entries)
    same = term("kg:sameActor")
    quads = sort_quads(
        Quad(NamedNode(link.entity), same, NamedNode(link.actor), NamedNode(_links_graph(link.document)))
        for link in identities.links
    )
    write_durably(folder / LINKS_FILE, serialize(quads, format=RdfFormat.N_QUADS) or b"")
    aside.replace(folder / LEDGER)
    manifest.advance()
    refresh_index(folder)
    return identities


def refresh_merges(folder: Path, manifest: Manifest) -> None:
    """Judge again, where anybody ever asked for it: articles came or went."""
    if (folder / LEDGER).is_file():
        find_merges(folder, manifest)


def correct_merge(folder: Path, manifest: Manifest, entry: str, *, accepted: bool) -> None:
    """Undo or accept the judgement with the id ``entry``. Raises InputError when the ledger has none such."""
    if not (folder / LEDGER).is_file():
        raise InputError(f"{folder}: has no ledger yet; make one with: kg merges find --store {folder}")
    change = accept if accepted else undo
    find_merges(folder, manifest, lambda entries: change(entries, entry))


def _links_graph(document: str | None) -> str:
    return LINKS if document is None else f"{LINKS}/{slug(document)}"
