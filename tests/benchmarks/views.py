"""How fast a network page opens and moves, beside plain pyvis on the same graphs in the same run.

    python -m tests.benchmarks.views [SIZE…] [--limit SECONDS]

A crowd of SIZE actors with 2.5 times as many facts (``tests/views/crowds.py``). kg: the page of ``kg view network``,
until the main actors are drawn; then "Tout", all communities opened, and the script of one frame of a moving camera.
pyvis: its own page, in-line, labels on, defaults else, until it has laid itself out, at most SECONDS; then one redraw.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright
from pyvis.network import Network as Plain

from kg.views import network
from kg.views.account import Account
from kg.views.selection import find_units
from tests.views.crowds import make_crowd

FACTS_PER_ACTOR = 2.5
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
MOVE = """() => {
  const sigma = kgMap && kgMap.possible ? kgMap.sigma() : null, times = [];
  for (let i = 0; i < 20; i++) {
    const start = performance.now();
    if (sigma) { sigma.getCamera().setState({ ratio: 1 - i / 40 }); sigma.render(); } else kg.network.redraw();
    times.push(performance.now() - start);
  }
  return times;
}"""
READY = "network.once('stabilizationIterationsDone', () => console.log('laid out'));"
REDRAW = """() => Array.from({ length: 10 }, () => {
  const start = performance.now();
  network.redraw();
  return performance.now() - start;
})"""


def measure_kg(browser: Browser, account: Account, folder: Path) -> dict[str, float]:
    """Seconds and milliseconds by what they measure; the size of the page in megabytes."""
    start = time.perf_counter()
    html = network.render(network.arrange(account, find_units(account), "network"))
    made = time.perf_counter() - start
    page = _open(browser, folder / "kg.html", html)
    start = time.perf_counter()
    page.goto((folder / "kg.html").as_uri())
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found = {"made": made, "size": len(html) / 1e6, "open": time.perf_counter() - start}
    for name, action in (
        ("all", "document.getElementById('level-full').click()"),
        ("unrolled", "document.getElementById('unroll').click()"),
    ):
        start = time.perf_counter()
        page.evaluate(action)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found[name] = time.perf_counter() - start
    found["frame"] = statistics.median(page.evaluate(MOVE))
    page.close()
    return found


def measure_pyvis(browser: Browser, account: Account, folder: Path, limit: float) -> dict[str, float]:
    """The same for pyvis; without what was not done within ``limit`` seconds."""
    plain = Plain(directed=True, cdn_resources="in_line")
    ends = [(fact.agents[0].node, fact.patients[0].node) for fact in account.facts]
    drawn = {node for pair in ends for node in pair}
    start = time.perf_counter()
    plain.add_nodes(
        [e.id for e in account.entities if e.id in drawn], label=[e.name for e in account.entities if e.id in drawn]
    )
    plain.edges = [{"from": a, "to": b, "arrows": "to"} for a, b in ends]
    html = plain.generate_html().replace("return network;", f"{READY} return network;")
    found = {"made": time.perf_counter() - start, "size": len(html) / 1e6}
    page = _open(browser, folder / "pyvis.html", html)
    page.set_default_timeout(limit * 1000)
    start = time.perf_counter()
    try:
        with page.expect_console_message(lambda message: message.text == "laid out", timeout=limit * 1000):
            page.goto((folder / "pyvis.html").as_uri(), wait_until="commit")
        found["open"] = time.perf_counter() - start
        found["frame"] = statistics.median(page.evaluate(REDRAW))
    except Error:
        pass
    return found


def _open(browser: Browser, path: Path, html: str) -> Page:
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.route("http*://**", lambda route: route.abort())
    return page


def _row(name: str, size: int, found: dict[str, float], limit: float) -> str:
    def show(key: str, unit: str, digits: int = 1) -> str:
        return f"{found[key]:.{digits}f} {unit}" if key in found else ""

    opened = show("open", "s") or f"> {limit:.0f} s"
    cells = (
        name,
        f"{size:,}",
        show("made", "s"),
        show("size", "MB"),
        opened,
        show("all", "s"),
        show("unrolled", "s"),
        show("frame", "ms"),
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[200, 2000, 20000])
    parser.add_argument("--limit", type=float, default=60)
    options = parser.parse_args()
    print("| page | actors | made in | size | opens in | all of it | unrolled | frame, script |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            account = make_crowd(size, int(size * FACTS_PER_ACTOR))
            for name in ("kg", "pyvis"):
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
                if name == "kg":
                    found = measure_kg(browser, account, Path(folder))
                else:
                    found = measure_pyvis(browser, account, Path(folder), options.limit)
                print(_row(name, size, found, options.limit), flush=True)
                browser.close()


if __name__ == "__main__":
    main()
