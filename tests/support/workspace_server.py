"""A real server of the workspace on a deployment, and what its pages are looked at with."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Page

from pipelines.settings import PROJECT, child_environment


@contextmanager
def serving(home: Path, *options: str, port: int | None = None, **settings: str) -> Iterator[str]:
    """Serve the workspace of a deployment; give its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/workspace/served.py"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port), *options]
    about = {"PLAN_HOME": str(home), "PLAN_RELEASES": str(home / "releases"), **settings}
    with (home.parent / "workspace.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=child_environment(**about), stdout=log, stderr=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=10)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, seconds: float = 60) -> None:
    """Wait until something answers at an address."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not answer")


def settled(page: Page) -> None:
    """Wait until a page has been shown whole."""
    page.locator("h1").first.wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def overhang(page: Page) -> list[int]:
    """Return by how much a page is wider than its window: of the document, and of what scrolls in it."""
    found: list[int] = page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".map((box) => box.scrollWidth - box.clientWidth)"
    )
    return found


def names(page: Page) -> str:
    """Return everything that is read out: the page's tree as a screen reader gets it."""
    return str(page.locator("body").aria_snapshot())


def drop(page: Page, *files: Path | dict[str, object], wait: bool = True) -> None:
    """Hand files to the page's uploader."""
    given: Sequence[object] = list(files)
    page.locator('input[type="file"]').set_input_files(given)  # type: ignore[arg-type]
    if wait:
        page.locator(".read").first.wait_for()
