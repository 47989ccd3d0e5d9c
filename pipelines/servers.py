"""The servers of a deployment, each its own process, on this machine's loopback address only."""

import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
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
    """Run a server until it is stopped; return its exit status.

    Raises:
        NotPossibleNow: something listens on its port already.
    """
    port = port or PORTS[server]
    require_free([port])
    command, environment = command_of(server, home.resolve(), port)
    try:
        return subprocess.run(
            command, cwd=PROJECT, env=child_environment(**environment), check=False
        ).returncode
    except KeyboardInterrupt:
        return 0


def require_free(ports: Iterable[int]) -> None:
    """Make sure that servers can listen on their ports of this machine's loopback address.

    Raises:
        NotPossibleNow: one of them is in use, or there is no such port.
    """
    for port in ports:
        try:
            socket.create_server((LOOPBACK, port)).close()
        except (OSError, OverflowError) as error:
            raise NotPossibleNow(
                f"nothing can be served at port {port}: {error}. Stop what listens there, or name another "
                "port with --port"
            ) from None


def command_of(server: str, home: Path, port: int) -> tuple[list[str], dict[str, str]]:
    """Return the command of a server, and what of the environment is its own.

    The public dashboard is given the folder of releases, the plan's languages, and nothing else of it.
    """
    return {"public": _public, "workspace": _workspace, "site": _site}[server](home, port)


def run_demonstration(home: Path, port: int | None = None) -> int:
    """Run the public dashboard and the workspace of a demonstration, where roles can be tried out.

    Raises:
        NotPossibleNow: the plan is not a demonstration, or something listens on a port already.
    """
    with trying_out(home.resolve()) as workspace:
        if workspace.poll() is not None:
            return workspace.returncode
        return run("public", home, port)


@contextmanager
def trying_out(home: Path, port: int | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Serve the workspace of a demonstration, where roles can be tried out, until what runs inside has ended.

    Raises:
        NotPossibleNow: the plan is not a demonstration, or something listens on the port already.
    """
    require_demonstration(home)
    port = port or PORTS["workspace"]
    require_free([port])
    command, environment = _workspace(home, port)
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
        NotPossibleNow: the plan is not a demonstration, or something listens on the port already.
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
