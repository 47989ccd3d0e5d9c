"""The servers of a deployment, each its own process, on this machine's loopback address only."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipelines.errors import NotPossibleNow
from pipelines.register import languages_of_plan
from pipelines.settings import PROJECT, SIGN_IN, child_environment
from pipelines.workspace.visitors import require_demonstration

LOOPBACK = "127.0.0.1"
PORTS = {"public": 8501, "workspace": 8502, "site": 8503, "dagster": 3000, "code": 3001}
"""The port of each server; `code` serves Dagster's own processes."""


def run(server: str, home: Path, port: int | None = None) -> int:
    """Run a server until it is stopped; return its exit status."""
    command, environment = command_of(server, home.resolve(), port or PORTS[server])
    try:
        return subprocess.run(
            command, cwd=PROJECT, env=child_environment(**environment), check=False
        ).returncode
    except KeyboardInterrupt:
        return 0


def command_of(server: str, home: Path, port: int) -> tuple[list[str], dict[str, str]]:
    """Return the command of a server, and what of the environment is its own.

    The public dashboard is given the folder of releases, the plan's languages, and nothing else of it.
    """
    return {"public": _public, "workspace": _workspace, "site": _site}[server](home, port)


def run_demonstration(home: Path, port: int | None = None) -> int:
    """Run the public dashboard and the workspace of a demonstration, where roles can be tried out.

    Raises:
        NotPossibleNow: the plan is not a demonstration.
    """
    with trying_out(home.resolve()) as workspace:
        if workspace.poll() is not None:
            return workspace.returncode
        return run("public", home, port)


@contextmanager
def trying_out(home: Path, port: int | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Serve the workspace of a demonstration, where roles can be tried out, until what runs inside has ended.

    Raises:
        NotPossibleNow: the plan is not a demonstration.
    """
    require_demonstration(home)
    command, environment = _workspace(home, port or PORTS["workspace"])
    with subprocess.Popen(
        command, cwd=PROJECT, env=child_environment(**environment, PLAN_WORKSPACE_DEMO="true")
    ) as workspace:
        try:
            yield workspace
        finally:
            workspace.terminate()


def run_trying_out(home: Path, port: int | None = None) -> int:
    """Run the workspace of a demonstration alone; return its exit status.

    Raises:
        NotPossibleNow: the plan is not a demonstration.
    """
    with trying_out(home.resolve(), port) as workspace:
        try:
            return workspace.wait()
        except KeyboardInterrupt:
            return 0


def _public(home: Path, port: int) -> tuple[list[str], dict[str, str]]:
    environment = {"PLAN_RELEASES": str(home / "releases")}
    with suppress(OSError, NotPossibleNow):  # who may not read landing serves what the release says
        environment["PLAN_LANGUAGES"] = ";".join(languages_of_plan(home))
    return _streamlit("public", port), environment


def _site(home: Path, port: int) -> tuple[list[str], dict[str, str]]:
    command = [sys.executable, "-m", "uvicorn", "dashboard.edition.served:app", "--no-access-log"]
    return [*command, "--host", LOOPBACK, "--port", str(port)], _public(home, port)[1]


def _workspace(home: Path, port: int) -> tuple[list[str], dict[str, str]]:
    command = _streamlit("workspace", port)
    if (home / SIGN_IN).is_file():
        command += ["--secrets.files", str(home / SIGN_IN)]
    return command, {"PLAN_HOME": str(home), "PLAN_RELEASES": str(home / "releases")}


def _streamlit(app: str, port: int) -> list[str]:
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "dashboard" / app / "served.py")]
    return [*command, "--server.address", LOOPBACK, "--server.port", str(port), "--server.headless", "true"]
