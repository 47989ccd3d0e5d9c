"""The static edition of a release: asked for across the boundary of the two sides, by a command.

The pages are the reading side's, and nothing here may import it. So another process writes them, which is
told the folder of one release and nothing else, as the public app is: what is not released cannot come into
a page, by no mistake of either side. It stays for the next release, because it starts more slowly than it
writes; where nothing comes for a while it ends by itself.
"""

import atexit
import json
import select
import shutil
import subprocess
import sys
from collections.abc import Sequence
from logging import getLogger
from pathlib import Path
from threading import Lock
from typing import Any

from pipelines.errors import NotPossibleNow
from pipelines.locale import N_, translated
from pipelines.settings import PREFIX, PROJECT, child_environment

log = getLogger(__name__)

SITE = "site"
"""The folder of a release that holds its edition."""

COMMAND = [sys.executable, "-m", "dashboard.edition"]
PATIENCE_SECONDS = 600
"""How long an edition may take to be written."""

_NOT_WRITTEN = N_("the static edition could not be written, and nothing public has changed: {why}")


class NotWrittenOut(NotPossibleNow):
    """The edition of a release could not be written; what was public stays so."""

    quotes_rows = True  # what a page that could not be drawn says of its values


def write_edition(place: Path, address: str | None = None) -> None:
    """Have the edition of the release in a folder written into its `site`.

    It names an address as its own: the one that is given, else what the deployment says.

    Raises:
        NotWrittenOut: it could not be.
    """
    answer = _writers.ask(json.dumps({"release": str(place.resolve()), "address": address}))
    if "written" not in answer:
        raise NotWrittenOut(translated(_NOT_WRITTEN, why=answer["failed"]))


def write_prints(release: Path, target: Path, kinds: Sequence[str], address: str | None) -> list[str]:
    """Have the pages to print of a release written into a folder; return their names without their endings.

    Raises:
        NotPossibleNow: they could not be, or it is not known where the edition is on the web.
    """
    return _asked(
        {"release": str(release.resolve()), "print": str(target.resolve()), "kinds": list(kinds)}, address
    )


def write_drafts(release: Path, target: Path, address: str | None) -> list[str]:
    """Have the drafts of what to tell people of a release written into a folder; return their names.

    Raises:
        NotPossibleNow: they could not be.
    """
    return _asked({"release": str(release.resolve()), "bulletin": str(target.resolve())}, address)


def _asked(what: dict[str, Any], address: str | None) -> list[str]:
    answer = _writers.ask(json.dumps(what | {"address": address}))
    if "written" not in answer:
        raise NotPossibleNow(answer["failed"])
    return list(answer["written"])


def write_edition_again(place: Path) -> None:
    """Have the edition written of a release that words are taken out of; without one if that cannot be done.

    Words have to go even where pages cannot be written.
    """
    try:
        write_edition(place)
    except NotWrittenOut as problem:
        log.warning("%s is without its static edition: %s", place.name, problem)
        shutil.rmtree(place / SITE, ignore_errors=True)


class _Writers:
    """The process that writes, started when it is asked for anything, and anew when settings are others."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._settings: dict[str, str] = {}
        self._lock = Lock()
        atexit.register(self.stop)

    def ask(self, line: str) -> dict[str, Any]:
        """Return the answer to a line; one that has just ended is started anew."""
        with self._lock:
            for _ in range(2):
                answer = self._answer(line)
                if answer:
                    found: dict[str, Any] = json.loads(answer)
                    return found
                self.stop()
        return {"failed": "what writes it stopped before it had done so"}

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _answer(self, line: str) -> str:
        environment = child_environment()
        settings = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
        if settings != self._settings:
            self.stop()
        if self._process is None or self._process.poll() is not None:
            self._settings = settings
            self._process = subprocess.Popen(
                COMMAND,
                cwd=PROJECT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        told, heard = self._process.stdin, self._process.stdout
        if told is None or heard is None:
            return ""
        try:
            told.write(f"{line}\n")
            told.flush()
        except OSError:
            return ""
        return heard.readline() if select.select([heard], [], [], PATIENCE_SECONDS)[0] else ""


_writers = _Writers()
