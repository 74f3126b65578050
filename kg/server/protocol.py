"""SPARQL 1.1 Protocol: from a request to a job (https://www.w3.org/TR/sparql11-protocol/#query-operation)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.server.messages import Job, Reply, refuse
from kg.server.negotiation import read_accept

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
MOST_FIELDS = 1000

Fields = Sequence[tuple[str, str]]


async def read_query(request: Request, largest: int) -> Job | Reply:
    """The query of a request as a job, or what is wrong with the request."""
    try:
        parameters = read_fields(request.scope["query_string"])
        if request.method in ("GET", "HEAD"):
            return _make_job(request, parameters, None)
        kind, charset = read_content_type(request)
        if kind == UPDATE:
            return refuse(403, "SPARQL Update is not served; write with the Graph Store Protocol at /graphs.")
        if kind not in (FORM, DIRECT):
            return refuse(415, f"Content-Type {kind!r}: send {DIRECT} or {FORM}.")
        if charset not in ("utf-8", "utf8", ""):
            return refuse(415, f"charset {charset!r}: send UTF-8.")
        body = await read_body(request, largest)
        if body is None:
            return refuse(413, f"The query is longer than {largest:,} bytes.")
        if kind == FORM:
            if any(name in ("query", "update") for name, _ in parameters):
                return refuse(400, "With a form, the query belongs into the body alone.")
            return _make_job(request, [*parameters, *read_fields(body)], None)
        return _make_job(request, parameters, body.decode("utf-8"))
    except ValueError as error:
        return refuse(400, f"The request cannot be read: {error}.")


def read_fields(data: bytes) -> list[tuple[str, str]]:
    """URL-encoded fields. Raises ValueError (UnicodeDecodeError) when they are not UTF-8 or too many."""
    return parse_qsl(
        data.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=MOST_FIELDS
    )


def read_content_type(request: Request) -> tuple[str, str]:
    """Media type and charset, in lower case, "" where not given."""
    kind, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    pairs = (parameter.partition("=") for parameter in parameters)
    return kind, next((value.strip('"') for name, _, value in pairs if name == "charset"), "")


async def read_body(request: Request, largest: int) -> bytes | None:
    """The whole body; None when it is longer than ``largest`` bytes, of which no more is read then."""
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > largest:
            return None
    return bytes(received)


def _make_job(request: Request, fields: Fields, text: str | None) -> Job | Reply:
    queries = [value for name, value in fields if name == "query"] + ([text] if text is not None else [])
    if any(name == "update" for name, _ in fields):
        return refuse(403, "SPARQL Update is not served; write with the Graph Store Protocol at /graphs.")
    if len(queries) != 1:
        return refuse(400, f"{len(queries)} queries; give one, as the parameter query or as the body.")
    if any(0xD800 <= ord(character) <= 0xDFFF or character == "\0" for character in queries[0]):
        return refuse(400, "The query holds characters that are none.")
    default = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    accept = read_accept(request.headers.get("accept", ""))
    return Job("query", queries[0], accept, default_graphs=default, named_graphs=named if default or named else None)
