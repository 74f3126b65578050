"""The steps in order: read, analyze, extract, resolve, write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg.config import EVERYTHING, FORMATS, INDEX, SUFFIXES, Format
from kg.document import Document, Metadata, parse_date
from kg.errors import ConfigError, InputError, KgError, MissingExtra, ShapeViolation
from kg.facts import Facts
from kg.gazetteer import read_gazetteer
from kg.graph import Graph
from kg.interpretation import interpret
from kg.readers import FieldMap, Source, parse_fields, read_sources
from kg.views import write_pages

OnError = Callable[[KgError], None]
OnArticle = Callable[[Document, Facts], None]


def build(
    *articles: str | Path | Document,
    output: str | Path | None = None,
    formats: Sequence[Format] = FORMATS,
    published: dt.date | str | None = None,
    metadata: Metadata | None = None,
    model: str | None = None,
    gazetteers: Sequence[str | Path] = (),
    fields: Sequence[str] = (),
    on_error: OnError | None = None,
    on_article: OnArticle | None = None,
) -> Graph:
    """The graph of what the articles state; with ``output``, a folder, also the files NAME.ttl and so on in it.

    An article is a file, a folder, a glob pattern ("-" is standard input) or a Document (see ``make_document``);
    ``fields`` says what the fields of tables are called (``"text=body"``). ``metadata`` and ``published`` (a date or
    "YYYY-MM-DD") win over what stands beside an article. ``model`` is a folder that ``kg train`` wrote or an installed
    spaCy pipeline; by default kg's own weights. ``gazetteers`` are files of names of your own, TOML or SKOS Turtle (see
    ``kg.gazetteer.read_gazetteer``, which raises ConfigError); they win over those of kg.
    Raises InputError for an article that cannot be read and ShapeViolation for one whose RDF breaks a SHACL shape
    (checked before it is written), unless ``on_error`` takes the error: then the others go on without that article.
    ``on_article`` is called after each article is read. Raises LexiconError when the model is missing or does not fit.
    """
    overrides = metadata or Metadata()
    if published is not None:
        overrides = overrides.overridden_by(Metadata(published=parse_date(published, "published")))
    take_error = on_error or _fail
    documents = tuple(_read_all(articles, overrides, parse_fields(fields), take_error))
    own = tuple(candidate for path in gazetteers for candidate in read_gazetteer(Path(path)))
    facts: dict[str, Facts] = {}
    for document, found in interpret(documents, model, own, take_error):
        facts[document.name] = found
        if on_article is not None:
            on_article(document, found)
    parts = [Graph((document,), (facts[document.name],)) for document in documents if document.name in facts]
    if output is not None:
        parts = [part for part in parts if _is_sound(part, take_error)]
    everything = Graph(tuple(p.documents[0] for p in parts), tuple(p.statements[0] for p in parts))
    if output is not None:
        _write(parts, everything, Path(output), formats)
    return everything


def _fail(error: KgError) -> None:
    raise error


def _open_all(
    articles: Iterable[str | Path | Document], fields: FieldMap | None
) -> Iterator[Document | Source | InputError]:
    for article in articles:
        if isinstance(article, Document):
            yield article
        else:
            yield from read_sources((article,), fields)


def _read_all(
    articles: Iterable[str | Path | Document], overrides: Metadata, fields: FieldMap | None, on_error: OnError
) -> Iterator[Document]:
    """The articles as documents; two of one name, or one called like the file of all, are errors."""
    taken: dict[str, str] = {}
    found = tuple(_open_all(articles, fields))
    several = len(found) > 1
    for article in found:
        try:
            if isinstance(article, InputError):
                raise article
            document = article if isinstance(article, Document) else article.to_document(overrides)
            where = article.name if isinstance(article, Document) else article.origin
            if document.name in taken:
                raise InputError(
                    f"{where}: {taken[document.name]} is called {document.name!r} too, and their files would overwrite "
                    "each other; rename one or build them into different folders."
                )
            if several and document.name == EVERYTHING:
                raise InputError(f"{where}: {EVERYTHING!r} is the name of the files with all articles; rename it.")
            if document.name == INDEX:
                raise InputError(f"{where}: {INDEX!r} is the name of the page that links the views; rename it.")
        except (InputError, MissingExtra) as error:
            on_error(error)
        else:
            taken[document.name] = where
            yield document


def _is_sound(graph: Graph, on_error: OnError) -> bool:
    """Do its RDF and its evidence stand the check; what is unsound is never written."""
    try:
        graph.validate()
    except ShapeViolation as error:
        on_error(error)
        return False
    return True


def _write(parts: Sequence[Graph], everything: Graph, folder: Path, formats: Sequence[Format]) -> None:
    """Write ``NAME.*`` for each article, ``all.*`` when there are several, and the index. Raises ConfigError."""
    named = {part.documents[0].name: part for part in parts}
    if len(parts) > 1:
        named[EVERYTHING] = everything
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, graph in named.items():
            for kind in formats:
                if kind != "html":
                    text = graph.serialize(kind)
                    (folder / f"{name}{SUFFIXES[kind]}").write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        where = error.filename or folder
        raise ConfigError(f"{where}: cannot be written ({error.strerror}); choose another --output.") from error
    if "html" in formats and named:
        write_pages(named, folder)
