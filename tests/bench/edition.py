"""How many readers the edition's front door serves, beside the app; run by hand, prints JSON.

    python -m tests.bench.edition data/home/releases

Debian's `caddy` runs the deployment's Caddyfile, with TLS and its log, and Debian's `wrk` asks it for the
overview over 32 connections that stay open, as browsers do; then for the app's first page, which is one of
the about 94 requests of the app's overview. Everything is on loopback and shares the machine's cores, so the
time that the server itself needs is told as well.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.caddy import Front, caddy
from tests.support.streamlit_server import streamlit

SECONDS, CONNECTIONS = 10, 32
NAME = "localhost"
"""A name that `wrk` can look up."""


def load(front: Front, path: str) -> dict[str, float]:
    """Return how many requests for a path were answered in a second, and what they cost the front door.

    Raises:
        RuntimeError: nothing was answered, or anything with an error.
    """
    before = _seconds_of(front.pid)
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip"]
    told = subprocess.run(
        [*command, f"https://{NAME}:{front.tls}{path}"], capture_output=True, text=True, check=True
    ).stdout
    spent = _seconds_of(front.pid) - before
    count = re.search(r"(\d+) requests in", told)
    if not count or not int(count[1]) or "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(f"the load on {path} was not answered:\n{told}")
    answered = int(count[1])
    return {
        "requests_per_second": round(answered / SECONDS),
        "front_door_ms_per_request": round(spent / answered * 1000, 3),
    }


def _seconds_of(pid: int) -> float:
    """Return the seconds that a process has computed."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(releases: Path) -> None:
    """Start the servers, measure, print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        streamlit("dashboard/public/served.py", PLAN_RELEASES=str(releases)) as app,
        caddy(Path(folder), releases, app, "127.0.0.1:1", public=NAME) as front,
    ):
        found = {"edition": load(front, "/en/"), "app": load(front, "/app/?lang=en")}
    rates = [found[which]["requests_per_second"] for which in ("edition", "app")]
    print(json.dumps({**found, "times_as_many": round(rates[0] / max(rates[1], 1), 1)}, indent=2))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
