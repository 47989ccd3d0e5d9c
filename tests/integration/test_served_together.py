"""`plan serve all`: what comes in is built by the daemon, what dies is started again, and all of it stops."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipelines.settings import PROJECT
from pipelines.warehouse.builds import NoBuild, Warehouse, reading
from tests.support import patience
from tests.support.door import a_return, new_home, on_track, send
from tests.support.ports import free_ports

pytestmark = pytest.mark.long

SECONDS = 240
"""How long anything may take on a machine that does much else."""


@dataclass(frozen=True)
class Served:
    """A deployment that is served."""

    home: Path
    supervisor: subprocess.Popen[bytes]
    public: str
    dagster: str
    log: Path

    def ask(self, query: str, **variables: Any) -> Any:
        """Return the answer of Dagster's pages to a query in GraphQL."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(
            f"{self.dagster}/graphql", body, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=patience.SECONDS) as answer:
            return json.load(answer)["data"]

    def runs(self, job: str) -> list[dict[str, Any]]:
        """Return the runs of a job, the latest first."""
        query = """query ($job: String) { runsOrError(filter: {pipelineName: $job}) { ... on Runs {
            results { runId status tags { key value } } } } }"""
        found: list[dict[str, Any]] = self.ask(query, job=job)["runsOrError"]["results"]
        return found

    def processes(self) -> dict[str, int]:
        """Return the process of each server, by its name."""
        own = Path(f"/proc/{self.supervisor.pid}/task/{self.supervisor.pid}/children").read_text().split()
        found = {}
        for pid in own:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
            for name, mark in {
                "public": "dashboard/public/served.py",
                "workspace": "dashboard/workspace/served.py",
                "webserver": "dagster_webserver",
                "daemon": "dagster-daemon",
                "code": "api grpc",
            }.items():
                if mark in command:
                    found[name] = int(pid)
        return found


def wait_until(what: Callable[[], Any], log: Path) -> Any:
    """Return what something says once it says anything; what it cannot say yet is asked again."""
    give_up = time.monotonic() + SECONDS
    while time.monotonic() < give_up:
        try:
            if found := what():
                return found
        except (OSError, NoBuild, KeyError, TypeError):
            pass
        time.sleep(0.3)
    raise TimeoutError(log.read_text(errors="replace")[-4000:])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = new_home(tmp_path_factory.mktemp("served"))
    first = free_ports(5)
    log = home.parent / "log.txt"
    with log.open("wb") as file:
        command = [sys.executable, "-c", "from pipelines.cli import app; app()", "serve", "all"]
        supervisor = subprocess.Popen(
            [*command, "--home", str(home), "--port", str(first)],
            cwd=PROJECT,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    found = Served(
        home, supervisor, f"http://127.0.0.1:{first}", f"http://127.0.0.1:{port_of(log, home)}", log
    )
    try:
        wait_until(lambda: urllib.request.urlopen(f"{found.dagster}/server_info", timeout=5).status, log)
        yield found
    finally:
        supervisor.send_signal(signal.SIGINT)
        supervisor.wait(timeout=patience.SECONDS)


def port_of(log: Path, home: Path) -> int:
    """Return the port of Dagster's pages, as supervisor was told it."""

    def told() -> int | None:
        text = (home / "dagster" / "supervisord.conf").read_text()
        found = re.search(r"dagster_webserver --host 127\.0\.0\.1 --port (\d+)", text)
        return int(found[1]) if found else None

    return int(wait_until(told, log))


def built(home: Path, receipt_id: str) -> bool:
    """Return whether the current build has heard of a receipt."""
    with reading(Warehouse.of(home).current().file) as connection:
        query = "select count(*) from raw.receipts where receipt_id = ?"
        return connection.execute(query, [receipt_id]).fetchall() == [(1,)]


def test_what_is_submitted_is_in_the_figures_by_itself_and_what_never_changes_makes_no_run(
    served: Served, tmp_path: Path
) -> None:
    wait_until(lambda: Warehouse.of(served.home).current(), served.log)

    receipt = send(a_return(tmp_path / "good.xlsx", [on_track()]), served.home)
    wait_until(lambda: built(served.home, receipt.receipt_id), served.log)

    wait_until(lambda: all(run["status"] == "SUCCESS" for run in served.runs("refresh")), served.log)
    count = len(served.runs("refresh"))
    time.sleep(15)
    assert len(served.runs("refresh")) == count <= 2


def test_the_button_on_dagsters_page_works(served: Served) -> None:
    before = wait_until(lambda: Warehouse.of(served.home).current(), served.log)
    query = """mutation ($selector: JobOrPipelineSelector!) { launchRun(executionParams: {
        selector: $selector, mode: "default"}) { __typename ... on LaunchRunSuccess { run { runId } }
        ... on PythonError { message } } }"""
    repositories = served.ask(
        "{ repositoriesOrError { ... on RepositoryConnection { nodes { name location { name } } } } }"
    )
    (repository,) = repositories["repositoriesOrError"]["nodes"]
    selector = {
        "repositoryName": repository["name"],
        "repositoryLocationName": repository["location"]["name"],
        "pipelineName": "refresh",
    }

    answer = served.ask(query, selector=selector)["launchRun"]

    assert answer["__typename"] == "LaunchRunSuccess", answer
    run_id = answer["run"]["runId"]
    states = {"SUCCESS", "FAILURE", "CANCELED"}
    ended = wait_until(
        lambda: [run for run in served.runs("refresh") if run["runId"] == run_id and run["status"] in states],
        served.log,
    )
    assert [run["status"] for run in ended] == ["SUCCESS"]
    assert Warehouse.of(served.home).current().build_id != before.build_id


def test_what_dies_is_started_again(served: Served) -> None:
    processes = wait_until(lambda: len(served.processes()) == 5 and served.processes(), served.log)

    for name in ("public", "daemon"):
        os.kill(processes[name], signal.SIGKILL)

    again = wait_until(
        lambda: (
            (now := served.processes()).keys() == processes.keys()
            and now["public"] != processes["public"]
            and now["daemon"] != processes["daemon"]
            and now
        ),
        served.log,
    )
    assert again["webserver"] == processes["webserver"]
    health = f"{served.public}/_stcore/health"
    assert wait_until(lambda: urllib.request.urlopen(health, timeout=5).status, served.log) == 200


def test_every_server_listens_on_this_machine_only(served: Served) -> None:
    health = f"{served.public}/_stcore/health"
    wait_until(lambda: urllib.request.urlopen(health, timeout=5).status, served.log)
    links = [link for pid in served.processes().values() for link in Path(f"/proc/{pid}/fd").iterdir()]
    sockets = {str(link.readlink()) for link in links if link.is_symlink()}
    tables = [Path(f"/proc/net/{name}").read_text().splitlines() for name in ("tcp", "tcp6")]
    lines = [line.split() for table in tables for line in table]
    listening = [line[1] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in sockets]

    assert len(listening) >= 4
    assert all("0100007F:" in address for address in listening), listening


def test_all_stop_when_the_supervisor_is_told_to(served: Served) -> None:
    processes = wait_until(lambda: len(served.processes()) == 5 and served.processes(), served.log)

    served.supervisor.send_signal(signal.SIGINT)

    served.supervisor.wait(timeout=patience.SECONDS)
    assert not [name for name, pid in processes.items() if Path(f"/proc/{pid}").exists()]
