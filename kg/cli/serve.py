"""``kg serve``: what is stored, on the web."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import DEFAULT_OUTPUT, err, print_plain
from kg.errors import ConfigError, MissingExtra

LONGEST_HEAD = 1 << 16
"""Bytes of the first line and the headers of a request."""
EXAMPLES = "Examples: kg serve output · KG_TOKEN=… kg serve all.trig --write --port 7878"


def serve(
    source: Annotated[
        Path, typer.Argument(help="RDF file that kg build wrote, a folder of them, or a store.")
    ] = DEFAULT_OUTPUT,
    host: Annotated[
        str, typer.Option(help="Address to listen at; others than loopback open the server to the network.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")] = 7878,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds for a query.")] = 30.0,
    memory: Annotated[int, typer.Option(min=64, help="Megabytes for a query, beside the store.")] = 1024,
    parallel: Annotated[int, typer.Option(min=1, help="Queries at a time.")] = 8,
    write: Annotated[bool, typer.Option("--write", help="Let who sends KG_TOKEN write graphs.")] = False,
    infer: Annotated[str, typer.Option(help="rdfs or owlrl: also what follows from the ontology.")] = "",
    name: Annotated[list[str] | None, typer.Option(help="Another name by which the server may be called.")] = None,
    origin: Annotated[
        list[str] | None, typer.Option(help="A site whose pages may ask (CORS): https://example.org")
    ] = None,
) -> None:
    """Serve what is stored: SPARQL at /sparql, graphs at /graphs, a page for asking, views, a page for each IRI."""
    try:
        import uvicorn
    except ImportError as error:
        raise MissingExtra("kg serve: needs the extra server; install it with: pip install 'kg[server]'") from error
    from kg.server import Settings, make_application

    token = os.environ.get("KG_TOKEN", "") if write else ""
    if write and not token:
        raise ConfigError("--write: set the environment variable KG_TOKEN to the token that writers must send.")
    own = f"[{host}]" if ":" in host else host
    hosts = ("localhost", "127.0.0.1", "[::1]", own, *(name or ()))
    settings = Settings(
        source,
        timeout,
        memory << 20,
        parallel=parallel,
        token=token,
        infer=infer,
        hosts=hosts,
        origins=tuple(origin or ()),
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
        err.print(f"kg serve: everybody who reaches {host} may ask this store.", markup=False)
    listening = _listen(host, port)
    print_plain(f"http://{own}:{listening.getsockname()[1]}/ (Ctrl+C ends it)")
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
