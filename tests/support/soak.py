"""A day's life in minutes: submissions, refreshes, publications and readers at once, and what became of them.

Who sends, who reads and what builds are each a process, as in life: none waits for another's turn.

Run as a program on a deployment with the demonstration, of which it makes a copy, it prints its figures:
`python -m tests.support.soak HOME SUBMISSIONS REFRESHES PUBLISHES READERS`.
"""

import json
import random
import shutil
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path

from pipelines import landing
from pipelines.defs import runs
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.intake.decide import decide
from pipelines.intake.submit import submit
from pipelines.landing.verify import verify_landing
from pipelines.register import current, now_of
from pipelines.releases.allow_list import public_tables
from pipelines.releases.sign_off.signing import sign_off, what_would_be_signed
from pipelines.releases.verify import verify_releases
from pipelines.warehouse.builds import Warehouse, receipts_in
from pipelines.warehouse.models import prepare_manifest
from tests.support import patience
from tests.support.door import a_return, on_track
from tests.support.streamlit_server import streamlit
from tests.support.streamlit_session import session

PAGES = ("", "themes", "partners", "changes", "data", "health")
_PAUSE = 8.0
"""Seconds for which a reader reads a page."""


@dataclass
class Day:
    """What happened, and what must not."""

    accepted: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    refresh_seconds: list[float] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    pages: int = 0
    slowest_page: float = 0
    errors: list[str] = field(default_factory=list)
    memory: dict[str, list[int]] = field(default_factory=lambda: {"builder": [], "public": []})
    """Megabytes that each process held, over the day."""

    def add(self, other: "Day") -> None:
        """Add what happened to somebody else."""
        self.accepted |= other.accepted
        self.errors += other.errors
        self.pages += other.pages
        self.slowest_page = max(self.slowest_page, other.slowest_page)


def live(home: Path, submissions: int, refreshes: int, publishes: int, readers: int) -> Day:
    """Let a day go by in a deployment; return what happened."""
    day, over = Day(), home.parent / "over"
    people = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    with streamlit("dashboard/public/served.py", PLAN_RELEASES=str(home / "releases")) as server, people:
        public = _process_at(server)
        reading = people.submit(_read_all, server, over, readers)
        sending = people.submit(_send_all, home, submissions)
        try:
            for number in range(refreshes):
                begun = time.monotonic()
                runs.refresh(home)
                day.refresh_seconds.append(round(time.monotonic() - begun, 1))
                if number * publishes // refreshes < (number + 1) * publishes // refreshes:
                    _publish(home, day, len(day.published) + 1)
                day.memory["builder"].append(_megabytes("self"))
                day.memory["public"].append(_megabytes(str(public)))
            day.add(sending.result())
            runs.refresh(home)
        finally:
            over.touch()
        day.add(reading.result())
    return day


def wrong(home: Path, day: Day) -> list[str]:
    """Return what must not be at the end of a day; nothing, if all went well."""
    built = receipts_in(Warehouse.of(home).current().file)
    logged = {load.receipt_id for load in landing.landed(home, "return")}
    said = [f"lost from landing: {each}" for each in day.accepted - logged]
    said += [f"lost from the build: {each}" for each in day.accepted - built]
    said += [f"{found.code}: {found.subject}" for found in verify_landing(home)]
    said += [f"{found.code}: {found.subject}" for found in verify_releases(home / "releases")]
    return said + day.errors


