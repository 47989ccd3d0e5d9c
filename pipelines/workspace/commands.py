"""A command of `plan` in a process of its own, for what needs more than the workspace's server has loaded."""

import subprocess
import sys
from pathlib import Path

from pipelines.errors import NotPossibleNow, Refusal
from pipelines.locale import N_, translated
from pipelines.settings import PROJECT, child_environment

_TOO_LONG = N_("plan {command} took longer than {seconds} seconds")
_ENDED = N_("it ended with status {status}")


def answer_of(home: Path, *arguments: str, seconds: float) -> str:
    """Return what a command on the deployment in `home` prints.

    Raises:
        Refusal: the command refused what it was given, in its words.
        NotPossibleNow: something else stands in the way, or it took longer than `seconds`.
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
    if done.returncode:
        said = done.stderr.strip() or translated(_ENDED, status=done.returncode)
        raise (Refusal if done.returncode == 1 else NotPossibleNow)(said)
    return done.stdout
