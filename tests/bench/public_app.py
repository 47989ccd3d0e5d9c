"""How fast the public app answers, and what open sessions cost it; run by hand, prints JSON.

    PLAN_RELEASES=data/home/releases python -m tests.bench.public_app

A session is what a browser makes: a WebSocket that asks for a run of the script and waits until it has ended.
The time is thus a script run with its transport, on one server, warm.
"""

import asyncio
import json
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from dashboard.public.contents import PAGES

PROJECT = Path(__file__).resolve().parents[2]
QUERY = urlencode({"lang": "cy", "action": "A09", "q": "a"})
RUNS = 15
SESSIONS = 100
COLD = 5


async def run_page(session: ClientConnection, page: str, hashes: dict[str, str]) -> float:
    """Ask for one run of a page and return the milliseconds that it took; learn how pages are known."""
    asked = BackMsg()
    asked.rerun_script.query_string = QUERY
    asked.rerun_script.page_script_hash = hashes.get(page, "")
    began = time.perf_counter()
    await session.send(asked.SerializeToString())
    while True:
        told = ForwardMsg.FromString(await session.recv())
        if told.WhichOneof("type") == "navigation":
            hashes.update({found.url_pathname: found.page_script_hash for found in told.navigation.app_pages})
        if told.WhichOneof("type") == "script_finished":
            return (time.perf_counter() - began) * 1000


def resident(pid: int) -> int:
    """Return the memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


async def measure(port: int, pid: int) -> dict[str, object]:
    """Return the median run per page, the memory of many sessions, and how long 50 loads at once take."""

    def opened() -> connect:
        return connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None)

    runs: dict[str, float] = {}
    hashes: dict[str, str] = {}
    async with opened() as session:
        await run_page(session, "", hashes)
        for page in PAGES:
            times = [await run_page(session, page, hashes) for _ in range(RUNS)]
            runs[page or "overview"] = round(statistics.median(times[2:]), 1)
    before = resident(pid)
    sessions = [await opened() for _ in range(SESSIONS)]
    for session in sessions:
        await run_page(session, "", hashes)
    after = resident(pid)
    began = time.perf_counter()
    await asyncio.gather(*(run_page(session, "", hashes) for session in sessions[:50]))
    together = time.perf_counter() - began
    for session in sessions:
        await session.close()
    return {
        "median_ms": runs,
        "resident_mb": {"one session": before, f"{SESSIONS} sessions": after},
        "seconds_for_50_at_once": round(together, 2),
    }


def first_content(port: int) -> dict[str, float]:
    """Return after how many seconds a browser with an empty cache shows words, and the whole page."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        shown: list[tuple[float, float]] = []
        for _ in range(COLD):
            page = chromium.new_context().new_page()
            began = time.perf_counter()
            page.goto(f"http://127.0.0.1:{port}/?{QUERY}", wait_until="commit")
            page.locator("h1").first.wait_for()
            words = time.perf_counter() - began
            page.locator("footer").wait_for()
            shown.append((words, time.perf_counter() - began))
            page.context.close()
        chromium.close()
    words, whole = (statistics.median(times) for times in zip(*shown, strict=True))
    return {"first words": round(words, 2), "whole page": round(whole, 2)}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Start a server, measure, print."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboard/public/served.py",
        "--server.port",
        str(port),
    ]
    server = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            time.sleep(0.2)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
                break
            except OSError:
                continue
        measured = {"seconds_cold": first_content(port)} | asyncio.run(measure(port, server.pid))
        print(json.dumps(measured, indent=2))
    finally:
        server.terminate()
        server.wait(timeout=10)


if __name__ == "__main__":
    main()
