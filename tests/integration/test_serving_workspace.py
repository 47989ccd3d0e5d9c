"""Starting the workspace: where roles may be tried out, and where they may not."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.settings import PROJECT, child_environment
from tests.support.door import new_home
from tests.support.ports import free_port


def plan(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_roles_are_not_tried_out_where_there_is_no_demonstration(tmp_path: Path) -> None:
    status, said = plan("serve", "workspace", "--demo", "--home", str(tmp_path))

    assert status == 3
    assert "register" in said


@pytest.mark.parametrize("server", ["public", "dagster"])
def test_roles_are_tried_out_in_the_workspace_alone(server: str, tmp_path: Path) -> None:
    assert plan("serve", server, "--demo", "--home", str(tmp_path))[0] == 2


@pytest.fixture
def unserved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deployment of which no server starts, whatever is asked."""
    home = new_home(tmp_path)
    monkeypatch.delattr("os.execv")
    monkeypatch.delattr("subprocess.Popen")
    return home


@pytest.mark.parametrize(("server", "port"), [("public", "99999"), ("all", "0"), ("site", "-1")])
def test_a_port_that_cannot_be_is_usage(unserved: Path, server: str, port: str) -> None:
    assert plan("serve", server, "--port", port, "--home", str(unserved))[0] == 2


@pytest.mark.parametrize("command", ["public", "site", "workspace", "workspace --demo", "dagster", "all"])
def test_a_port_that_is_in_use_is_named_with_what_to_do(unserved: Path, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = str(listening.getsockname()[1])
        status, said = plan("serve", *command.split(), "--port", port, "--home", str(unserved))

    assert status == 3
    assert f"nothing can be served at port {port}" in said
    assert "--port" in said


@pytest.mark.parametrize("command", ["public", "site", "workspace", "workspace --demo", "dagster", "all"])
def test_a_folder_that_is_not_there_is_not_served(unserved: Path, command: str) -> None:
    nowhere = unserved / "nope"

    status, said = plan("serve", *command.split(), "--home", str(nowhere))

    assert status == 3
    assert f"{nowhere} holds no plan" in said
    assert not nowhere.exists()


def test_roles_are_not_tried_out_beyond_this_machine(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/workspace/served.py"]
    command += ["--server.address", "0.0.0.0", "--server.port", str(free_port()), "--server.headless", "true"]
    environment = child_environment(PLAN_HOME=str(home), PLAN_WORKSPACE_DEMO="true")
    ended = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=180, check=False
    )

    assert ended.returncode != 0
    assert "loopback" in ended.stdout + ended.stderr
