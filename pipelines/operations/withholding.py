"""Words that are withdrawn or held back are out of every release only once it is known that they are.

The log of landing says what was decided; a mark beside the releases says up to which decision it was done.
While the two differ, words are being taken out, whoever has to finish it.
"""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from pipelines import clock, landing
from pipelines.files import replace_text
from pipelines.landing import ledger
from pipelines.register import current_plan_clock
from pipelines.releases.allow_list import PublicTable, public_tables
from pipelines.releases.sealing import working
from pipelines.releases.withholding.taking_back import withhold
from pipelines.warehouse.models import prepare_manifest

_MARK = ".withheld.json"
_TAKING_BACK = frozenset({"withdraw_voice", "hold"})


def is_pending(home: Path) -> bool:
    """Return whether words are to go by a decision that came after they were last taken out.

    Cheap, for it is asked every few seconds: a landed decision is read once.
    """
    ids = [str(entry["receipt_id"]) for entry in ledger.accepted(home, "decisions")]
    acted_on = _acted_on(home)
    since = ids[ids.index(acted_on) + 1 :] if acted_on in ids else ids
    if not since:
        return False
    there = {landed.receipt_id: landed for landed in landing.landed(home, "decisions")}
    return any(_takes_back(there[each]) for each in since if each in there)


@lru_cache(maxsize=4096)
def _takes_back(landed: landing.Landed) -> bool:
    """Return whether a landed file decides that words go; it never changes."""
    return bool(_TAKING_BACK & {row["decision"] for row in landed.rows("decisions", "decision")})


def finish_withholding(home: Path) -> list[str]:
    """Take words out of every release that holds any; return the releases that were made again.

    Raises:
        NotWritten: the disk is full, or the folder cannot be written; what is not done stays pending.
    """
    tables = public_tables(prepare_manifest())
    with working(home / "releases"):
        return take_words_out(home, tables, clock.now(current_plan_clock(home)))


def take_words_out(home: Path, tables: list[PublicTable], at: datetime) -> list[str]:
    """Take words out and mark that it is done, while `sealing.working` holds the releases' folder."""
    decided = _last_decision(home)
    made = withhold(home, tables, at)
    replace_text(home / "releases" / _MARK, json.dumps({"decision": decided}))
    return made


def _last_decision(home: Path) -> str | None:
    accepted = ledger.accepted(home, "decisions")
    return str(accepted[-1]["receipt_id"]) if accepted else None


def _acted_on(home: Path) -> str | None:
    try:
        mark = json.loads((home / "releases" / _MARK).read_text(encoding="utf-8"))
        return str(mark["decision"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