def growth(megabytes: list[int]) -> int:
    """Return by how much a process grew from the second third of a day to the last one, in megabytes."""
    third = max(len(megabytes) // 3, 1)
    middle, end = megabytes[third : 2 * third] or megabytes[:1], megabytes[-third:]
    return max(end) - max(middle)


def _send_all(home: Path, count: int) -> Day:
    """Send returns of all partners for the open round, each with words of its own; return what happened."""
    day = Day()
    leads = [(action.lead_partner_id, action.action_id) for action in current(home).actions]
    chosen = random.Random(14)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            partner, action = chosen.choice([each for each in leads if each[0]])
            said = {"in_plain_words": "It is done.", "reason": "It was taken up again."}
            words = on_track(action, what_happened=f"Thing number {number} was done.", **said)
            receipt = submit(
                a_return(Path(folder) / f"{number}.xlsx", [words]),
                home=home, feed="return", submitted_by="reporting officer", received_at=now_of(home),
                partner_id=partner, round_id="2025-07",
            )  # fmt: skip
            if receipt.accepted:
                day.accepted.add(receipt.receipt_id)
            else:
                day.errors.append(f"refused: {receipt.problems[0].message}")
    return day


def _publish(home: Path, day: Day, number: int) -> None:
    """Correct the last released round: a date is agreed anew, it is signed off afresh and released again."""
    at = now_of(home)
    about = {"home": home, "submitted_by": "secretary", "received_at": at, "role": "chair"}
    day_of = str(at.date())
    for said in (
        {"decision": "correct", "round_id": "2025-06", "reason": f"Correction number {number}."},
        {
            "decision": "agree_date", "action_id": "A03", "agreed_finish": f"2027-{number % 12 + 1:02}",
            "reason": f"Agreed anew, number {number}.", "round_id": "2025-06",
        },
    ):  # fmt: skip
        receipt = decide(**about, decided_on=day_of, **said)
        if not receipt.accepted:
            day.errors.append(f"refused: {receipt.problems[0].message}")
            return
    try:
        build, tables = runs.refresh(home), public_tables(prepare_manifest())
        covered = what_would_be_signed(home, build, tables, "2025-06", now_of(home))
        receipt = sign_off(home, covered, role="chair", submitted_by="secretary", at=now_of(home))
        if receipt.accepted:
            day.published += runs.publish(home, "2025-06").release_ids
        else:
            day.errors.append(f"refused: {receipt.problems[0].message}")
    except (Refusal, NotPossibleNow) as error:
        day.errors.append(f"not published: {error}")


def _read_all(server: str, over: Path, readers: int) -> Day:
    """Let some people read until the day is over; return what happened to them."""
    day = Day()
    with ThreadPoolExecutor(readers) as people:
        for each in [people.submit(_reader, server, day, over, number) for number in range(readers)]:
            each.result()
    return day


def _reader(server: str, day: Day, over: Path, number: int) -> None:
    """Read page after page, by plain requests and in a session, until the day is over."""
    chosen = random.Random(number)
    while not over.exists():
        page = chosen.choice(PAGES)
        _timed(day, page, lambda page=page: _get(f"{server}/{page}"))
        if page != "health":
            _timed(day, page, lambda page=page: _in_a_session(server, page))
        time.sleep(_PAUSE * chosen.uniform(0.5, 1.5))


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=patience.SECONDS) as answer:
        return str(answer.read().decode("utf-8", "replace"))


def _in_a_session(server: str, page: str) -> str:
    with session(server) as opened:
        return opened.run(page).words()


def _timed(day: Day, page: str, read: Callable[[], str]) -> None:
    begun = time.monotonic()
    try:
        said = read()
        if "Traceback" in said or "RestartableError" in said:
            day.errors.append(f"an error is shown on the page {page!r}")
    except (OSError, urllib.error.URLError, TimeoutError) as error:
        day.errors.append(f"the page {page!r} did not answer: {error}")
    day.pages += 1
    day.slowest_page = max(day.slowest_page, round(time.monotonic() - begun, 1))


def _process_at(server: str) -> int:
    """Return the process that listens at an address of this machine."""
    port = server.rpartition(":")[2]
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        words = command.read_bytes().split(b"\0")
        if b"dashboard/public/served.py" in words and port.encode() in words:
            return int(command.parent.name)
    raise LookupError(server)


def _megabytes(process: str) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def main(source: Path, *counts: int) -> dict[str, object]:
    """Let a day go by in a copy of a deployment; return its figures."""
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        home = Path(shutil.copytree(source, Path(folder) / "home"))
        begun = time.monotonic()
        day = live(home, *counts)
        told = asdict(day) | {"accepted": len(day.accepted), "seconds": round(time.monotonic() - begun)}
        grown = {name: growth(found) for name, found in day.memory.items()}
        return told | {"wrong": wrong(home, day), "grown_megabytes": grown}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), *map(int, sys.argv[2:])), default=sorted))
