"""The command `plan` explains itself, and what the README and the examples show exists."""

import re
import shlex
from collections.abc import Iterator

import pytest
import typer.main
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.settings import PROJECT


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


def test_usage_that_cannot_be_understood_ends_with_status_2() -> None:
    assert CliRunner().invoke(app, ["submit"]).exit_code == 2
