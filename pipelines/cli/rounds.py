"""Commands on the rounds: list them, move one on, publish it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

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
    require_settings,
)
from pipelines.cli.door import answer, say_preview
from pipelines.locale import speaking
from pipelines.register import languages_of_plan, plan_day

app = typer.Typer()
round_app = typer.Typer(help="Move a round on.", no_args_is_help=True)

RoundArgument = Annotated[str, typer.Argument(metavar="ROUND", help="The round, for example 2025-06.")]
RoleOption = Annotated[str, typer.Option(help="The role that decides, for example chair.")]


@app.command(epilog="Example: plan rounds --json")
def rounds(home: HomeOption = HOME, as_json: JsonOption = False) -> None:
    """List the rounds: their dates, and whether they are open, closed, signed off or released."""
    with failures():
        calendar = _calendar(home, now(home))
    if as_json:
        typer.echo(json.dumps(calendar, indent=2))
        return
    for row in calendar:
        typer.echo(
            f"{row['round_id']}  opens {row['opens_on']}  due {row['due_on']}  closes {row['closes_on']}  "
            f"published {row['publish_on']}  {row['state'].replace('_', ' ')}"
            + "".join(f"  {release}" for release in row["releases"])
        )


@app.command(epilog="Example: plan pack 2025-07 -o pack")
def pack(
    round_id: RoundArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder that the files go into.")],
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Write the meeting pack of a round: its agenda as a Word document and a workbook, in each language."""
    from pipelines.rounds.states import standings
    from pipelines.warehouse.builds import Warehouse
    from pipelines.workspace.pack import write_pack

    with failures():
        build = Warehouse.of(home).current()
        written = write_pack(home, build, standings(home, now(home)), round_id, output)
    typer.echo(
        json.dumps([str(file) for file in written], indent=2) if as_json else "\n".join(map(str, written))
    )


@round_app.command(epilog="Example: plan round close 2025-07 --role chair --by secretary")
def close(
    round_id: RoundArgument,
    role: RoleOption,
    by: ByOption,
    reason: Annotated[str | None, typer.Option(help="Why it closes before its day.")] = None,
    language: LanguageOption = Language.ENGLISH,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Close an open round now; without this it closes at the end of its last day."""
    from pipelines.intake.decide import decide

    with failures():
        require_plan(home)
    at = now(home)
    receipt = decide(
        home=home,
        submitted_by=by,
        received_at=at,
        language=language.value,
        decision="close",
        round_id=round_id,
        role=role,
        reason=reason,
        decided_on=plan_day(home, at).isoformat(),
    )
    answer(receipt, as_json)


@round_app.command(epilog="Example: plan round sign-off 2025-07 --role chair --by secretary")
def sign_off(
    round_id: RoundArgument,
    role: RoleOption,
    by: ByOption,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Say whether it can be signed off, and what that covers; record nothing."
        ),
    ] = False,
    language: LanguageOption = Language.ENGLISH,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Sign a round off as the current build has it; only that can be published then."""
    from pipelines.contracts.languages import language_in

    with failures():
        require_plan(home)
        at, spoken = now(home), language_in(languages_of_plan(home), language.value)
    with speaking(spoken), failures():
        from pipelines.releases.allow_list import public_tables
        from pipelines.releases.sign_off import signing
        from pipelines.warehouse.builds import Warehouse
        from pipelines.warehouse.models import prepare_manifest

        tables = public_tables(prepare_manifest())
        covered = signing.what_would_be_signed(home, Warehouse.of(home).current(), tables, round_id, at)
        if check:
            found = signing.would_sign_off(
                home, covered, role=role, submitted_by=by, at=at, language=language.value
            )
            if not found.accepted:
                say_preview(found, Feed.DECISIONS, as_json)
            elif as_json:
                typer.echo(json.dumps(vars(covered) | {"sha256": covered.sha256}, indent=2))
            else:
                typer.echo(signing.possible_line(home, covered, at))
                typer.echo(signing.covered_line(covered))
            return
        receipt = signing.sign_off(home, covered, role=role, submitted_by=by, at=at, language=language.value)
        if receipt.accepted and not as_json:
            typer.echo(signing.covered_line(covered))
    answer(receipt, as_json)


@app.command(epilog="Example: plan publish 2025-06")
def publish(
    round_id: RoundArgument,
    reason: Annotated[
        str | None, typer.Option(help="Why values differ where only the software has changed.")
    ] = None,
    language: LanguageOption = Language.ENGLISH,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Release a round that is signed off; after a correction, the later ones that it reaches as well."""
    with speaking(language.value), failures():
        from pipelines.defs import runs

        require_settings()
        require_plan(home)
        made = runs.publish(home, round_id, None, reason)
    if as_json:
        typer.echo(json.dumps(made.release_ids))
    else:
        typer.echo(f"Released {', '.join(made.release_ids)}. Heads of the logs, to be kept elsewhere:")
        typer.echo("\n".join(made.heads))
    for sentence in made.not_announced:
        typer.echo(sentence, err=True)


def _calendar(home: Path, at: datetime) -> list[dict[str, Any]]:
    from pipelines.rounds.states import standings

    return [
        {
            **each.round.model_dump(mode="json"),
            "state": each.state,
            "closed_on": each.last_day.isoformat() if each.last_day else None,
            "signed_off_on": each.sign_off.decided_on.isoformat() if each.sign_off else None,
            "signed_off_by": each.sign_off.role if each.sign_off else None,
            "releases": list(each.releases),
        }
        for each in standings(home, at)
    ]
