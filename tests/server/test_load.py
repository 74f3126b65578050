"""A short load; ``make bench-server`` puts the long one."""

from __future__ import annotations

import asyncio

from tests.server.load import put_load


def test_many_clients_and_a_runaway(address: str) -> None:
    load = asyncio.run(put_load(address, clients=10, seconds=3.0))
    assert not load.wrong
    assert len(load.times) >= 10
    assert set(load.runaways) == {503}
