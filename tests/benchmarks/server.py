"""``kg serve`` under load: 50 clients for 60 s on loopback, and one query that would never end.

python -m tests.benchmarks.server --clients 50 --seconds 60
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from tests.server.load import put_load
from tests.server.running import DATA, run_server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, default=DATA / "sample.trig")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--timeout", type=float, default=10.0)
    options = parser.parse_args()
    with run_server(options.source, "--timeout", str(options.timeout)) as address:
        load = asyncio.run(put_load(address, options.clients, options.seconds))
    print(f"{options.clients} clients, {load.seconds:.0f} s, beside a runaway query cut at {options.timeout:g} s")
    print(f"answers     {len(load.times)} ({len(load.times) / load.seconds:.0f} a second)")
    print(f"wrong       {len(load.wrong)}")
    print(f"p50, p95    {load.percentile(0.5) * 1000:.0f} ms, {load.percentile(0.95) * 1000:.0f} ms")
    print(f"runaways    {len(load.runaways)}, statuses {sorted(set(load.runaways))}")
    for line in load.wrong[:5]:
        print(line)


if __name__ == "__main__":
    main()
