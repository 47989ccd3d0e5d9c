"""A refresh that nobody has to ask for: what was confirmed is in the figures a few seconds later.

Asking leaves a mark. One process of its own builds while there are marks, and stays for a while, ready for
the next one: what makes a refresh slow is to load what it needs. It is started as soon as somebody has
something looked at, so that it is ready by the time they confirm, and ends with the server that it is for:
the workspace's, or the supervisor of a deployment that runs by itself, where something is sent from a shell.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging import getLogger
from pathlib import Path
from secrets import token_hex
from typing import IO

from filelock import FileLock, Timeout

from pipelines import clock
from pipelines.dagster_home import is_alive
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.locale import N_, translated
from pipelines.operations.faults import clear_faults, note_fault
from pipelines.settings import PROJECT, child_environment
from pipelines.warehouse.wanted import MAKING, WANTED

READY_SECONDS = 600.0
"""How long the process stays after its last refresh."""
WAIT_SECONDS = 300.0
"""How long a refresh that is wanted waits for another to end, which may hold less than what is wanted."""

_COMMAND = (sys.executable, "-m", "pipelines.cli", "refresh", "--if-wanted")
_WITHHOLD = (sys.executable, "-m", "pipelines.cli", "withhold")
_LOCK = ".wanted.lock"
_LOG = "refresh.log"
_BETWEEN_LOOKS = 0.2
_FAILED = N_("What was sent could not be built into the figures; why stands in {file}.")

log = getLogger(__name__)


def ask_for_refresh(home: Path, server: int | None = None) -> bool:
    """Have everything that has landed by now built soon; return whether that could be asked for.

    What has landed stands, so nothing is raised where the disk takes no mark: that is logged.
    """
    with _logged():
        (_folder(home) / WANTED.replace("*", token_hex(8))).touch()
        return prepare_refresh(home, server)
    return False


def prepare_refresh(home: Path, server: int | None = None) -> bool:
    """Have the process ready that makes refreshes, if there is none; return whether there is one.

    It ends with the process `server`, by default the one that calls.
    """
    with _logged():
        try:
            FileLock(_folder(home) / _LOCK).acquire(timeout=0).lock.release()
        except Timeout:
            return True  # it is there, and looks for marks once more after it has let go of the lock
        _start(home, (*_COMMAND, "--ends-with", str(server or os.getpid())))
        return True
    return False


def ask_to_withhold(home: Path) -> None:
    """Have words that are withdrawn or held back taken out of what is public, by a process of its own.

    What was decided stands, so nothing is raised where no process can be started: that is logged, and the
    words stay pending.
    """
    with _logged():
        _start(home, _WITHHOLD)


@contextmanager
def _logged() -> Iterator[None]:
    """Log what the disk does not take."""
    try:
        yield
    except OSError:
        log.exception("no process could be asked for")


def _start(home: Path, command: tuple[str, ...]) -> None:
    with _log_of(home) as said:
        subprocess.Popen(
            [*command, "--home", str(home)],
            cwd=PROJECT,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )


def _log_of(home: Path) -> IO[str]:
    """Return where a process writes what goes wrong: nowhere, where its log cannot be written."""
    try:
        return (_folder(home) / _LOG).open("a", encoding="utf-8")
    except OSError:
        log.exception("%s cannot be written", _LOG)
        return Path(os.devnull).open("a", encoding="utf-8")


def refresh_while_wanted(
    home: Path,
    load: Callable[[], Callable[[], object]],
    ready_seconds: float = READY_SECONDS,
    server: int | None = None,
) -> int:
    """Load what makes a refresh, and make one for every mark until there was none for a while.

    Return how many there were: none where another process is at it, and then nothing is loaded. Where the
    process `server` is gone, this one does what is wanted and waits no longer. One that fails is kept as a
    fault of the job `refresh`, until one succeeds.
    """
    folder, count = _folder(home), 0
    while True:
        try:
            with FileLock(folder / _LOCK, timeout=0):
                count += _serve(home, load(), ready_seconds, server)
        except Timeout:
            return count
        if not any(folder.glob(WANTED)):
            return count


def _serve(home: Path, refresh: Callable[[], object], ready_seconds: float, server: int | None) -> int:
    folder, count, idle_since = _folder(home), 0, time.monotonic()

    def may_be_needed() -> bool:
        is_served = server is None or is_alive(server)
        return is_served and time.monotonic() - idle_since < ready_seconds

    while may_be_needed() or any(folder.glob(WANTED)):
        marks = list(folder.glob(WANTED))
        if not marks:
            time.sleep(_BETWEEN_LOOKS)
            continue
        making = folder / MAKING
        making.touch()
        try:
            _make(home, refresh)
        finally:
            making.unlink(missing_ok=True)
        for mark in marks:
            mark.unlink(missing_ok=True)
        count, idle_since = count + 1, time.monotonic()
    return count


def _make(home: Path, refresh: Callable[[], object]) -> None:
    """Make a refresh; keep it as a fault if it fails, and forget that fault once one succeeds."""
    faults, words = home / "dagster", ""
    try:
        refresh()
    except (Refusal, NotPossibleNow) as error:
        log.error("%s", error)  # the log is the operator's own: a row may stand in it
        words = "" if error.quotes_rows else str(error)
    except Exception:
        log.exception("a fault of the software")
    else:
        clear_faults(faults, "refresh")
        return
    note_fault(faults, "refresh", words or translated(_FAILED, file=_folder(home) / _LOG), clock.now(), "")


def _folder(home: Path) -> Path:
    folder = home / "warehouse"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
