"""The command `plan`: thin shells around the modules that do the work.

Every command imports what it needs when it runs, so that the door answers at once. Exit status: 0 done,
1 refused (the input is at fault), 2 usage, 3 not possible now.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from pipelines import clock
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.settings import DEFAULT_HOME

if TYPE_CHECKING:
    from pipelines.intake.receipts import Receipt

REFUSED, NOT_POSSIBLE = 1, 3

app = typer.Typer(
    name="plan",
    help="The delivery tracker of a community plan: take in returns, build, publish, serve.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
register_app = typer.Typer(help="The plan itself: check or load it.", no_args_is_help=True)
round_app = typer.Typer(help="Move a round on.", no_args_is_help=True)
app.add_typer(register_app, name="register")
app.add_typer(round_app, name="round")

Home = Annotated[
    Path, typer.Option("--home", envvar="PLAN_HOME", help="The deployment's folder.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, for a program.")]
Language = Annotated[str, typer.Option("--language", help="Language of the answer: en or cy.")]


class Feed(StrEnum):
    """What can come through the door."""

    RETURN = "return"
    HIGHLIGHTS = "highlights"
    ENGAGEMENTS = "engagements"
    DECISIONS = "decisions"
    REGISTER = "register"


class Server(StrEnum):
    """What `plan serve` can start."""

    PUBLIC = "public"
    DAGSTER = "dagster"


@app.command(
    epilog="Example: plan submit return.xlsx --feed return --by 'reporting officer' --partner council "
    "--round 2025-07"
)
def submit(
    file: Annotated[Path, typer.Argument(help="The file, or for the register a folder of CSVs.")],
    feed: Annotated[Feed, typer.Option(help="What the file is.")],
    by: Annotated[str, typer.Option(help="Who submits it: a role, not a name.")],
    partner: Annotated[str | None, typer.Option(help="The partner, for a return.")] = None,
    round_id: Annotated[str | None, typer.Option("--round", help="The round, for example 2025-07.")] = None,
    language: Language = "en",
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Take a file in at the door and answer with a receipt: accepted whole, or refused with every problem."""
    _answer(_submit(file, feed, by, home, partner, round_id, language), as_json)


