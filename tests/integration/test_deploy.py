"""What `deploy/` says can be done, done: each `plan` command of its README; the units by their checker."""

import csv
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from pipelines.cli import app
from pipelines.servers import command_of
from pipelines.settings import PROJECT, child_environment
from tests.support.needs import needs

DEPLOY = PROJECT / "deploy"
ROUND = "2024-06"
RUN = [sys.executable, "-c", "from pipelines.cli import app; app()"]


def shown() -> list[str]:
    """Return every command of the README that a person types into a shell, in order."""
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    return [line.partition("  #")[0].strip() for line in lines if line.strip()]


def test_every_command_of_the_readme_is_one_with_such_options() -> None:
    commands = shown()
    assert len(commands) > 15
    for command in commands:
        words = shlex.split(command.partition(" > ")[0])[1:]
        group, names = typer.main.get_command(app), []
        while hasattr(group, "commands"):
            names.append(words.pop(0))
            group = group.commands[names[-1]]
        context = group.make_context(" ".join(names), words)
        assert context.params, command


@pytest.mark.long
def test_every_command_of_the_readme_works_in_its_order_on_a_machine_that_has_nothing(tmp_path: Path) -> None:
    places = {"/srv/": f"{tmp_path}/srv/", "/mnt/": f"{tmp_path}/mnt/", "/etc/plan/": f"{tmp_path}/"}
    register = tmp_path / "srv" / "plan" / "register"
    for folder in ("srv", "mnt"):
        (tmp_path / folder).mkdir()
    commands = shown()
    assert len(commands) > 15
    for command in commands:
        here = command.replace("2026-10", ROUND)
        for written, ours in places.items():
            here = here.replace(written, ours)
        line, _, into = here.partition(" > ")
        assert line.startswith("plan "), command
        done = subprocess.run(
            [*RUN, *shlex.split(line)[1:]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env=child_environment(PYTHONPATH=str(PROJECT)),
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        if into:
            (tmp_path / into).write_text(done.stdout)
        if line.startswith("plan init"):  # somebody fills the register in
            shutil.copytree(PROJECT / "data" / "demo" / "register", register, dirs_exist_ok=True)
        if line.startswith("plan key"):  # and what the command said of the key
            name_the_key(register / "plan.csv", done.stdout.split()[-1])


def name_the_key(file: Path, public: str) -> None:
    """Write the public half of a key into the register's sheet Plan."""
    with file.open(encoding="utf-8", newline="") as before:
        (row,) = csv.DictReader(before)
    with file.open("w", encoding="utf-8", newline="") as after:
        writer = csv.DictWriter(after, list(row | {"signing_key": ""}))
        writer.writeheader()
        writer.writerow(row | {"signing_key": public})


@needs("systemd-analyze", "systemd")
@pytest.mark.parametrize("unit", sorted(path.name for path in DEPLOY.glob("*.service")))
def test_systemd_finds_nothing_wrong_with_a_unit(unit: str, tmp_path: Path) -> None:
    text = (DEPLOY / unit).read_text(encoding="utf-8")
    (command,) = re.findall(r"^ExecStart=/opt/plan/\.venv/bin/plan (.+)$", text, re.MULTILINE)
    plan = Path(sys.executable).with_name("plan")
    (tmp_path / unit).write_text(text.replace("/opt/plan/.venv/bin/plan", str(plan)))

    checked = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / unit)], capture_output=True, text=True
    )

    assert unit not in checked.stderr, checked.stderr
    assert (
        subprocess.run([*RUN, *command.split()[:2], "--help"], cwd=PROJECT, capture_output=True).returncode
        == 0
    )


def test_the_compose_file_follows_its_specification(tmp_path: Path) -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(text.replace("read_only: true", "read_only: [true]"))

    def problems(file: Path) -> str:
        checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
        return subprocess.run([*checker, str(file)], capture_output=True, text=True).stdout

    assert problems(DEPLOY / "compose.yaml") == "ok -- validation done\n"
    assert "read_only" in problems(wrong)


@needs("nft", "nftables")
def test_the_firewall_finds_nothing_wrong_with_the_rate_limits(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.conf"
    wrong.write_text((DEPLOY / "nftables.conf").read_text(encoding="utf-8").replace("ct count", "ct counts"))

    def checked(file: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["nft", "--check", "--file", str(file)], capture_output=True, text=True)

    found = checked(DEPLOY / "nftables.conf")
    if "not permitted" in found.stderr:
        pytest.skip("needs root, whose rules the kernel may be asked about")
    assert (found.returncode, found.stderr) == (0, "")
    assert "counts" in checked(wrong).stderr


def test_who_serves_the_public_is_another_user_than_who_writes() -> None:
    users = {
        unit.name: re.findall(r"^User=(.+)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
        for unit in DEPLOY.glob("*.service")
    }

    assert users["plan-public.service"] == ["plan-public"]
    assert users["plan-dagster.service"] == users["plan-workspace.service"] == ["plan"]


def test_the_public_pages_start_for_a_user_who_may_not_read_landing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_allowed(home: Path) -> tuple[str, ...]:
        raise PermissionError(home)

    monkeypatch.setattr("pipelines.servers.languages_of_plan", not_allowed)

    _, environment = command_of("public", tmp_path, 8501)

    assert environment == {"PLAN_RELEASES": str(tmp_path / "releases")}


def test_the_readme_names_every_file_of_the_folder() -> None:
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")

    for path in DEPLOY.iterdir():
        assert path.name == "README.md" or f"`{path.name}`" in text, path.name
