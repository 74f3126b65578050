"""A short load; ``make bench-server`` puts the long one."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from tests.server.load import put_load


def test_many_clients_and_a_runaway(address: str) -> None:
    with ThreadPoolExecutor(1) as thread:  # the browser of other tests keeps an event loop in this one
        load = thread.submit(asyncio.run, put_load(address, clients=10, seconds=3.0)).result()
    assert not load.wrong
    assert len(load.times) >= 10
    assert set(load.runaways) == {503}
