"""Virtuoso, a SPARQL engine that shares no code with those kg uses, on a database of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER, SHELL = shutil.which("virtuoso-t"), shutil.which("isql-vt")
GRAPH = "https://kg.example/loaded"
_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = {folder}
NumberOfBuffers = 2000
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{web_port}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 100000
"""


@contextmanager
def run_virtuoso(turtle: str, folder: Path) -> Iterator[str]:
    """The SPARQL endpoint of a Virtuoso that holds ``turtle`` in ``GRAPH``."""
    assert SERVER is not None
    assert SHELL is not None
    port, web_port = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(_SETTINGS.format(folder=folder, port=port, web_port=web_port), "utf-8")
    (folder / "loaded.ttl").write_text(turtle, "utf-8")
    command = [SERVER, "+configfile", str(folder / "virtuoso.ini"), "+foreground"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            load = f"DB.DBA.TTLP(file_to_string_output('{folder}/loaded.ttl'), '', '{GRAPH}', 0); checkpoint;"
            shell = [SHELL, f"127.0.0.1:{port}", "dba", "dba", "ERRORS=STDOUT", f"EXEC={load}"]
            for _ in range(120):
                done = subprocess.run(shell, capture_output=True, text=True, check=False)
                if done.returncode == 0 and "Error" not in done.stdout:
                    break
                assert process.poll() is None, (folder / "virtuoso.log").read_text("utf-8")
                time.sleep(0.5)
            else:
                raise AssertionError(done.stdout + done.stderr)
            yield f"http://127.0.0.1:{web_port}/sparql"
        finally:
            process.kill()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
