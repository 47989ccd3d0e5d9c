"""Commands on the build and the releases: make a build, ask it why, trace what is published."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.common import (
    HOME,
    HomeOption,
    JsonOption,
    failures,
    moment,
    require_folder,
    require_plan,
    require_settings,
)

app = typer.Typer()


@app.command(epilog="Example: plan refresh --as-of 2025-06-30")
def refresh(
    as_of: Annotated[str | None, typer.Option(help="Build as it stood: a date, or a time with zone.")] = None,
    if_wanted: Annotated[
        bool,
        typer.Option("--if-wanted", help="When something that was sent waits for it, for ten minutes."),
    ] = False,
    ends_with: Annotated[
        int | None, typer.Option("--ends-with", help="With --if-wanted: end with the process of this number.")
    ] = None,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Build everything in landing into a new DuckDB file, through Dagster, and point to it."""
    built_for = moment(home, as_of)
    with failures():
        require_settings()
    if if_wanted:
        from pipelines.operations.refreshing import refresh_while_wanted

        with failures():
            require_folder(home)
            count = refresh_while_wanted(home, lambda: _refreshing(home), server=ends_with)
        typer.echo(json.dumps(count) if as_json else f"Refreshes made: {count}.")
        return
    with failures():
        require_plan(home)
        from pipelines.defs import runs

        build = runs.refresh(home, built_for)
    if as_json:
        typer.echo(json.dumps({**asdict(build), "file": str(build.file)}, default=str, indent=2))
    else:
        typer.echo(f"Built {build.file.name}, as of {build.as_of:%d %B %Y %H:%M} UTC.")


def _refreshing(home: Path) -> Callable[[], object]:
    """Return what makes a refresh, with all that it needs loaded."""
    from pipelines.defs import runs
    from pipelines.operations.refreshing import WAIT_SECONDS

    runs.prepare()
    return partial(runs.refresh, home, wait_seconds=WAIT_SECONDS)


@app.command(epilog="Example: plan explain A07 --round 2025-06")
def explain(
    action_id: Annotated[str, typer.Argument(metavar="ACTION", help="The action, for example A07.")],
    round_id: Annotated[str | None, typer.Option("--round", help="The round (default: the latest).")] = None,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Say why an action's headline is what it is: the views, the dates and the rule, down to receipts."""
    from pipelines.warehouse.builds import Warehouse
    from pipelines.warehouse.headline_reasons import reason_of

    with failures():
        reason = reason_of(Warehouse.of(home).current(), action_id, round_id)
    typer.echo(json.dumps(reason.facts, default=str, indent=2) if as_json else "\n".join(reason.lines()))


@app.command(epilog="Example: plan trace A07 --release 2025-06-r1")
def trace(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A receipt, action, milestone, voice, question, event or indicator, or a release's table.",
        ),
    ],
    release_id: Annotated[
        str | None,
        typer.Option("--release", help="One release (default: the latest; of a receipt, all)."),
    ] = None,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Say which receipts something published rests on, or what was published from a receipt."""
    from pipelines.releases import trace as tracing

    with failures():
        found = tracing.trace(home, subject, release_id)
    if as_json:
        typer.echo(json.dumps(found.as_data(), indent=2))
        return
    typer.echo("\n".join(found.lines()))
