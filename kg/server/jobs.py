"""What workers do: one function a kind of job, from a job and a store to a reply."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, RdfFormat, Store, serialize

from kg.query import answer, bind, load_queries
from kg.query.answer import Results
from kg.query.catalogue import find_query
from kg.rdf.serialization import serialize_quads, sort_quads
from kg.rdf.vocabulary import NAMESPACES
from kg.server.messages import Job, Reply, refuse
from kg.server.negotiation import GRAPH_TYPES, HTML, RESULT_TYPES, choose
from kg.server.pages import render_resource
from kg.server.settings import Settings
from kg.store import open_store
from kg.store.corpus import is_corpus
from kg.views.reading import read_account
from kg.views.table import VIEWS

MOST_SHOWN = 200
"""Statements about one thing, each way, on its page."""


class Refused(Exception):
    """A job that cannot be done: ``status`` is that of HTTP."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class _Limited(io.BytesIO):
    """A file that refuses to grow beyond ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: object, /) -> int:
        if self.tell() > self._limit:
            raise Refused(413, f"The answer is larger than {self._limit >> 20} MB: add LIMIT, or ask for less.")
        return super().write(data)  # type: ignore[arg-type]


def load(settings: Settings) -> tuple[Store | None, Store | None]:
    """What is stated, and the same with what is inferred, if that is wanted, for all children to share; None for a
    store on disk, which each opens for itself. Raises InputError and StoreError, as ``open_store`` does."""
    store = open_store(settings.source)
    if settings.infer:
        from kg.query.inference import with_inferred

        return store, with_inferred(store, settings.infer)
    return (None, None) if is_corpus(settings.source) else (store, store)


def warm_up() -> None:
    """Import and read what children need, before they are forked."""
    for view in VIEWS.values():
        import_module(view.module)
    empty = Store()
    for named in load_queries().values():
        if not any(parameter.required for parameter in named.parameters.values()):
            answer(empty, bind(named, {}, empty))
    render_resource("https://kg.example/", (), ())


def query(job: Job, body: bytes, store: Store, settings: Settings) -> Reply:
    """SPARQL, over the graphs that the protocol names."""
    default = tuple(_iri(text, "default-graph-uri") for text in job.default_graphs)
    named = None if job.named_graphs is None else tuple(_iri(text, "named-graph-uri") for text in job.named_graphs)
    return _write_results(answer(store, job.text, default, named), job, settings)


def ask(job: Job, body: bytes, store: Store, settings: Settings) -> Reply:
    """A named query with its arguments."""
    return _write_results(answer(store, bind(find_query(job.text), job.arguments, store)), job, settings)


def view(job: Job, body: bytes, store: Store, settings: Settings) -> Reply:
    """A view of the whole store."""
    if job.text not in VIEWS:
        return refuse(404, f"No view {job.text!r}; there is: {', '.join(VIEWS)}.")
    return Reply(200, HTML, VIEWS[job.text].render(read_account(store)).encode("utf-8"))


def resource(job: Job, body: bytes, store: Store, settings: Settings) -> Reply:
    """What is known about an IRI of ours, as a page or as RDF."""
    node = _iri(job.text, "address")
    own = sort_quads(store.quads_for_pattern(node, None, None, None))
    others = sort_quads(store.quads_for_pattern(None, None, node, None))
    if not own and not others:
        return refuse(404, f"{node.value}: nothing is known about it.")
    kind = choose(job.accept, (HTML, *GRAPH_TYPES))
    if kind is None:
        return _not_acceptable((HTML, *GRAPH_TYPES))
    if kind == HTML:
        page = render_resource(node.value, own[:MOST_SHOWN], others[:MOST_SHOWN])
        return Reply(200, HTML, page.encode("utf-8"))
    return _write_graph((*own, *others), kind)


def graph(job: Job, body: bytes, store: Store, settings: Settings) -> Reply:
    """Graph Store Protocol, GET: one graph, or the union of all for the default graph."""
    kind = choose(job.accept, GRAPH_TYPES)
    if kind is None:
        return _not_acceptable(GRAPH_TYPES)
    if not job.text:
        return _write_graph(tuple(store), kind)
    name = _iri(job.text, "graph")
    if not store.contains_named_graph(name):
        return refuse(404, f"{name.value}: no such graph.")
    return _write_graph(tuple(store.quads_for_pattern(None, None, None, name)), kind)


def put(job: Job, body: bytes, store: Store, settings: Settings) -> Reply:
    """PUT replaces a graph."""
    quads, name = _parse(job, body), _iri(job.text, "graph")
    existed = store.contains_named_graph(name)
    store.clear_graph(name)
    return _add(store, settings, name, quads, existed)


def post(job: Job, body: bytes, store: Store, settings: Settings) -> Reply:
    """POST adds to a graph."""
    quads, name = _parse(job, body), _iri(job.text, "graph")
    return _add(store, settings, name, quads, store.contains_named_graph(name))


def delete(job: Job, body: bytes, store: Store, settings: Settings) -> Reply:
    """DELETE takes a graph away."""
    name = _iri(job.text, "graph")
    if not store.contains_named_graph(name):
        return refuse(404, f"{name.value}: no such graph.")
    store.remove_graph(name)
    _save(store, settings)
    return Reply(204, "", b"")


def _add(store: Store, settings: Settings, name: NamedNode, quads: list[Quad], existed: bool) -> Reply:
    store.add_graph(name)
    store.extend(quads)
    _save(store, settings)
    return Reply(204 if existed else 201, "", b"")


def _parse(job: Job, body: bytes) -> list[Quad]:
    """The triples of ``body``, in the graph of the job, with blank nodes of their own."""
    from pyoxigraph import parse

    name = _iri(job.text, "graph")
    syntax = RdfFormat.from_media_type(job.media_type)
    if syntax is None or job.media_type not in GRAPH_TYPES:
        raise Refused(415, f"Content-Type {job.media_type!r}: send one of {', '.join(GRAPH_TYPES)}.")
    try:
        parsed = list(parse(body, format=syntax, base_iri=job.text, without_named_graphs=True, rename_blank_nodes=True))
    except SyntaxError as error:
        raise Refused(400, f"Not valid {syntax.name}: {error}.") from error
    return [Quad(quad.subject, quad.predicate, quad.object, name) for quad in parsed]


def _save(store: Store, settings: Settings) -> None:
    """Write the file anew, beside it first, so that it is always whole."""
    text = serialize_quads(store, settings.source.suffix.removeprefix("."))
    beside = settings.source.with_name(f".{settings.source.name}.new")
    try:
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(settings.source)
    except OSError as error:
        raise Refused(500, f"{settings.source.name}: cannot be written ({error.strerror}).") from error


def _iri(text: str, where: str) -> NamedNode:
    try:
        if "://" not in text and not text.startswith("urn:"):
            raise ValueError("not absolute")
        return NamedNode(text)
    except ValueError as error:
        raise Refused(400, f"{where}: {text[:200]!r} is not an IRI ({error}).") from error


def _write_results(results: Results, job: Job, settings: Settings) -> Reply:
    types = GRAPH_TYPES if isinstance(results, QueryTriples) else RESULT_TYPES
    kind = choose(job.accept, tuple(types))
    if kind is None:
        return _not_acceptable(tuple(types))
    target = _Limited(settings.largest_answer)
    if isinstance(results, QueryTriples):
        serialize(results, target, GRAPH_TYPES[kind], prefixes=dict(NAMESPACES))
    else:
        results.serialize(target, format=RESULT_TYPES[kind])
    return Reply(200, kind, target.getvalue())


def _write_graph(quads: tuple[Quad, ...], kind: str) -> Reply:
    triples = sort_quads(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    data = serialize((q.triple for q in triples), format=GRAPH_TYPES[kind], prefixes=dict(NAMESPACES))
    assert data is not None
    return Reply(200, kind, data)


def _not_acceptable(types: Mapping[str, object] | tuple[str, ...]) -> Reply:
    return refuse(406, f"Accept: there is {', '.join(dict.fromkeys(types))}.")


JOBS: Mapping[str, Callable[[Job, bytes, Store, Settings], Reply]] = MappingProxyType(
    {
        "query": query,
        "ask": ask,
        "view": view,
        "resource": resource,
        "graph": graph,
        "put": put,
        "post": post,
        "delete": delete,
    }
)
"""Kind → what does it. Those that change the store are called in ``kg.server.workers.WRITING``."""
OF_WHAT_IS_STATED = frozenset({"ask", "view"})
"""Named queries and views tell by the classes that kg wrote, not by those that follow from them."""
