"""The servers of a deployment, each its own process, on this machine's loopback address only."""

import subprocess
import sys
from pathlib import Path

from pipelines.register import languages_of_plan
from pipelines.settings import PROJECT, child_environment

LOOPBACK = "127.0.0.1"
PORTS = {"public": 8501, "dagster": 3000}


def run(server: str, home: Path, port: int | None = None) -> int:
    """Run a server until it is stopped; return its exit status.

    The public dashboard is given the folder of releases, the plan's languages, and nothing else of it.
    """
    home = home.resolve()
    port = port or PORTS[server]
    command, environment = {"public": _public, "dagster": _dagster}[server](home, port)
    try:
        return subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _public(home: Path, port: int) -> tuple[list[str], dict[str, str]]:
    app = PROJECT / "dashboard" / "public" / "served.py"
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    options = ["--server.address", LOOPBACK, "--server.port", str(port), "--server.headless", "true"]
    languages = ";".join(languages_of_plan(home))
    return command + options, child_environment(
        PLAN_RELEASES=str(home / "releases"), PLAN_LANGUAGES=languages
    )


def _dagster(home: Path, port: int) -> tuple[list[str], dict[str, str]]:
    folder = home / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "dagster_webserver", "-m", "pipelines.definitions"]
    options = ["--host", LOOPBACK, "--port", str(port)]
    return command + options, child_environment(PLAN_HOME=str(home), DAGSTER_HOME=str(folder))
