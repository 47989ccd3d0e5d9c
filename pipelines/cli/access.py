"""Commands on the access list: load it, list it, see how it changed."""

import json
from dataclasses import asdict
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.common import (
    HOME,
    ByOption,
    Feed,
    HomeOption,
    JsonOption,
    Language,
    LanguageOption,
    failures,
    now,
    require_plan,
)
from pipelines.cli.door import answer, answer_preview, take_in
from pipelines.register import plan_day, plan_zone

if TYPE_CHECKING:
    from pipelines.access import Grant, ListChange

app = typer.Typer(help="Who may do what in the workspace.", no_args_is_help=True)


@app.command(epilog="Example: plan access load access.csv --by administrator")
def load(
    file: Annotated[Path, typer.Argument(help="The whole list: a workbook or a CSV file.")],
    by: ByOption,
    check: Annotated[
        bool, typer.Option("--check", help="Say whether it could be loaded, and record nothing.")
    ] = False,
    language: LanguageOption = Language.ENGLISH,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Load the access list; it counts at once, whole: whoever is not on it may do nothing more."""
    with failures():
        require_plan(home)
    if check:
        answer_preview(file, Feed.ACCESS, by, home, None, None, language, as_json)
        return
    answer(take_in(file, Feed.ACCESS, by, home, language=language), as_json)


@app.command("list", epilog="Example: plan access list --history")
def list_access(
    history: Annotated[bool, typer.Option("--history", help="Every load, and what it changed.")] = False,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """List who may do what, and whether it counts today."""
    from pipelines.access import access_list, changes_of_list

    with failures():
        require_plan(home)
        today = plan_day(home, now(home))
        if history:
            _show_history(list(changes_of_list(home)), plan_zone(home), as_json)
            return
        grants = access_list(home)
    if as_json:
        rows = [asdict(grant) | {"is_in_force": grant.is_in_force(today)} for grant in grants]
        typer.echo(json.dumps(rows, default=_plain, indent=2))
        return
    for grant in grants:
        typer.echo(
            f"{_line(grant)}  {'counts today' if grant.is_in_force(today) else 'does not count today'}"
        )


def _show_history(changes: "list[ListChange]", zone: tzinfo, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([asdict(change) for change in changes], default=_plain, indent=2))
        return
    for change in changes:
        who = f"{change.submitted_by} ({'signed in' if change.signed_in else 'typed at a shell'})"
        typer.echo(f"{change.receipt_id}  {change.received_at.astimezone(zone):%Y-%m-%d %H:%M}  by {who}")
        for sign, grants in (("+", change.came), ("-", change.went)):
            for grant in grants:
                typer.echo(f"  {sign} {_line(grant)}")


def _line(grant: "Grant") -> str:
    days = f"{grant.from_on or '…'} to {grant.until_on or '…'}"
    return "  ".join(filter(None, (grant.email, grant.role, grant.partner_id, days)))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
