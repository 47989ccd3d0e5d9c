"""What waits to be built: receipts that the current build has not heard of, and days that have gone by."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import duckdb

from pipelines.errors import NotPossibleNow
from pipelines.landing import ledger
from pipelines.register import RegisterMissing, plan_day
from pipelines.rounds.states import standings
from pipelines.warehouse.builds import STALE, NoBuild, Warehouse, reading

_LOOK_AGAIN_SECONDS = 300
"""How often rounds that close and days that pass are looked for."""


def state_of(home: Path, at: datetime) -> str:
    """Return a word that changes when anything may wait that did not: cheap, asked every few seconds."""
    pointer = Warehouse.of(home).pointer
    files = (home / ledger.LOG, pointer, pointer.with_name(STALE))
    sizes = [str(path.stat().st_mtime_ns) if path.exists() else "-" for path in files]
    return "-".join([*sizes, f"{at.timestamp() // _LOOK_AGAIN_SECONDS:.0f}"])


def why_refresh(home: Path, at: datetime, feeds: Iterable[str]) -> str | None:
    """Return why the build should be made anew, in a few words without anybody's; None if it need not be.

    The clock of the plan decides, as it decides what a build is made for.
    """
    try:
        rounds = standings(home, at)
    except RegisterMissing:
        return None
    try:
        build = Warehouse.of(home).current()
        if Warehouse.of(home).stale():
            return "something was forgotten since"
        with reading(build.file) as connection:
            rows = connection.execute("select receipt_id from raw.receipts").fetchall()
    except NoBuild:
        return "there is no build yet"
    except (NotPossibleNow, OSError, duckdb.Error) as error:
        return f"the current build cannot be read ({type(error).__name__})"
    known = {receipt_id for (receipt_id,) in rows}
    waiting = [
        entry["receipt_id"]
        for feed in feeds
        for entry in ledger.accepted(home, feed)
        if entry["receipt_id"] not in known and datetime.fromisoformat(entry["received_at"]) <= at
    ]
    if waiting:
        return f"submissions that wait: {len(waiting)}"
    if any(each.closed_at and build.as_of < each.closed_at <= at for each in rounds):
        return "a round has closed since"
    if plan_day(home, build.as_of) < plan_day(home, at):
        return "a day has passed since"
    return None
