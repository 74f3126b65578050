"""The web application: what stands at which address."""

from __future__ import annotations

import contextlib
import hmac
import re
from collections.abc import AsyncIterator
from importlib import resources

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.iris import BASE
from kg.server.description import describe_service
from kg.server.messages import Job, Reply, refuse
from kg.server.negotiation import GRAPH_TYPES, HTML, choose, read_accept
from kg.server.pages import render_query_page
from kg.server.protocol import read_body, read_content_type, read_fields, read_query
from kg.server.settings import Settings
from kg.server.workers import Workers

STATIC = {"editor.js": "text/javascript", "page.js": "text/javascript", "page.css": "text/css"}
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
VIEW_POLICY = "frame-ancestors 'none'; base-uri 'none'"
"""A view says itself, by the hashes of its scripts, what may run in it."""
FORMATS = {"ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples", "html": HTML}
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def make_application(settings: Settings) -> Starlette:
    """The application of one store. It starts its workers when it starts; StoreError when they cannot load it."""
    workers = Workers(settings)

    @contextlib.asynccontextmanager
    async def live(_: Starlette) -> AsyncIterator[None]:
        workers.start()
        yield
        workers.stop()

    site = _Site(settings, workers)
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False)]
    if settings.origins:
        allowed = list(settings.origins)
        middleware.append(Middleware(CORSMiddleware, allow_origins=allowed, allow_methods=["GET", "POST"]))
    routes = [
        Route("/", site.home, methods=["GET"]),
        Route("/static/{name}", site.static, methods=["GET"]),
        Route("/sparql", site.sparql, methods=["GET", "POST"]),
        Route("/query/{name}", site.named, methods=["GET"]),
        Route("/graphs", site.graphs, methods=["GET", "PUT", "POST", "DELETE"]),
        Route("/view/{name}", site.view, methods=["GET"]),
        Route("/{path:path}", site.resource, methods=["GET"]),
    ]
    return Starlette(routes=routes, middleware=middleware, lifespan=live)


