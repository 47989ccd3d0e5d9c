"""The command `plan` explains itself, and what the README and the examples show exists."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

import pipelines.cli
from pipelines.cli import app
from pipelines.cli.common import FAULT, NOT_POSSIBLE, REFUSED
from pipelines.settings import PROJECT
from tests.support.door import new_home


def commands(group: object = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    group = group or typer.main.get_command(app)
    for name, command in getattr(group, "commands", {}).items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(commands())


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_and_an_example_of_itself(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*path, "--help"])

    assert result.exit_code == 0
    assert getattr(COMMANDS[path], "help", "").strip().endswith(".")
    assert getattr(COMMANDS[path], "epilog", "").startswith(f"Example: plan {' '.join(path)}")


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_options_of_every_example_exist(path: tuple[str, ...]) -> None:
    options = {option for parameter in COMMANDS[path].params for option in parameter.opts}  # type: ignore[attr-defined]
    used = [word for word in shlex.split(COMMANDS[path].epilog) if word.startswith("-")]  # type: ignore[attr-defined]
    negated = {option for parameter in COMMANDS[path].params for option in parameter.secondary_opts}  # type: ignore[attr-defined]

    assert set(used) <= options | negated


def test_every_command_that_the_readme_shows_exists() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    shown = [line.split("#")[0].split() for line in re.findall(r"^plan (.+)$", readme, re.MULTILINE)]

    assert shown
    for words in shown:
        assert any(tuple(words[: len(path)]) == path for path in COMMANDS), words


@pytest.mark.parametrize(
    ("command", "named"),
    [
        ("submit", "Missing argument"),
        ("decide settle --role chair --by s home=x", "column home"),
        ("decide settle --role chair --by s submitted_by=x", "column submitted_by"),
        ("refresh --as-of 0001-01-01T00:00+05:00", "a date such as 2025-06-30"),
        ("refresh --as-of June", "a date such as 2025-06-30"),
    ],
)
def test_usage_that_cannot_be_understood_ends_with_status_2_and_says_what(
    tmp_path: Path, command: str, named: str
) -> None:
    result = CliRunner().invoke(app, [*command.split(), "--home", str(tmp_path)])

    assert result.exit_code == 2
    assert named in " ".join(result.stderr.replace("│", " ").split())


def test_a_fault_at_the_door_is_not_taken_for_a_wrong_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decide(**_: object) -> None:
        raise TypeError("a fault of ours")

    monkeypatch.setattr("pipelines.intake.decide.decide", decide)
    command = ["decide", "settle", "--role", "chair", "--by", "s", "action_id=A01", "--home"]

    assert CliRunner().invoke(app, [*command, str(new_home(tmp_path))]).exit_code == FAULT


def test_what_no_sentence_was_written_for_is_a_fault_of_the_software_and_no_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def standings(*_: object) -> None:
        raise KeyError("nobody thought of it")

    monkeypatch.setattr("pipelines.rounds.states.standings", standings)
    result = CliRunner().invoke(app, ["rounds", "--home", str(tmp_path)])

    assert result.exit_code == 70
    assert result.stdout == ""
    assert "KeyError: 'nobody thought of it'" in result.stderr
    assert "This is a fault of the software" in result.stderr.splitlines()[-1]


def test_every_status_that_a_command_ends_with_is_explained_where_statuses_are_listed() -> None:
    listed = [(PROJECT / "README.md").read_text(encoding="utf-8"), str(pipelines.cli.__doc__)]

    for text in listed:
        statuses = " ".join(text.partition("Exit status: ")[2].split())[:200]
        assert [
            status for status in (0, REFUSED, 2, NOT_POSSIBLE, FAULT) if f"{status} " not in statuses
        ] == []
