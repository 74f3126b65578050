"""``kg serve``: what is stored, on the web."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from kg.cli.console import DEFAULT_OUTPUT, print_note, print_plain
from kg.cli.parsing import Command, Parser, between
from kg.errors import ConfigError, MissingExtra

LONGEST_HEAD = 1 << 16
"""Bytes of the first line and the headers of a request."""


def serve(
    source: Path,
    host: str,
    port: int,
    timeout: float,
    memory: int,
    parallel: int,
    write: bool,
    infer: str,
    name: list[str],
    origin: list[str],
) -> None:
    """Serve what is stored: SPARQL, graphs, a page for asking, views, a page for each IRI."""
    try:
        import uvicorn
    except ImportError as error:
        raise MissingExtra("kg serve: needs the extra server; install it with: pip install 'kg[server]'") from error
    from kg.server import Settings, make_application

    token = os.environ.get("KG_TOKEN", "") if write else ""
    if write and not token:
        raise ConfigError("--write: set the environment variable KG_TOKEN to the token that writers must send.")
    own = f"[{host}]" if ":" in host else host
    hosts = ("localhost", "127.0.0.1", "[::1]", own, *name)
    settings = Settings(
        source,
        timeout,
        memory << 20,
        parallel=parallel,
        token=token,
        infer=infer,
        hosts=hosts,
        origins=tuple(origin),
    )
    config = uvicorn.Config(
        make_application(settings),
        host=host,
        port=port,
        http="h11",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_keep_alive=15,
        backlog=256,
    )
    if host not in ("127.0.0.1", "::1", "localhost"):
        print_note(f"kg serve: everybody who reaches {host} may ask this store.")
    listening = _listen(host, port)
    print_plain(f"http://{own}:{listening.getsockname()[1]}/ (Ctrl+C ends it)")
    sys.stdout.flush()
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket that says it is TCP: asyncio turns Nagle's algorithm, which costs 40 ms an answer, off for no other."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise ConfigError(f"{host}:{port}: cannot be listened at ({error.strerror}); choose another --port.") from error
    return listening


def _declare(parser: Parser) -> None:
    add = parser.add_argument
    add(
        "source",
        metavar="SOURCE",
        nargs="?",
        type=Path,
        default=DEFAULT_OUTPUT,
        help=f"RDF file that kg build wrote, a folder of them, or a store; {DEFAULT_OUTPUT}.",
    )
    add(
        "--host",
        default="127.0.0.1",
        help="Address to listen at, %(default)s; others than loopback open the server to the network.",
    )
    add("--port", type=between(int, 0, 65535), default=7878, help="%(default)s; 0 takes any free port.")
    add("--timeout", metavar="SECONDS", type=between(float, 0.1), default=30.0, help="For a query; %(default)g.")
    add(
        "--memory",
        metavar="MEGABYTES",
        type=between(int, 64),
        default=1024,
        help="For a query, beside the store; %(default)s.",
    )
    add("--parallel", metavar="NUMBER", type=between(int, 1), default=8, help="Queries at a time; %(default)s.")
    add("--write", action="store_true", help="Let who sends KG_TOKEN write graphs.")
    add("--infer", metavar="REGIME", default="", help="rdfs or owlrl: also what follows from the ontology.")
    add("--name", action="append", default=[], help="Another name by which the server may be called.")
    add(
        "--origin",
        metavar="SITE",
        action="append",
        default=[],
        help="A site whose pages may ask (CORS): https://example.org",
    )


EXAMPLES = """Examples:
kg serve output
KG_TOKEN=… kg serve all.trig --write --port 7878"""
COMMANDS = {"serve": Command(serve, _declare, EXAMPLES)}
