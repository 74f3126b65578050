"""The HTML of the server: a page for asking, a page for each IRI. Text enters escaped; scripts are files of our own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader
from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import BASE
from kg.query import load_queries
from kg.query.rendering import shorten
from kg.rdf.vocabulary import NAMESPACES, term
from kg.views.table import VIEWS

_NAMES = (term("skos:prefLabel"), term("rdfs:label"), term("schema:headline"), term("schema:name"))


@cache
def _environment() -> Environment:
    folder = resources.files(__package__) / "templates"
    loader = FunctionLoader(lambda name: (folder / name).read_text("utf-8"))
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def render_query_page() -> str:
    """The page with the editor, the named queries and the views."""
    return (
        _environment()
        .get_template("query.html")
        .render(queries=list(load_queries().values()), views=list(VIEWS.values()), base=BASE, prefixes=dict(NAMESPACES))
    )


def render_resource(iri: str, own: Sequence[Quad], others: Sequence[Quad]) -> str:
    """The page of ``iri``: what is said of it (``own``), and what says something of it (``others``)."""
    title = next((q.object.value for name in _NAMES for q in own if q.predicate == name), shorten(iri))  # type: ignore[union-attr]
    said = dict.fromkeys((_link(quad.predicate), _link(quad.object)) for quad in own)
    saying = dict.fromkeys((_link(quad.subject), _link(quad.predicate)) for quad in others)
    return (
        _environment().get_template("resource.html").render(title=title, iri=iri, own=list(said), others=list(saying))
    )


def address(iri: str) -> str:
    """Where ``iri`` stands on this server, "" when it is not one of ours."""
    return "/" + quote(iri.removeprefix(BASE), safe="/%#?=&:@!$'()*+,;~-._") if iri.startswith(BASE) else ""


def _link(node: object) -> tuple[str, str, str]:
    """Text, address and language or datatype of a node."""
    if isinstance(node, NamedNode):
        outside = node.value if node.value.startswith(("https://", "http://")) else ""
        return shorten(node.value), address(node.value) or outside, ""
    if isinstance(node, Literal):
        datatype = shorten(node.datatype.value)
        return node.value, "", node.language or ("" if datatype == "xsd:string" else datatype)
    return str(node), "", ""
