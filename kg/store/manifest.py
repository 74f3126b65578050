"""The manifest of a store: which article stands in which shard, under which key, and since which commit.

One SQLite file, because its commits survive a killed process and a power cut, and because looking up a name takes the
same memory in a store of a thousand articles and of a million. An article is known by the name of its graph, the last
part of the graph's IRI. A commit is a number; it goes up by one with each transaction that changes an article, and the
index says which commit it shows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.iris import slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kg.identity.copies import Signature

FILE = "manifest.sqlite"
FORMAT = 1
"""Version of what a store holds on disk; it goes up when an older kg could not read it."""

APPLICATION_ID = 0x6B675354
"""Tells a manifest from any other SQLite file (https://www.sqlite.org/pragma.html#pragma_application_id)."""

_SCHEMA = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {FORMAT};
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS shard (file TEXT PRIMARY KEY, quads INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (
    graph TEXT PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL, shard TEXT NOT NULL REFERENCES shard (file),
    facts INTEGER NOT NULL, changed INTEGER NOT NULL, occurrences TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS article_shard ON article (shard);
CREATE INDEX IF NOT EXISTS article_changed ON article (changed);
CREATE TABLE IF NOT EXISTS removed (graph TEXT PRIMARY KEY, changed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stale (shard TEXT NOT NULL, graph TEXT NOT NULL, PRIMARY KEY (shard, graph)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quarantine (
    graph TEXT PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS signature (
    graph TEXT PRIMARY KEY, key TEXT NOT NULL, shingles INTEGER NOT NULL, hashes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mention (graph TEXT PRIMARY KEY, key TEXT NOT NULL, packed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS head (number INTEGER NOT NULL);
INSERT INTO head SELECT 0 WHERE NOT EXISTS (SELECT * FROM head);
CREATE TEMP TABLE met (graph TEXT PRIMARY KEY, origin TEXT NOT NULL) WITHOUT ROWID;
COMMIT;
"""


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of N-Quads under the store's folder ``shards``: its name there and how many quads it holds."""

    file: str
    quads: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a store. ``key`` is a digest of all that its facts depend on; ``facts`` says how many there are.

    ``occurrences`` is what ``pack_occurrences`` made of its named entities; it is written, and read for all articles at
    once alone (``Manifest.occurrences``). ``signature``, of its text, is written like it and read by
    ``Manifest.signatures``; None for an article put there by a kg that made none.
    """

    name: str
    key: str
    facts: int = 0
    occurrences: str = "[]"
    signature: Signature | None = None


class Manifest:
    """The manifest in ``folder``, opened to read, or with ``writable`` to write; made when it is not there.

    Raises StoreError for a file that is none, or that another version of kg wrote in another format.
    """

    def __init__(self, folder: Path, *, writable: bool = False) -> None:
        self.path = folder / FILE
        fresh = not self.path.exists()
        if fresh and not writable:
            raise StoreError(f"{folder}: holds no store; make one with: kg build ARTICLE... --store {folder}")
        mode = "rwc" if writable else "ro"
        try:
            self._db = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: cannot be opened ({error}); check its permissions.") from error
        try:
            self._db.execute("PRAGMA busy_timeout = 60000")
            self._check(fresh)
            if writable:
                self._db.execute("PRAGMA synchronous = FULL")
                self._db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            self._db.close()
            raise StoreError(f"{self.path}: is no manifest of a store ({error}); restore it from a copy.") from error
        except StoreError:
            self._db.close()
            raise

    def _check(self, fresh: bool) -> None:
        """A file that was cut off before its first commit is as good as none."""
        found = self._number("PRAGMA user_version")
        kind = self._number("PRAGMA application_id")
        if fresh or (kind == 0 and self._number("SELECT COUNT(*) FROM sqlite_master") == 0):
            return
        if kind != APPLICATION_ID:
            raise StoreError(f"{self.path}: is not a manifest that kg wrote; name another folder with --store.")
        if found > FORMAT:
            raise StoreError(
                f"{self.path}: the store has format {found}, this kg reads {FORMAT}; install a newer kg to read it."
            )
        if found < FORMAT:
            raise StoreError(
                f"{self.path}: an older kg wrote this store (format {found}, this kg has {FORMAT}); read it with that "
                "kg, or build the articles into a new folder. Its shards are plain N-Quads that any tool reads."
            )

    def close(self) -> None:
        """Close the file; the object cannot be used afterwards."""
        self._db.close()

    @property
    def head(self) -> int:
        """The number of the last commit; 0 when there is none."""
        return self._number("SELECT number FROM head")

    def find(self, name: str) -> Article | None:
        """The article called ``name``, if it is in the store."""
        query = "SELECT name, key, facts FROM article WHERE graph = ?"
        row = self._db.execute(query, (slug(name),)).fetchone()
        return Article(*row) if row else None

    def articles(self) -> Iterator[Article]:
        """All articles, by name."""
        for row in self._db.execute("SELECT name, key, facts FROM article ORDER BY name"):
            yield Article(*row)

    def shards(self) -> Iterator[Shard]:
        """All shards, by file."""
        for row in self._db.execute("SELECT file, quads FROM shard ORDER BY file"):
            yield Shard(*row)

    def occurrences(self) -> Iterator[str]:
        """What is known of the named entities of each article, by name."""
        for (packed,) in self._db.execute("SELECT occurrences FROM article ORDER BY name"):
            yield packed

    def is_signed(self, name: str) -> bool:
        """Whether the signature of the article called ``name`` is known."""
        query = "SELECT 1 FROM article JOIN signature USING (graph, key) WHERE graph = ?"
        return self._db.execute(query, (slug(name),)).fetchone() is not None

    def signatures(self) -> Iterator[tuple[str, Signature]]:
        """The signature of each article that has one, by name."""
        from kg.identity.copies import Signature

        query = "SELECT name, shingles, hashes FROM article JOIN signature USING (graph, key) ORDER BY name"
        for name, shingles, hashes in self._db.execute(query):
            yield name, Signature(shingles, hashes)

    def mentions(self) -> Iterator[tuple[str, str]]:
        """Name of each article with what was noted of its events (``note_mentions``), by name."""
        query = "SELECT name, packed FROM article JOIN mention USING (graph, key) ORDER BY name"
        yield from self._db.execute(query)

    def unread(self) -> list[tuple[str, tuple[str, ...]]]:
        """Shards with the graphs (slugs) of the articles of whose events nothing was noted yet."""
        found: dict[str, list[str]] = {}
        read = "SELECT graph FROM article JOIN mention USING (graph, key)"
        query = f"SELECT shard, graph FROM article WHERE graph NOT IN ({read}) ORDER BY shard, graph"
        for shard, graph in self._db.execute(query):
            found.setdefault(shard, []).append(graph)
        return [(shard, tuple(graphs)) for shard, graphs in found.items()]

    def note_mentions(self, packed: Mapping[str, str]) -> None:
        """Keep what ``pack_mentions`` made of articles, by graph (slug), until they change."""
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO mention SELECT graph, key, ? FROM article WHERE graph = ?",
                [(text, graph) for graph, text in packed.items()],
            )

    def has_shard(self, file: str) -> bool:
        """Whether ``file`` is a shard of the store."""
        return self._db.execute("SELECT 1 FROM shard WHERE file = ?", (file,)).fetchone() is not None

    def count(self) -> tuple[int, int, int]:
        """How many articles, facts and quads there are."""
        articles, facts = self._db.execute("SELECT COUNT(*), COALESCE(SUM(facts), 0) FROM article").fetchone()
        return articles, facts, self._number("SELECT COALESCE(SUM(quads), 0) FROM shard")

    def meet(self, name: str, origin: str) -> str | None:
        """Note that this run has read ``name`` from ``origin``; where it had already met that name, if it had."""
        row = self._db.execute("SELECT origin FROM met WHERE graph = ?", (slug(name),)).fetchone()
        if row:
            return str(row[0])
        self._db.execute("INSERT INTO met VALUES (?, ?)", (slug(name), origin))
        return None

    def add(self, shard: Shard, articles: Sequence[Article]) -> None:
        """Put ``articles``, whose quads ``shard`` holds, in one commit; older versions of them become stale."""
        with self._commit() as number:
            self._db.execute("INSERT OR IGNORE INTO shard VALUES (?, ?)", (shard.file, shard.quads))
            for article in articles:
                graph = slug(article.name)
                self._retire(graph, unless=shard.file)
                self._db.execute(
                    "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (graph, article.name, article.key, shard.file, article.facts, number, article.occurrences),
                )
                self._sign(graph, article)
                self._db.execute("DELETE FROM removed WHERE graph = ?", (graph,))
                self._db.execute("DELETE FROM quarantine WHERE graph = ?", (graph,))
                self._db.execute("DELETE FROM stale WHERE shard = ? AND graph = ?", (shard.file, graph))

    def remove(self, names: Iterable[str]) -> None:
        """Take articles out in one commit; their quads become stale."""
        with self._commit() as number:
            for graph in map(slug, names):
                self._retire(graph)
                for table in ("article", "signature", "mention"):
                    self._db.execute(f"DELETE FROM {table} WHERE graph = ?", (graph,))
                self._db.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", (graph, number))
                self._db.execute("DELETE FROM quarantine WHERE graph = ?", (graph,))

    def advance(self) -> None:
        """A commit that changes nothing, so that the next generation of the index is a new one."""
        with self._commit():
            pass

    def _sign(self, graph: str, article: Article) -> None:
        self._db.execute("DELETE FROM signature WHERE graph = ?", (graph,))
        if (signature := article.signature) is not None:
            values = (graph, article.key, signature.shingles, signature.hashes)
            self._db.execute("INSERT INTO signature VALUES (?, ?, ?, ?)", values)

    def _retire(self, graph: str, unless: str = "") -> None:
        query = "INSERT OR IGNORE INTO stale SELECT shard, graph FROM article WHERE graph = ? AND shard <> ?"
        self._db.execute(query, (graph, unless))

    def stale(self) -> list[tuple[str, tuple[str, ...]]]:
        """Shards that hold quads of articles replaced or removed since, each with the graphs (slugs) of those."""
        found: dict[str, list[str]] = {}
        for shard, graph in self._db.execute("SELECT shard, graph FROM stale ORDER BY shard, graph"):
            found.setdefault(shard, []).append(graph)
        return [(shard, tuple(graphs)) for shard, graphs in found.items()]

    def replace_shard(self, old: str, new: Shard | None) -> None:
        """Let ``new``, which holds what is not stale in ``old``, stand for it; None when nothing is left."""
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            if new is not None:
                self._db.execute("INSERT OR IGNORE INTO shard VALUES (?, ?)", (new.file, new.quads))
                self._db.execute("UPDATE article SET shard = ? WHERE shard = ?", (new.file, old))
            self._db.execute("DELETE FROM stale WHERE shard = ?", (old,))
            self._db.execute("DELETE FROM shard WHERE file = ?", (old,))

    def changes(self, since: int) -> tuple[dict[str, list[str]], list[str]]:
        """What changed after commit ``since``: the graphs (slugs) put in, by shard, and those taken out."""
        put: dict[str, list[str]] = {}
        for shard, graph in self._db.execute("SELECT shard, graph FROM article WHERE changed > ?", (since,)):
            put.setdefault(shard, []).append(graph)
        taken = self._db.execute("SELECT graph FROM removed WHERE changed > ?", (since,)).fetchall()
        return put, [graph for (graph,) in taken]

    def quarantine(self, name: str, key: str) -> None:
        """Note that the article ``name`` kills what reads it."""
        self._db.execute("INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?)", (slug(name), name, key))

    def is_quarantined(self, name: str, key: str) -> bool:
        """Whether the article in this very form has killed what read it."""
        query = "SELECT 1 FROM quarantine WHERE graph = ? AND key = ?"
        return self._db.execute(query, (slug(name), key)).fetchone() is not None

    def quarantined(self) -> tuple[str, ...]:
        """Names of the articles in quarantine."""
        return tuple(name for (name,) in self._db.execute("SELECT name FROM quarantine ORDER BY name"))

    def _commit(self) -> _Commit:
        return _Commit(self._db)

    def _number(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])


class _Commit:
    """A transaction under the next number: all of it or nothing."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> int:
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("UPDATE head SET number = number + 1")
        return int(self._db.execute("SELECT number FROM head").fetchone()[0])

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._db.execute("COMMIT")
        elif self._db.in_transaction:
            self._db.execute("ROLLBACK")
