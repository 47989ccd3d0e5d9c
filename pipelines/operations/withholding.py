"""Words withdrawn, held back or forgotten are out of every release only once it is known that they are.

The log of landing says what was decided; a mark beside the releases says up to which decision it was done.
While the two differ, words are being taken out, whoever has to finish it.
"""

import json
import shutil
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines import landing
from pipelines.backup.take import BACKUP_LOCK, LINKED
from pipelines.files import replace_text
from pipelines.landing import erasing, ledger
from pipelines.operations.rounds import write_templates
from pipelines.register import now_of
from pipelines.releases.allow_list import PublicTable, public_tables
from pipelines.releases.sealing import working
from pipelines.releases.withholding.redaction import withhold
from pipelines.releases.withholding.withheld import PENDING_WORDS, pending_words, takes_back
from pipelines.rounds import states
from pipelines.warehouse.models import prepare_manifest

_MARK = ".withheld.json"


def is_pending(home: Path) -> bool:
    """Return whether words are to go by a decision, or were forgotten, after they were last taken out.

    Cheap, for it is asked every few seconds: a landed decision is read once.
    """
    if (home / PENDING_WORDS).exists() or erasing.is_under_way(home):
        return True
    ids = [str(entry["receipt_id"]) for entry in ledger.accepted(home, "decisions")]
    acted_on = _acted_on(home)
    since = ids[ids.index(acted_on) + 1 :] if acted_on in ids else ids
    if not since:
        return False
    there = {landed.receipt_id: landed for landed in landing.landed(home, "decisions")}
    return any(takes_back(there[each]) for each in since if each in there)


def finish_withholding(home: Path) -> list[str]:
    """Take words out of every release that holds any; return the releases that were made again.

    Raises:
        NotWritten: the disk is full, or the folder cannot be written; what is not done stays pending.
    """
    tables = public_tables(prepare_manifest())
    with working(home / "releases"):
        return take_words_out(home, tables, now_of(home))


def take_words_out(home: Path, tables: list[PublicTable], at: datetime) -> list[str]:
    """Take words out and mark that it is done, while `sealing.working` holds the releases' folder.

    What was forgotten goes from the copies that others make of landing too.
    """
    with landing.locked(home):
        decided, words = _last_decision(home), pending_words(home)
    made = withhold(home, tables, at)
    replace_text(home / "releases" / _MARK, json.dumps({"decision": decided}))
    if (home / PENDING_WORDS).exists():
        clear_copies(home, at)
        with landing.locked(home):
            if pending_words(home) == words:
                (home / PENDING_WORDS).unlink()
    return made


def clear_copies(home: Path, at: datetime) -> None:
    """Remove workbooks that repeat what was said, and a stopped backup's links; make open rounds' anew."""
    made = [folder.name for folder in (home / "templates").glob("*") if folder.is_dir()]
    shutil.rmtree(home / "templates", ignore_errors=True)
    for standing in states.standings(home, at):
        if standing.state == "open" and standing.round.round_id in made:
            write_templates(home, standing.round.round_id)
    try:
        with FileLock(home / BACKUP_LOCK, timeout=0):
            shutil.rmtree(home / LINKED, ignore_errors=True)
    except Timeout:
        return  # whoever takes a backup now removes its links when it ends


def _last_decision(home: Path) -> str | None:
    accepted = ledger.accepted(home, "decisions")
    return str(accepted[-1]["receipt_id"]) if accepted else None


def _acted_on(home: Path) -> str | None:
    try:
        mark = json.loads((home / "releases" / _MARK).read_text(encoding="utf-8"))
        return str(mark["decision"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
