"""SPARQL servers that nobody here wrote, started on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

VIRTUOSO = "virtuoso-t"
INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = {sql}
DirsAllowed = {folder}
NumberOfBuffers = 2000
MaxDirtyBuffers = 1500
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
"""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def run_server(command: list[str], url: str, cwd: Path, **environment: str) -> Iterator[None]:
    """A server while the block runs, which begins when it answers."""
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=cwd, stdout=nowhere, stderr=nowhere, env=os.environ | environment) as process:
        try:
            deadline = time.monotonic() + 120
            while True:
                try:
                    with urlopen(url, timeout=5):
                        break
                except (URLError, OSError):
                    assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
                    assert time.monotonic() < deadline, f"{command[0]} does not answer"
                    time.sleep(0.1)
            yield
        finally:
            process.terminate()


@contextmanager
def run_oxigraph(folder: Path) -> Iterator[str]:
    """The server of PyPI's ``oxigraph``; its address."""
    port = free_port()
    command = [str(Path(sys.executable).parent / "oxigraph"), "serve", "--location", str(folder)]
    with run_server([*command, "--bind", f"127.0.0.1:{port}"], f"http://127.0.0.1:{port}/", folder.parent):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def run_virtuoso(folder: Path) -> Iterator[str]:
    """Debian's Virtuoso 7 with an empty database and its first password, ``dba``; its address."""
    folder.mkdir()
    port = free_port()
    (folder / "virtuoso.ini").write_text(INI.format(folder=folder, sql=free_port(), http=port), "utf-8")
    command = [VIRTUOSO, "+foreground", "+wait", "+configfile", str(folder / "virtuoso.ini")]
    with run_server(command, f"http://127.0.0.1:{port}/sparql", folder):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def run_kg(source: Path, token: str) -> Iterator[str]:
    """``kg serve --write``; its address."""
    port = free_port()
    command = [sys.executable, "-m", "kg.cli", "serve", str(source), "--write", "--port", str(port)]
    with run_server(command, f"http://127.0.0.1:{port}/", Path.cwd(), KG_TOKEN=token):
        yield f"http://127.0.0.1:{port}"


class Proxy:
    """Passes connections on to a server, and breaks each one once ``allowed`` have passed."""

    def __init__(self, port: int, allowed: int) -> None:
        self.target, self.allowed = port, allowed
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.allowed <= 0:
                client.recv(100)
                client.close()
                continue
            self.allowed -= 1
            server = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self._serve, args=(client, server), daemon=True).start()

    def _serve(self, client: socket.socket, server: socket.socket) -> None:
        with client, server:
            back = threading.Thread(target=self._pass_on, args=(server, client), daemon=True)
            back.start()
            self._pass_on(client, server)
            back.join()

    @staticmethod
    def _pass_on(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        self._listener.close()
