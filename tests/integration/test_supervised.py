"""The supervisor's configuration, run with programs that do nothing: what dies is started again, all stop."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines.settings import PROJECT
from pipelines.supervising import Program, configuration, programs
from tests.support import patience
from tests.support.door import new_home

IDLE = "import os, time; print('here is ' + os.environ['NAME'], flush=True); time.sleep(600)"


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    idle = [Program(name, [sys.executable, "-c", IDLE], {"NAME": f"{name} %1"}) for name in ("one", "two")]
    file = tmp_path / "supervisord.conf"
    file.write_text(configuration(idle, tmp_path))
    command = [sys.executable, "-m", "supervisor.supervisord", "--nodaemon", "--configuration", str(file)]
    with (tmp_path / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=PROJECT, stdout=log, stderr=subprocess.STDOUT)
    yield process
    process.kill()
    process.wait()


def children(process: subprocess.Popen[bytes]) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def wait_until(is_so: Callable[[], bool]) -> None:
    give_up = time.monotonic() + patience.SECONDS
    while not is_so():
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_what_dies_is_started_again_all_say_what_they_say_in_one_place_and_all_stop(
    supervisor: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    log = tmp_path / "log.txt"
    wait_until(lambda: len(children(supervisor)) == 2 and log.read_text().count("here is") == 2)
    assert "here is one %1" in log.read_text()
    before = children(supervisor)

    os.kill(before[0], signal.SIGKILL)

    wait_until(lambda: len(children(supervisor)) == 2 and children(supervisor) != before)
    assert before[1] in children(supervisor)
    after = children(supervisor)
    supervisor.send_signal(signal.SIGINT)
    supervisor.wait(timeout=patience.SECONDS)
    assert not [pid for pid in after if Path(f"/proc/{pid}").exists()]


def test_every_server_is_told_to_listen_on_this_machine_alone(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    ports = {"code": 1, "dagster": 2, "public": 3, "workspace": 4}
    found = {
        each.name: " ".join(each.command) for each in programs(["public", "workspace"], home, home, ports)
    }

    assert found.keys() == {"code", "daemon", "webserver", "public", "workspace"}
    assert all("127.0.0.1" in command for name, command in found.items() if name != "daemon"), found
