"""Faults of runs: each is told of once, however many runs it fails, and again only after it was mended.

They are kept in a small file beside Dagster's own, so that a mail server that is down loses none.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from pipelines.files import replace_text
from pipelines.locale import N_, retold, translated, translated_moment
from pipelines.mail import send
from pipelines.settings import Settings

_FILE = "faults.json"
NO_SENTENCE = N_("It failed for a reason that has no sentence of ours; see the run on Dagster's pages.")
_UNREADABLE = N_(
    "What was kept in {file} cannot be read: a fault that stood there may not have been told of."
)
ONLY_A_KIND = N_("It failed with {kind}, which has no sentence of ours; see the run on Dagster's pages.")
_LIST = "faults"
"""What stands for a job where the file of faults itself is damaged; the next success of any job mends it."""
_CHANGES = re.compile(r"[0-9a-f]{8,}|\d+")


@dataclass(frozen=True)
class Fault:
    """What went wrong in a job: its own sentence where we have one, and never a row's content."""

    job: str
    words: str
    first_at: str
    run_id: str
    is_told: bool = False

    @property
    def since(self) -> str:
        """When it was first seen, in the language that is spoken."""
        return translated_moment(datetime.fromisoformat(self.first_at))

    @property
    def in_words(self) -> str:
        """What went wrong, in the language that is spoken: our own sentence, or that there is none."""
        return retold(self.words) or translated(NO_SENTENCE)

    @property
    def key(self) -> tuple[str, str]:
        """What makes two failures the same fault: the job and the words, but for numbers and ids."""
        return self.job, _CHANGES.sub("#", self.words)


def note_fault(folder: Path, job: str, words: str, at: datetime, run_id: str) -> bool:
    """Keep a failure; return whether it is a fault that is not known already.

    A failure of no run that Dagster launched has an empty `run_id`.
    """
    fault = Fault(job, words, at.isoformat(timespec="seconds"), run_id)
    with _locked(folder) as file:
        known = _read(file)
        is_new = fault.key not in {each.key for each in known}
        if is_new:
            _write(file, [*known, fault])
    return is_new


def clear_faults(folder: Path, job: str) -> None:
    """Forget the faults of a job: it has succeeded."""
    with _locked(folder) as file:
        known = _read(file)
        left = [each for each in known if each.job not in (job, _LIST)]
        if left != known:
            _write(file, left)


def tell_of_faults(folder: Path) -> list[str]:
    """Send an e-mail for each fault that nobody was told of yet; return what was said.

    Without a mail server nothing is sent, and the faults stay on Dagster's pages and in its log.

    Raises:
        NotSent: the mail server would not take it; the fault is kept and told of later.
    """
    settings, told = Settings(), []
    if not (settings.smtp and settings.alerts_to):
        return []
    for fault in [each for each in faults(folder) if not each.is_told]:
        send(
            settings.smtp, settings.mail_from, settings.alerts_to, f"The job {fault.job} failed", _text(fault)
        )
        told.append(fault.words)
        with _locked(folder) as file:
            _write(
                file, [replace(each, is_told=True) if each.key == fault.key else each for each in _read(file)]
            )
    return told


def faults(folder: Path) -> list[Fault]:
    """Return the faults that were not mended yet, the oldest first; of a damaged file, that it is damaged."""
    return _read(folder / _FILE)


def _text(fault: Fault) -> str:
    run = f" Run: {fault.run_id}, on Dagster's pages." if fault.run_id else ""
    return (
        f"{fault.words}\n\nFirst seen: {fault.since}.{run}\n"
        "What was public stays as it was. No more e-mail comes of this fault until it was mended and is "
        "back. See `plan doctor`.\n"
    )


@contextmanager
def _locked(folder: Path) -> Iterator[Path]:
    """Give the file of faults, to one process at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".faults.lock"):
        yield folder / _FILE


def _read(file: Path) -> list[Fault]:
    if not file.is_file():
        return []
    try:
        return [Fault(**each) for each in json.loads(file.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        changed_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        return [Fault(_LIST, _UNREADABLE.format(file=file), changed_at.isoformat(timespec="seconds"), "")]


def _write(file: Path, known: list[Fault]) -> None:
    replace_text(file, json.dumps([asdict(each) for each in known], indent=1))
