"""A command of `plan` in a process of its own, for what needs more than the workspace's server has loaded."""

import subprocess
import sys
from logging import getLogger
from pathlib import Path

from pipelines.errors import NotPossibleNow, Refusal
from pipelines.locale import N_, translated
from pipelines.settings import PROJECT, child_environment

log = getLogger(__name__)

_TOO_LONG = N_("plan {command} took longer than {seconds} seconds")
_ENDED = N_("it ended with status {status}")


def answer_of(home: Path, *arguments: str, seconds: float) -> str:
    """Return what a command on the deployment in `home` prints.

    Raises:
        Refusal: the command refused what it was given, in its words.
        NotPossibleNow: something stands in the way, in its words; or it took longer than `seconds`; or it
            ended in any other way, and what it wrote is in the log.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pipelines.cli", *arguments, "--home", str(home)],
            cwd=PROJECT,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotPossibleNow(translated(_TOO_LONG, command=arguments[0], seconds=f"{seconds:g}")) from None
    if done.returncode == 0:
        return done.stdout
    said, ended = done.stderr.strip(), translated(_ENDED, status=done.returncode)
    if done.returncode == 1:
        raise Refusal(said or ended)
    if done.returncode == 3:
        raise NotPossibleNow(said or ended)
    log.error("plan %s ended with status %s: %s", arguments[0], done.returncode, said)
    raise NotPossibleNow(ended)
