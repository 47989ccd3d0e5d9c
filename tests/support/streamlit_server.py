"""A real Streamlit server of one of the apps, and the wait for whatever is served."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError

from dashboard.components.notices import FAILED
from pipelines.settings import PROJECT, child_environment
from tests.support import patience
from tests.support.ports import free_port

FAILURES = (FAILED, "Uncaught app execution")
"""What a server says where a page failed: one of ours, and Streamlit of a script that says nothing itself."""


@contextmanager
def streamlit(
    script: str, *options: str, port: int | None = None, log: Path | None = None, **settings: str
) -> Iterator[str]:
    """Serve a script of the project on loopback with some settings; give its address.

    Raises:
        AssertionError: at the end, one of its pages had failed.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    command += ["--logger.enableRich", "false", *options]  # else Streamlit's own failures have no fixed words
    with ExitStack() as stack:
        log = log or Path(stack.enter_context(TemporaryDirectory())) / "server.log"
        said = stack.enter_context(log.open("w", encoding="utf-8"))
        process = subprocess.Popen(
            command, cwd=PROJECT, env=child_environment(**settings), stdout=said, stderr=said
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=patience.SECONDS)
        said_all = log.read_text(encoding="utf-8", errors="replace")
        assert not any(each in said_all for each in FAILURES), said_all


def wait_for(address: str, seconds: float = patience.SECONDS) -> None:
    """Wait until something answers at an address."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not answer")
