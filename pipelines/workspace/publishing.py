"""Publishing from the workspace: `plan publish` in a process of its own, which has what a run needs."""

import subprocess
import sys
from pathlib import Path

from pipelines.errors import NotPossibleNow, Refusal
from pipelines.settings import PROJECT, child_environment

LONGEST_SECONDS = 600


def publish(home: Path, round_id: str) -> None:
    """Release a round that is signed off, and wait until it is out.

    Raises:
        Refusal: it cannot be released; what was public stays so.
        NotPossibleNow: something else stands in the way, or it took too long.
    """
    command = [sys.executable, "-m", "pipelines.cli", "publish", round_id, "--json", "--home", str(home)]
    try:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotPossibleNow(f"publishing {round_id} took longer than {LONGEST_SECONDS} seconds") from None
    if done.returncode:
        said = done.stderr.strip() or f"it ended with status {done.returncode}"
        raise (Refusal if done.returncode == 1 else NotPossibleNow)(said)
