"""The steps in order: read, analyze, extract, resolve, write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg.analysis import analyze, load_pipeline
from kg.config import EVERYTHING, FORMATS, INDEX, SUFFIXES, Format
from kg.document import Document, Metadata, parse_date, read_document
from kg.errors import ConfigError, InputError, KgError, ShapeViolation
from kg.extract import extract
from kg.extract.mentions import find_mentions
from kg.facts import Facts
from kg.gazetteer import Candidate, load_gazetteer, read_gazetteer
from kg.graph import Graph
from kg.resolve import resolve
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
    on_error: OnError | None = None,
    on_article: OnArticle | None = None,
) -> Graph:
    """The graph of what the articles state; with ``output``, a folder, also the files NAME.ttl and so on in it.

    An article is a path ("-" is standard input) or a Document (see ``make_document``). ``metadata`` and ``published``
    (a date or "YYYY-MM-DD") win over the sidecars. ``model`` is a folder that ``kg train`` wrote or
    an installed spaCy pipeline; by default kg's own weights. ``gazetteers`` are files of names of your own, TOML or
    SKOS Turtle (see ``kg.gazetteer.read_gazetteer``, which raises ConfigError); they win over those of kg.
    Raises InputError for an article that cannot be read and ShapeViolation for one whose RDF breaks a SHACL shape
    (checked before it is written), unless ``on_error`` takes the error: then the others go on without that article.
    ``on_article`` is called after each article is read. Raises LexiconError when the model is missing or does not fit.
    """
    overrides = metadata or Metadata()
    if published is not None:
        overrides = overrides.overridden_by(Metadata(published=parse_date(published, "published")))
    take_error = on_error or _fail
    documents = tuple(_read_all(articles, overrides, take_error))
    own = tuple(candidate for path in gazetteers for candidate in read_gazetteer(Path(path)))
    facts = _read_facts(documents, model, own, take_error, on_article)
    parts = [Graph((document,), (facts[document.name],)) for document in documents if document.name in facts]
    if output is not None:
        parts = [part for part in parts if _is_sound(part, take_error)]
    everything = Graph(tuple(p.documents[0] for p in parts), tuple(p.statements[0] for p in parts))
    if output is not None:
        _write(parts, everything, Path(output), formats)
    return everything


def _fail(error: KgError) -> None:
    raise error


def _read_all(articles: Iterable[str | Path | Document], overrides: Metadata, on_error: OnError) -> Iterator[Document]:
    """The articles as documents; two of one name, or one called like the file of all, are errors."""
    taken: dict[str, str | Path] = {}
    several = len(articles) > 1 if isinstance(articles, Sequence) else True
    for article in articles:
        try:
            document = article if isinstance(article, Document) else read_document(article, overrides=overrides)
            where = document.name if isinstance(article, Document) else article
            if document.name in taken:
                raise InputError(
                    f"{where}: {taken[document.name]} is called {document.name!r} too, and their files would overwrite "
                    "each other; rename one or build them into different folders."
                )
            if several and document.name == EVERYTHING:
                raise InputError(f"{where}: {EVERYTHING!r} is the name of the files with all articles; rename it.")
            if document.name == INDEX:
                raise InputError(f"{where}: {INDEX!r} is the name of the page that links the views; rename it.")
        except InputError as error:
            on_error(error)
        else:
            taken[document.name] = where
            yield document


def _read_facts(
    documents: Sequence[Document],
    model: str | None,
    own_names: Sequence[Candidate],
    on_error: OnError,
    on_article: OnArticle | None,
) -> dict[str, Facts]:
    """What each document states, by its name; one that fails is left out."""
    found: dict[str, Facts] = {}
    for lang in sorted({document.language for document in documents}):
        batch = [document for document in documents if document.language == lang]
        gazetteer = load_gazetteer(lang)
        if own_names:
            gazetteer = gazetteer.with_candidates(own_names)
        for analysis in analyze(batch, load_pipeline(lang, model), lang):
            try:
                mentions = find_mentions(analysis, gazetteer)
                facts = resolve(extract(analysis, mentions), analysis, mentions, gazetteer)
            except KgError as error:
                on_error(error)
                continue
            found[analysis.document.name] = facts
            if on_article is not None:
                on_article(analysis.document, facts)
    return found


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
