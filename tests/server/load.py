"""Many clients at a time, and a runaway query among them: how long answers take, and whether any is wrong."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass, field

import httpx

QUESTIONS = (
    ("/sparql", {"query": "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a kg:Fact }"}),
    ("/sparql", {"query": "SELECT ?s ?l { ?s a kg:Person ; rdfs:label ?l } LIMIT 10"}),
    ("/query/who-said", {"actor": "OTAN"}),
    ("/query/who-supplies", {"recipient": "Ukraine"}),
    ("/entity/OTAN", {"format": "ttl"}),
)
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@dataclass
class Load:
    """``times`` of right answers in seconds, ``wrong`` ones as they were, the statuses of ``runaways``."""

    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    runaways: list[int] = field(default_factory=list)
    seconds: float = 0.0

    def percentile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


async def put_load(address: str, clients: int, seconds: float, runaways: int = 1) -> Load:
    """``clients`` that ask one thing after the other, beside ``runaways`` that ask for more than there is time."""
    load, start = Load(), time.monotonic()
    limits = httpx.Limits(max_connections=clients + runaways)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits, trust_env=False) as http:

        async def ask(number: int) -> None:
            for path, parameters in itertools.islice(itertools.cycle(QUESTIONS), number, None):
                if time.monotonic() - start > seconds:
                    return
                begun = time.monotonic()
                response = await http.get(path, params=parameters)
                if response.status_code == 200 and len(response.content) > 50:
                    load.times.append(time.monotonic() - begun)
                else:
                    load.wrong.append(f"{path}: {response.status_code} {response.text[:200]}")

        async def run_away() -> None:
            while time.monotonic() - start < seconds:
                response = await http.get("/sparql", params={"query": RUNAWAY})
                load.runaways.append(response.status_code)

        await asyncio.gather(*map(ask, range(clients)), *(run_away() for _ in range(runaways)))
    load.seconds = time.monotonic() - start
    return load
