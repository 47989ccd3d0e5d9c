"""The command `plan`: thin shells around the modules that do the work, a module for each kind of work.

Every command imports what it needs when it runs, so that the door answers at once. Exit status: 0 done,
1 refused (the input is at fault), 2 usage, 3 not possible now, 70 a fault of the software.
"""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from pipelines.cli import (
    access,
    building,
    decisions,
    door,
    forgetting,
    keeping,
    register,
    rounds,
    serving,
    site,
    telling,
    upkeep,
    voices,
    withholding,
)
from pipelines.cli.common import failures, faults


class Plan(TyperGroup):
    """Every command: however it fails, its exit status and a sentence say what that means."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        with faults(), failures():
            return super().invoke(ctx)


def _say_version(is_asked: bool) -> None:
    if is_asked:
        from pipelines.releases.versions import code_version

        typer.echo(code_version())
        raise typer.Exit


app = typer.Typer(
    name="plan",
    cls=Plan,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def plan(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Say which version this is, and stop.", callback=_say_version, is_eager=True
        ),
    ] = False,
) -> None:
    """The delivery tracker of a community plan: take in returns, build, publish, serve."""


for commands in (
    serving,
    door,
    decisions,
    building,
    rounds,
    withholding,
    forgetting,
    voices,
    telling,
    keeping,
    upkeep,
):
    app.add_typer(commands.app)
app.add_typer(register.app, name="register")
app.add_typer(access.app, name="access")
app.add_typer(site.app, name="site")
app.add_typer(rounds.round_app, name="round")
