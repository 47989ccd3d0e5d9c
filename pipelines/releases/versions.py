"""Which software made a release."""

import subprocess
from functools import cache
from importlib.metadata import version

from pipelines.settings import PROJECT


@cache
def code_version() -> str:
    """Return the version of this software, with the commit where it runs from a checkout."""
    asked = ["git", "-C", str(PROJECT), "rev-parse", "--short=12", "HEAD"]
    try:
        commit = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=5).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        commit = ""
    return f"{version('plan-delivery')}{'+' if commit else ''}{commit}"
