"""Dagster keeps its runs in PostgreSQL where the settings name one: Debian's, started here."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.dagster_home import prepare_dagster
from pipelines.definitions import defs
from pipelines.settings import PROJECT, child_environment
from pipelines.warehouse.builds import Warehouse
from tests.support.door import new_home
from tests.support.ports import free_ports

_FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to start PostgreSQL as its own user")


@pytest.fixture
def address() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="plan-postgres-"))  # where its own user may go
    shutil.chown(folder, "postgres", "postgres")
    port, data, programs = free_ports(1), folder / "data", _FOUND[-1].parent
    own = ["runuser", "-u", "postgres", "--"]
    _run(*own, programs / "initdb", "-D", data, "-A", "trust")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    control = [*own, programs / "pg_ctl", "-D", data, "-w"]
    _run(*control, "-o", options, "-l", folder / "log", "start")
    try:
        yield f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres"
    finally:
        _run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _run(*command: str | Path) -> None:
    done = subprocess.run(
        [str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    assert done.returncode == 0, command


def test_a_job_leaves_its_history_in_postgresql(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_DAGSTER_POSTGRES", address)
    monkeypatch.setenv("DAGSTER_HOME", str(prepare_dagster(tmp_path, 3001)))
    with dg.DagsterInstance.get() as instance:
        result = (
            defs()
            .resolve_job_def("retention")
            .execute_in_process(
                run_config={"resources": {"deployment": {"config": {"home": str(tmp_path)}}}},
                instance=instance,
            )
        )
        (run,) = instance.get_runs()

    assert result.success
    assert run.status is dg.DagsterRunStatus.SUCCESS
    assert not (tmp_path / "dagster" / "storage").exists(), "nothing of it is in files"


@pytest.mark.long
def test_a_refresh_leaves_its_history_in_postgresql(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = new_home(tmp_path)
    monkeypatch.setenv("PLAN_DAGSTER_POSTGRES", address)
    monkeypatch.setenv("DAGSTER_HOME", str(prepare_dagster(home, 3001)))
    with dg.DagsterInstance.get() as instance:
        result = (
            defs()
            .resolve_job_def("refresh")
            .execute_in_process(
                run_config={"resources": {"build": {"config": {"home": str(home)}}}}, instance=instance
            )
        )

        (run,) = instance.get_runs()
        made = instance.fetch_materializations(dg.AssetKey(["public", "action_rounds"]), limit=1).records
    assert result.success
    assert run.status is dg.DagsterRunStatus.SUCCESS
    assert len(made) == 1
    assert Warehouse.of(home).current().file.exists()
    assert not (home / "dagster" / "storage").exists(), "nothing of it is in files"


@pytest.mark.long
def test_the_daemon_launches_what_has_come_in_and_keeps_its_run_in_postgresql(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = new_home(tmp_path)
    monkeypatch.setenv("PLAN_DAGSTER_POSTGRES", address)
    command = [sys.executable, "-m", "pipelines.cli", "serve", "dagster", "--port", str(free_ports(2))]
    log = tmp_path / "log.txt"
    with log.open("wb") as file:
        served = subprocess.Popen(
            [*command, "--home", str(home)],
            cwd=PROJECT,
            env=child_environment(),
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(lambda: (home / "warehouse" / "current.json").exists(), log)
        with dg.DagsterInstance.from_config(str(home / "dagster")) as instance:
            succeeded = dg.RunsFilter(job_name="refresh", statuses=[dg.DagsterRunStatus.SUCCESS])
            _wait(lambda: instance.get_runs(succeeded), log)
            run = instance.get_runs(succeeded)[0]
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(timeout=120)

    assert run.tags["dagster/sensor_name"] == "landing"
    assert run.tags["why"] == "there is no build yet"
    assert Warehouse.of(home).current().file.exists()
    assert not (home / "dagster" / "storage").exists(), "nothing of it is in files"


def _wait(is_so: Callable[[], object], log: Path) -> None:
    give_up = time.monotonic() + 300
    while not is_so():
        assert time.monotonic() < give_up, log.read_text(errors="replace")[-4000:]
        time.sleep(0.3)
