"""Every server of a deployment under one supervisor: what dies is started again, Ctrl-C stops all of them.

Supervisor (supervisord.org) is told what to run in a file of the deployment's folder, written at each start.
All servers write to this terminal, or to the journal of whoever started it.
"""

import os
import shlex
import sys
from collections.abc import Sequence
from configparser import ConfigParser
from dataclasses import dataclass, field
from io import StringIO
from itertools import count
from pathlib import Path
from typing import NoReturn

from pipelines.dagster_home import LOOPBACK, prepare_dagster
from pipelines.files import replace_text
from pipelines.servers import PORTS, command_of, require_free
from pipelines.settings import PROJECT
from pipelines.warehouse.lineage import prepare_lineage

_LIVES_AFTER_SECONDS = 5
_STOPS_IN_SECONDS = 30


@dataclass(frozen=True)
class Program:
    """One server: its command, and what of the environment is its own."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def supervise(servers: Sequence[str], home: Path, first_port: int | None = None) -> NoReturn:
    """Become the supervisor of servers, which runs until it is stopped.

    With a first port given, they take that one and those after it, the servers named before Dagster's.

    Raises:
        NotPossibleNow: something listens on one of their ports already.
    """
    home = home.resolve()
    named = (*servers, "dagster", "code")
    own = dict(zip(named, count(first_port), strict=False)) if first_port else {}
    ports = PORTS | own
    require_free(ports[name] for name in named)
    prepare_lineage()
    folder = prepare_dagster(home, ports["code"])
    file = folder / "supervisord.conf"
    replace_text(file, configuration(programs(servers, home, folder, ports), folder))
    command = [sys.executable, "-m", "supervisor.supervisord", "--nodaemon", "--configuration", str(file)]
    os.chdir(PROJECT)
    os.execv(sys.executable, command)


def programs(servers: Sequence[str], home: Path, folder: Path, ports: dict[str, int]) -> list[Program]:
    """Return what to run: Dagster's three processes, then those that people look at."""
    own = {"PLAN_HOME": str(home), "DAGSTER_HOME": str(folder), "DAGSTER_EVENT_BATCH_SIZE": "100"}
    workspace = ["--workspace", str(folder / "workspace.yaml")]
    python = [sys.executable, "-m"]
    json = ["--log-format", "json"]
    code = ["dagster", "api", "grpc", "--module-name", "pipelines.definitions", *json]
    after = [*python, "pipelines.after", str(ports["code"]), sys.executable]
    daemon = str(Path(sys.executable).with_name("dagster-daemon"))
    webserver = ["-m", "dagster_webserver", "--host", LOOPBACK, "--port", str(ports["dagster"])]
    found = [
        Program("code", [*python, *code, "--host", LOOPBACK, "--port", str(ports["code"])], own),
        Program("daemon", [*after, daemon, "run", *workspace, *json], own),
        Program("webserver", [*after, *webserver, *workspace, *json], own),
    ]
    for server in servers:
        command, environment = command_of(server, home, ports[server])
        found.append(Program(server, command, environment))
    return found


def configuration(wanted: list[Program], folder: Path) -> str:
    """Return supervisor's configuration file."""
    parser = ConfigParser(interpolation=None)
    parser["supervisord"] = {
        "nodaemon": "true",
        "logfile": "/dev/null",
        "logfile_maxbytes": "0",
        "pidfile": str(folder / "supervisord.pid"),
        "childlogdir": str(folder),
    }
    for number, program in enumerate(wanted):
        values = (f'{name}="{_escaped(value)}"' for name, value in program.environment.items())
        parser[f"program:{program.name}"] = {
            "command": _escaped(shlex.join(program.command)),
            "directory": _escaped(str(PROJECT)),
            "environment": ",".join(values),
            "priority": str(number + 1),
            "autorestart": "true",
            "startsecs": str(_LIVES_AFTER_SECONDS),
            "startretries": "1000",
            "stopasgroup": "true",
            "killasgroup": "true",
            "stopwaitsecs": str(_STOPS_IN_SECONDS),
            "redirect_stderr": "true",
            "stdout_logfile": "/dev/fd/1",
            "stdout_logfile_maxbytes": "0",
        }
    text = StringIO()
    parser.write(text)
    return text.getvalue()


def _escaped(value: str) -> str:
    return value.replace("%", "%%")
