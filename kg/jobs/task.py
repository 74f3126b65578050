"""What a worker does: read a chunk of articles and write what they state as one shard.

A task is a function of its chunk: run twice, on this machine or another, it writes the same file. It is imported where
nothing is parsed, so what parses is imported when it is run.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from kg.document import Metadata
from kg.errors import InputError, KgError, LanguageError, ShapeViolation
from kg.iris import article_iri
from kg.readers import Source
from kg.store.manifest import Article, Shard

if TYPE_CHECKING:
    from kg.document import Document
    from kg.facts import Facts

TRACE = "reading-"
ERROR, LANGUAGE, DEFECT, FATAL = "error", "language", "defect", "fatal"
"""Kinds of failures: the input is wrong; it is in a language that kg does not read; kg is wrong; the reader died."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What is the same for all chunks of a run: where to write, and what the facts depend on besides the articles."""

    folder: Path
    model: str | None = None
    gazetteers: tuple[Path, ...] = ()
    overrides: Metadata = field(default_factory=Metadata)

    def fingerprint(self) -> str:
        """Digest of the version, the model and the gazetteers. Raises InputError for one that cannot be read."""
        digest = hashlib.sha256(f"{version('kg')}\0{self.overrides}\0{_identify_model(self.model)}".encode())
        for path in self.gazetteers:
            try:
                digest.update(hashlib.sha256(path.read_bytes()).digest())
            except OSError as error:
                raise InputError(f"{path}: cannot be read ({error.strerror}); check the name.") from error
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Articles to be read in one go, each with the key of its content.

    A ``careful`` one was lost before: its articles are read one by one, and a file says which, so that the next death
    tells who did it. Of a ``checked`` one the first article is checked against the SHACL shapes.
    """

    sources: tuple[Source, ...]
    keys: tuple[str, ...]
    careful: bool = False
    checked: bool = True

    def without(self, place: int) -> Chunk:
        """The chunk without the article at ``place``, to be read as if it were new."""
        return Chunk(self.sources[:place] + self.sources[place + 1 :], self.keys[:place] + self.keys[place + 1 :])

    def only(self, place: int) -> Chunk:
        """The article at ``place`` alone, to be read with care."""
        return Chunk((self.sources[place],), (self.keys[place],), careful=True)

    def trace(self, folder: Path) -> Path:
        """The file that says which article of a careful chunk is being read, in the store ``folder``."""
        return folder / f"{TRACE}{hashlib.sha256(' '.join(self.keys).encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that is not in the store, and why; ``kind`` is one of the constants above."""

    name: str
    origin: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a chunk. ``shard`` is None when none of its articles could be read."""

    shard: Shard | None
    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]


def key_of(source: Source, fingerprint: str) -> str:
    """Digest of all that the facts of an article depend on."""
    digest = hashlib.sha256(source.content)
    digest.update(f"\0{source.kind}\0{source.metadata}\0{fingerprint}".encode())
    return digest.hexdigest()


def read_chunk(setup: Setup, chunk: Chunk) -> Report:
    """Read a chunk and write its shard. Raises StoreError when it cannot be written, LexiconError without a model."""
    from kg.analysis import load_pipeline
    from kg.gazetteer import read_gazetteer
    from kg.identity import gather_occurrences
    from kg.identity.copies import sign
    from kg.interpretation import interpret
    from kg.store.merges import pack_occurrences
    from kg.store.shards import write_bytes

    origins = {source.name: source.origin for source in chunk.sources}
    keys = {source.name: key for source, key in zip(chunk.sources, chunk.keys, strict=True)}
    failures: list[Failure] = []
    documents = []
    trace = chunk.trace(setup.folder)
    for source in chunk.sources:
        if chunk.careful:
            trace.write_text(source.name, "utf-8")
        if document := _open(source, setup.overrides, failures):
            documents.append(document)
    if chunk.careful:
        trace.unlink()
        for lang in {document.language for document in documents}:
            load_pipeline(lang, setup.model)
    own = tuple(candidate for path in setup.gazetteers for candidate in read_gazetteer(path))
    lines: dict[str, str] = {}
    articles: list[Article] = []

    def take_error(error: KgError) -> None:
        name = next((name for name in keys if str(error).startswith(name)), "")
        failures.append(Failure(name, origins.get(name, ""), ERROR, str(error)))

    batches = [[document] for document in documents] if chunk.careful else [documents]
    for batch in batches:
        if chunk.careful:
            trace.write_text(batch[0].name, "utf-8")
        for document, facts in interpret(batch, setup.model, own, take_error):
            try:
                lines[document.name] = _describe(document, facts, validated=chunk.checked and not articles)
            except ShapeViolation as error:
                failures.append(Failure(document.name, origins[document.name], DEFECT, str(error)))
            else:
                known = pack_occurrences(gather_occurrences(document.name, facts, document.language))
                signature = sign(document.text)
                articles.append(Article(document.name, keys[document.name], len(facts.facts), known, signature))
    data = "".join(lines[name] for name in sorted(lines, key=article_iri)).encode()
    return Report(write_bytes(setup.folder, data), tuple(articles), tuple(failures))


def _open(source: Source, overrides: Metadata, failures: list[Failure]) -> Document | None:
    try:
        return source.to_document(overrides)
    except InputError as error:
        kind = LANGUAGE if isinstance(error, LanguageError) else ERROR
        failures.append(Failure(source.name, source.origin, kind, str(error)))
        return None


def _describe(document: Document, facts: Facts, *, validated: bool) -> str:
    """The N-Quads of an article, its quotations checked against the text.

    With ``validated`` they are checked against the SHACL shapes too. That takes as long as reading, and what it finds
    is a defect of kg that many articles share, so it is done for some; ``kg store check --shapes`` does it for all.
    Raises ShapeViolation.
    """
    from kg.rdf.evidence import check_evidence
    from kg.rdf.quads import describe, read_nquads
    from kg.rdf.statements import resource, sort_statements, write_statements
    from kg.rdf.validation import validate
    from kg.schema import load_schema

    statements = sort_statements(describe(document, facts, load_schema()))
    check_evidence(statements, document.text)
    text = write_statements(statements, resource(article_iri(document.name)))
    if validated:
        validate(read_nquads(text))
    return text


def _identify_model(model: str | None) -> str:
    """The digest of a model's weights, or the name of a spaCy pipeline."""
    folder = Path(__file__).parent.parent / "lang" / "fr" / "model" if model is None else Path(model)
    try:
        return str(json.loads((folder / "meta.json").read_text("utf-8"))["weights"]["sha256"])
    except (OSError, ValueError, KeyError):
        return model or ""
