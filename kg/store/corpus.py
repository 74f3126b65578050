"""A store of many articles in a folder: shards and a manifest, which are the truth, and an index made from them.

::

    DIR/manifest.sqlite     which article stands in which shard, under which key
    DIR/shards/3f/3f9a….nq.gz
    DIR/index/000000000042/ the Oxigraph database that readers open
    DIR/lock                who is writing
    DIR/errors.jsonl        what could not be read, by the last run

One named graph an article holds all that it supports, entities and their names too, so that taking an article away
takes away exactly what only it supported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import InputError, StoreError
from kg.store.generations import find_generation, read_latest
from kg.store.index import LINKS_FILE, refresh_index
from kg.store.loading import Loader
from kg.store.locking import find_writer, hold_lock
from kg.store.manifest import FILE, Manifest
from kg.store.merges import Merged, correct_merge, find_merges, refresh_merges
from kg.store.shards import clear_away, read_quads, rewrite_shard


def is_corpus(folder: Path) -> bool:
    """Whether ``folder`` holds such a store."""
    return (folder / FILE).is_file()


@contextmanager
def open_to_write(folder: Path) -> Iterator[Manifest]:
    """The manifest of the store in ``folder``, to be written to by nobody else meanwhile.

    What a killed run left is deleted first. Raises StoreError when somebody else is writing.
    """
    with hold_lock(folder):
        manifest = Manifest(folder, writable=True)
        try:
            clear_away(folder, manifest.has_shard)
            yield manifest
        finally:
            manifest.close()


def finish(folder: Path, manifest: Manifest, loader: Loader | None = None) -> None:
    """Take what was replaced or removed out of the shards, and bring the index up to date. Raises StoreError.

    ``loader`` has been told of all shards that were committed since it was there.
    """
    for file, names in manifest.stale():
        manifest.replace_shard(file, rewrite_shard(folder, file, names))
    clear_away(folder, manifest.has_shard)
    if loader is not None:
        loader.finish()
    if find_generation(folder) != manifest.head:
        refresh_index(folder)


def remove_articles(folder: Path, names: Sequence[str]) -> None:
    """Take articles out of the store, with every fact, entity and name that only they supported.

    Raises InputError, and takes out nothing, when one of them is not there; StoreError when somebody else is writing.
    """
    Manifest(folder).close()
    with open_to_write(folder) as manifest:
        quarantined = set(manifest.quarantined())
        for name in names:
            if manifest.find(name) is None and name not in quarantined:
                raise InputError(f"{folder}: holds no article {name!r}; kg store articles {folder} lists them.")
        manifest.remove(names)
        finish(folder, manifest)
        refresh_merges(folder, manifest)


def merge(folder: Path, entry: str | None = None, *, accepted: bool = True) -> Merged:
    """Judge which entities of the store are one actor, which facts one event, which articles one text.

    With ``entry``, accept or undo that judgement of the ledgers first. See ``kg.store.merges``. Raises InputError for
    an unknown one.
    """
    Manifest(folder).close()
    with open_to_write(folder) as manifest:
        if entry is not None:
            return correct_merge(folder, manifest, entry, accepted=accepted)
        return find_merges(folder, manifest)


def rebuild_index(folder: Path) -> None:
    """Make the index again from the shards alone. Raises StoreError, for example for a damaged shard."""
    Manifest(folder).close()
    with open_to_write(folder) as manifest:
        manifest.advance()
        refresh_index(folder, anew=True)


def describe_store(folder: Path) -> list[tuple[str, str]]:
    """What a store holds and how it is, as names and values to print. Raises StoreError."""
    manifest = Manifest(folder)
    articles, facts, quads = manifest.count()
    shown, head = find_generation(folder), manifest.head
    rows = [
        ("articles", f"{articles:,}"),
        ("facts", f"{facts:,}"),
        ("quads", f"{quads:,} in {sum(1 for _ in manifest.shards()):,} shards"),
        ("quarantine", ", ".join(manifest.quarantined()) or "none"),
        ("index", "up to date" if shown == head else "behind: the last build has not ended; run it again"),
        ("writer", find_writer(folder) or "none"),
    ]
    manifest.close()
    return rows


def check_store(folder: Path, *, shapes: bool = False) -> int:
    """Compare the index with the shards; how many quads they hold. Raises StoreError where they differ.

    With ``shapes``, check every article against the SHACL shapes too, which takes long. Raises ShapeViolation.
    """
    manifest = Manifest(folder)
    store, total = read_latest(folder), 0
    try:
        for shard in manifest.shards():
            quads = tuple(read_quads(folder, shard.file))
            if shapes:
                from kg.rdf.validation import validate

                validate(quads)
            for quad in quads:
                if quad not in store:
                    raise StoreError(
                        f"{folder}: the index lacks {quad} of {shard.file}; make it again: kg store rebuild {folder}"
                    )
                total += 1
    finally:
        manifest.close()
    links = folder / LINKS_FILE
    total += links.read_bytes().count(b"\n") if links.is_file() else 0
    if total != len(store):
        raise StoreError(
            f"{folder}: the index holds {len(store)} quads, the shards {total}; make it again with: "
            f"kg store rebuild {folder}"
        )
    return total