class _Site:
    """The handlers; holds what every one needs."""

    def __init__(self, settings: Settings, workers: Workers) -> None:
        self._settings, self._workers = settings, workers
        folder = resources.files("kg.server") / "static"
        self._files = {name: (folder / name).read_bytes() for name in STATIC}

    async def home(self, request: Request) -> Response:
        return Response(render_query_page(), media_type=HTML, headers=SECURITY)

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in STATIC:
            return _respond(refuse(404, "No such file."))
        return Response(self._files[name], media_type=STATIC[name], headers=SECURITY)

    async def sparql(self, request: Request) -> Response:
        """Queries; without one, the service description, or the page for asking."""
        if request.method in ("GET", "HEAD") and not request.scope["query_string"]:
            return self._describe(request)
        job = await read_query(request, self._settings.largest_query)
        return _respond(job if isinstance(job, Reply) else await self._workers.do(job))

    def _describe(self, request: Request) -> Response:
        accept = read_accept(request.headers.get("accept", ""))
        kind = choose(accept, (*GRAPH_TYPES, HTML))
        if kind == HTML:
            return Response(render_query_page(), media_type=HTML, headers=SECURITY)
        if kind is None:
            return _respond(refuse(406, f"Accept: there is {', '.join((*GRAPH_TYPES, HTML))}."))
        address = str(request.url.replace(query=""))
        return _respond(Reply(200, kind, describe_service(address, GRAPH_TYPES[kind])))

    async def named(self, request: Request) -> Response:
        """A named query, its parameters as fields."""
        try:
            fields = read_fields(request.scope["query_string"])
        except ValueError as error:
            return _respond(refuse(400, f"The address cannot be read: {error}."))
        if len(dict(fields)) < len(fields):
            return _respond(refuse(400, "A parameter is given twice."))
        accept = read_accept(request.headers.get("accept", ""))
        job = Job("ask", request.path_params["name"], accept, {name: value for name, value in fields if value})
        return _respond(await self._workers.do(job))

    async def view(self, request: Request) -> Response:
        reply = await self._workers.do(Job("view", request.path_params["name"]))
        response = _respond(reply)
        if reply.status == 200:
            response.headers["Content-Security-Policy"] = VIEW_POLICY
        return response

    async def graphs(self, request: Request) -> Response:
        """Graph Store HTTP Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/."""
        try:
            fields = read_fields(request.scope["query_string"])
        except ValueError as error:
            return _respond(refuse(400, f"The address cannot be read: {error}."))
        names = [value for name, value in fields if name == "graph"]
        default = any(name == "default" for name, _ in fields)
        if len(names) + default != 1:
            return _respond(refuse(400, "Say which graph: ?graph=IRI or ?default."))
        if request.method in ("GET", "HEAD"):
            accept = read_accept(request.headers.get("accept", ""))
            return _respond(await self._workers.do(Job("graph", "" if default else names[0], accept)))
        if (refusal := self._refuse_writing(request, default)) is not None:
            return refusal
        body = await read_body(request, self._settings.largest_graph)
        if body is None:
            return _respond(refuse(413, f"The graph is larger than {self._settings.largest_graph >> 20} MB."))
        kind, _ = read_content_type(request)
        job = Job(request.method.lower(), names[0], media_type=kind)
        return _respond(await self._workers.do(job, body))

    def _refuse_writing(self, request: Request, default: bool) -> Response | None:
        if not self._settings.token:
            response = _respond(refuse(405, "This server only reads: kg serve --write lets it write."))
            response.headers["Allow"] = "GET, HEAD"
            return response
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        expected = self._settings.token.encode("utf-8")
        if scheme.lower() != "bearer" or not hmac.compare_digest(token.strip().encode("utf-8"), expected):
            response = _respond(refuse(401, "Writing needs the header Authorization: Bearer TOKEN."))
            response.headers["WWW-Authenticate"] = "Bearer"
            return response
        if default:
            return _respond(refuse(403, "Every article has its graph: write with ?graph=IRI."))
        return None

    async def resource(self, request: Request) -> Response:
        """The page of one of our IRIs, at its own path."""
        try:
            path = read_path(request.scope.get("raw_path", b""))
            fields = dict(read_fields(request.scope["query_string"]))
        except ValueError as error:
            return _respond(refuse(400, f"The address cannot be read: {error}."))
        accept = read_accept(request.headers.get("accept", ""))
        if (form := fields.get("format")) is not None:
            if form not in FORMATS:
                return _respond(refuse(400, f"format {form!r}: choose one of {', '.join(FORMATS)}."))
            accept = (FORMATS[form],)
        response = _respond(await self._workers.do(Job("resource", BASE + path, accept)))
        response.headers["Vary"] = "Accept"
        return response


def read_path(raw: bytes) -> str:
    """The path as an IRI has it: letters beyond ASCII as themselves, other escapes as they are (RFC 3987, 3.2)."""
    text = raw.split(b"?")[0].decode("ascii").removeprefix("/")

    def decode(found: re.Match[str]) -> str:
        octets = bytes.fromhex(found[0].replace("%", ""))
        return "".join(c if ord(c) > 0x7F else f"%{ord(c):02X}" for c in octets.decode("utf-8"))

    return _ESCAPED.sub(decode, text)


def _respond(reply: Reply) -> Response:
    headers = dict(SECURITY)
    if reply.status == 503:
        headers["Retry-After"] = "1"
    if not reply.media_type:
        return Response(status_code=reply.status, headers=headers)
    if reply.media_type == "text/plain" and reply.status >= 400:
        return PlainTextResponse(reply.body, reply.status, headers)
    charset = "; charset=utf-8" if reply.media_type.startswith("text/") else ""
    return Response(reply.body, reply.status, {**headers, "Content-Type": reply.media_type + charset})
