"""Actors and events across the articles of a store: what is the same, with ledgers that people correct; and wire copy.

What workers noted of each article's named entities and of its text stands in the manifest, what it says of events in
the shards; ``kg.identity`` judges it. ``ledger.csv`` (actors) and ``events.csv`` hold the judgements, ``links.nq`` what
follows from them:

- ``entity kg:sameActor actor``, in the graph ``…/links`` where it holds everywhere, in ``…/links/ARTICLE`` where it
  holds in that article alone;
- ``fact kg:sameEvent event`` with ``event a sem:Event``, in ``…/links-events``;
- ``article prov:alternateOf article``, of copies of one text, in ``…/links-copies``.

The articles' own graphs never change, so correcting a judgement reads no article again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.errors import InputError
from kg.identity import Entry, Identities, Occurrence, accept, read_ledger, resolve_identities, undo, write_ledger
from kg.identity.copies import Copy, Print, find_copies
from kg.identity.events import Events, resolve_events
from kg.iris import COPY_LINKS, EVENT_LINKS, LINKS, article_iri, slug
from kg.rdf.serialization import sort_quads
from kg.rdf.vocabulary import RDF_TYPE, term
from kg.store.happenings import read_reports
from kg.store.index import LINKS_FILE, refresh_index
from kg.store.manifest import Manifest
from kg.store.shards import write_durably

LEDGER = "ledger.csv"
EVENT_LEDGER = "events.csv"
LANGUAGE = "fr"

Correct = Callable[[tuple[Entry, ...]], tuple[Entry, ...]]


def pack_occurrences(occurrences: Iterable[Occurrence]) -> str:
    """What is known of an article's entities, as the manifest keeps it."""
    names = [field.name for field in fields(Occurrence)]
    return json.dumps([{name: getattr(o, name) for name in names} for o in occurrences], ensure_ascii=False)


def unpack_occurrences(packed: str) -> list[Occurrence]:
    """The occurrences that ``pack_occurrences`` packed."""
    return [_make_occurrence(record) for record in json.loads(packed)]


def _make_occurrence(record: dict[str, Any]) -> Occurrence:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    return Occurrence(**values)


def read_judgements(folder: Path) -> tuple[Entry, ...]:
    """The ledger of the store's actors; empty when nobody has asked for one. Raises InputError for a broken line."""
    return _read(folder / LEDGER)


def read_event_judgements(folder: Path) -> tuple[Entry, ...]:
    """The ledger of the store's events; as ``read_judgements``."""
    return _read(folder / EVENT_LEDGER)


def _read(path: Path) -> tuple[Entry, ...]:
    return read_ledger(path) if path.is_file() else ()


@dataclass(frozen=True, slots=True)
class Merged:
    """How many links of entities to actors there are, how many events of several facts, how many pairs of copies, and
    how many articles have no signature, so that nobody can tell whether they are copies."""

    links: int
    events: int
    copies: int
    unsigned: int


def find_merges(folder: Path, manifest: Manifest, correct: Correct = tuple, correct_events: Correct = tuple) -> Merged:
    """Judge what is the same, after ``correct`` and ``correct_events`` have changed the ledgers; write the ledgers, the
    links and the index.

    Memory grows with the number of named entities and events of all articles. To be called by who writes the store.
    """
    reports = list(read_reports(manifest))
    deeds = {report.document: report.deeds() for report in reports}
    occurrences = [
        replace(o, deeds=deeds.get(o.document, {}).get(o.entity, ()))
        for packed in manifest.occurrences()
        for o in unpack_occurrences(packed)
    ]
    identities = resolve_identities(occurrences, correct(read_judgements(folder)))
    mentions = (m for report in reports for m in report.with_actors(identities.actor_of).mentions)
    events = resolve_events(mentions, correct_events(read_event_judgements(folder)))
    published = {report.document: report.published for report in reports}
    prints = tuple(_prints(manifest, occurrences, published))
    copies = find_copies(prints)
    for name, entries in ((LEDGER, identities.entries), (EVENT_LEDGER, events.entries)):
        write_ledger(folder / f"tmp-{name}", entries)
    quads = sort_quads((*_link_actors(identities), *_link_events(events), *_link_copies(copies)))
    write_durably(folder / LINKS_FILE, serialize(quads, format=RdfFormat.N_QUADS) or b"")
    for name in (LEDGER, EVENT_LEDGER):
        (folder / f"tmp-{name}").replace(folder / name)
    manifest.advance()
    refresh_index(folder)
    return Merged(len(identities.links), len(events.events), len(copies), manifest.count()[0] - len(prints))


def _prints(manifest: Manifest, occurrences: Iterable[Occurrence], published: dict[str, str]) -> Iterator[Print]:
    named: dict[str, set[str]] = {}
    for occurrence in occurrences:
        named.setdefault(occurrence.document, set()).add(occurrence.entity)
    for name, signature in manifest.signatures():
        yield Print(name, signature, published.get(name, ""), frozenset(named.get(name, ())))


def _link_actors(identities: Identities) -> Iterator[Quad]:
    same = term("kg:sameActor")
    for link in identities.links:
        graph = LINKS if link.document is None else f"{LINKS}/{slug(link.document)}"
        yield Quad(NamedNode(link.entity), same, NamedNode(link.actor), NamedNode(graph))


def _link_events(events: Events) -> Iterator[Quad]:
    graph = NamedNode(EVENT_LINKS)
    for event in events.events:
        node = NamedNode(event.iri)
        yield Quad(node, RDF_TYPE, term("sem:Event"), graph)
        yield Quad(node, term("rdfs:label"), Literal(event.label, language=LANGUAGE), graph)
        for _, fact in event.mentions:
            yield Quad(NamedNode(fact), term("kg:sameEvent"), node, graph)


def _link_copies(copies: Iterable[Copy]) -> Iterator[Quad]:
    graph, copied = NamedNode(COPY_LINKS), term("prov:alternateOf")
    for copy in copies:
        one, other = (NamedNode(article_iri(name)) for name in (copy.document, copy.other))
        yield Quad(one, copied, other, graph)
        yield Quad(other, copied, one, graph)


def refresh_merges(folder: Path, manifest: Manifest) -> None:
    """Judge again, where anybody ever asked for it: articles came or went."""
    if (folder / LEDGER).is_file():
        find_merges(folder, manifest)


def correct_merge(folder: Path, manifest: Manifest, entry: str, *, accepted: bool) -> Merged:
    """Undo or accept the judgement with the id ``entry``, on actors or on events. Raises InputError when no ledger has
    one."""
    if not (folder / LEDGER).is_file():
        raise InputError(f"{folder}: has no ledger yet; make one with: kg merges find --store {folder}")
    change = accept if accepted else undo
    if any(e.id == entry for e in read_event_judgements(folder)):
        return find_merges(folder, manifest, correct_events=lambda entries: change(entries, entry))
    return find_merges(folder, manifest, lambda entries: change(entries, entry))
