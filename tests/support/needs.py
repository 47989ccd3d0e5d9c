"""Programs that a test needs and `make test` installs as root: only whoever is not root may go on without."""

import os
import shutil

import pytest


def needs(command: str, package: str | None = None) -> pytest.MarkDecorator:
    """Return a mark that skips a test where a command is missing and whoever runs it could not install it."""
    return pytest.mark.skipif(
        shutil.which(command) is None and os.geteuid() != 0,
        reason=f"needs {command}: sudo apt-get install {package or command}",
    )