@register_app.command("load", epilog="Example: plan register load data/demo/register")
def register_load(
    file: Annotated[Path, typer.Argument(help="A workbook, or a folder of CSVs.")],
    by: Annotated[str, typer.Option(help="Who loads it: a role, not a name.")] = "plan owner",
    language: Language = "en",
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Load the plan itself: partners, themes, actions, milestones, rounds and topics."""
    _answer(_submit(file, Feed.REGISTER, by, home, None, None, language), as_json)


@app.command(epilog="Example: plan template --partner council --round 2025-07 -o council.xlsx")
def template(
    partner: Annotated[str, typer.Option(help="The partner whose workbook it is.")],
    round_id: Annotated[str, typer.Option("--round", help="The round, for example 2025-07.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write the workbook.")],
    language: Language = "en",
    home: Home = DEFAULT_HOME,
) -> None:
    """Write a partner's workbook for a round, pre-filled with what it said last."""
    from pipelines.intake.template import write_template

    with _failures():
        write_template(home, partner, round_id, language, output)
    typer.echo(f"Written: {output}")


@app.command(epilog="Example: plan rounds --json")
def rounds(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """List the rounds, their dates, and which of them are released."""
    from pipelines.register import current
    from pipelines.releases.publish import releases_of

    with _failures():
        calendar = [
            {
                **round_.model_dump(mode="json"),
                "releases": [
                    release.release_id for release in releases_of(home / "releases", round_.round_id)
                ],
            }
            for round_ in current(home).rounds
        ]
    if as_json:
        typer.echo(json.dumps(calendar, indent=2))
        return
    for row in calendar:
        released = ", ".join(row["releases"]) or "not released"
        typer.echo(
            f"{row['round_id']}  opens {row['opens_on']}  due {row['due_on']}  closes {row['closes_on']}  "
            f"published {row['publish_on']}  {released}"
        )


@app.command(epilog="Example: plan refresh --as-of 2025-06-30")
def refresh(
    as_of: Annotated[
        str | None, typer.Option(help="Build as it stood then: a date, or a time with zone.")
    ] = None,
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Build everything in landing into a new DuckDB file, through Dagster, and point to it."""
    moment = _moment(as_of)
    with _failures():
        from pipelines.defs import runs

        build = runs.refresh(home, moment)
    if as_json:
        typer.echo(json.dumps({**asdict(build), "file": str(build.file)}, default=str, indent=2))
    else:
        typer.echo(f"Built {build.file.name}, as of {build.as_of:%d %B %Y %H:%M} UTC.")


@app.command(epilog="Example: plan publish 2025-06")
def publish(
    round_id: Annotated[str, typer.Argument(metavar="ROUND", help="The round, for example 2025-06.")],
    reason: Annotated[str | None, typer.Option(help="Why a round is published again.")] = None,
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Release one round of the current build to the public."""
    from pipelines.releases.publish import releases_of

    with _failures():
        from pipelines.defs import runs

        runs.publish(home, round_id, None, reason)
    release = releases_of(home / "releases", round_id)[-1]
    typer.echo(json.dumps(asdict(release), indent=2) if as_json else f"Released {release.release_id}.")


@app.command(epilog="Example: plan serve public --port 8600")
def serve(
    what: Annotated[Server, typer.Argument(help="The public dashboard, or Dagster's own pages.")],
    port: Annotated[int | None, typer.Option(help="The port (public 8501, dagster 3000).")] = None,
    home: Home = DEFAULT_HOME,
) -> None:
    """Start a server on this machine's loopback address; Ctrl-C stops it."""
    from pipelines import servers

    servers.run(what.value, home, port)


@app.command(epilog="Example: plan demo --home /srv/demo --no-serve")
def demo(
    home: Home = DEFAULT_HOME,
    serve_after: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the public dashboard.")
    ] = True,
    port: Annotated[int | None, typer.Option(help="The public dashboard's port (8501).")] = None,
) -> None:
    """Load the demonstration plan (invented) through the door, Dagster and dbt, publish it, and serve it."""
    from pipelines import servers
    from pipelines.demo.run import load_demonstration

    with _failures():
        load_demonstration(home, typer.echo)
    if serve_after:
        servers.run("public", home, port)


def _submit(
    file: Path, feed: Feed, by: str, home: Path, partner: str | None, round_id: str | None, language: str
) -> "Receipt":
    from pipelines.intake.submit import submit as take_in
    from pipelines.register import current_plan_clock

    return take_in(
        file,
        home=home,
        feed=feed.value,
        submitted_by=by,
        received_at=clock.now(current_plan_clock(home)),
        partner_id=partner,
        round_id=round_id,
        language=language,
    )


def _answer(receipt: "Receipt", as_json: bool) -> None:
    """Print a receipt, and end with status 1 if it is a refusal."""
    if as_json:
        typer.echo(receipt.to_json(), nl=False)
    else:
        for line in _lines(receipt):
            typer.echo(line)
    if not receipt.accepted:
        raise typer.Exit(REFUSED)


def _lines(receipt: "Receipt") -> Iterator[str]:
    if receipt.duplicate_of:
        yield f"Had already: this is the file of receipt {receipt.duplicate_of}. Nothing was recorded again."
    elif receipt.accepted:
        rows = ", ".join(f"{count} {table}" for table, count in receipt.rows.items())
        yield f"Accepted. Receipt {receipt.receipt_id}. Recorded: {rows}."
    else:
        yield f"Refused. Receipt {receipt.receipt_id}. Nothing was recorded; to mend: {len(receipt.problems)}"
    for problem in (*receipt.problems, *receipt.warnings):
        yield f"  - {problem.described(receipt.language)}"


def _moment(text: str | None) -> datetime | None:
    try:
        return clock.parse(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"a date such as 2025-06-30, or a time with its zone: {error}") from None


@contextmanager
def _failures() -> Iterator[None]:
    """Turn what is not possible now into a sentence and the exit status that means it."""
    try:
        yield
    except Refusal as error:
        _stop(str(error), REFUSED)
    except NotPossibleNow as error:
        _stop(str(error), NOT_POSSIBLE)


def _stop(message: str, status: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(status)
