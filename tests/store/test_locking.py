"""Two writers: the second is told who the first is; readers are in nobody's way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import open_store
from kg.store.locking import find_writer, hold_lock
from tests.store.handmade import put

HOLD = "import sys, time; from pathlib import Path; from kg.store.locking import hold_lock\n"
HOLD += "with hold_lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"


def test_second_writer_is_told_who_writes(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        who = f"process {holder.pid} on {socket.gethostname()}, since "
        with pytest.raises(StoreError, match=who), hold_lock(folder):
            pass
        assert (find_writer(folder) or "").startswith(who)
        assert len(open_store(folder)) == 6, "who reads is not held up"
        os.kill(holder.pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while find_writer(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert find_writer(folder) is None
    put(folder, {"trois": ("Anne", "Zoé")})
    assert find_writer(folder) is None


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreError, match="cannot be written"), hold_lock(tmp_path / "file" / "store"):
        pass
