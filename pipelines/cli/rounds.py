"""Commands on the rounds: list them, move one on, publish it."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from pipelines.cli.common import HOME, HomeOption, JsonOption, failures

app = typer.Typer()
round_app = typer.Typer(help="Move a round on.", no_args_is_help=True)


@app.command(epilog="Example: plan rounds --json")
def rounds(home: HomeOption = HOME, as_json: JsonOption = False) -> None:
    """List the rounds, their dates, and which of them are released."""
    from pipelines.register import current
    from pipelines.releases.release import releases_of

    with failures():
        calendar = [
            {
                **found.model_dump(mode="json"),
                "releases": [
                    release.release_id for release in releases_of(home / "releases", found.round_id)
                ],
            }
            for found in current(home).rounds
        ]
    if as_json:
        typer.echo(json.dumps(calendar, indent=2))
        return
    for row in calendar:
        typer.echo(
            f"{row['round_id']}  opens {row['opens_on']}  due {row['due_on']}  closes {row['closes_on']}  "
            f"published {row['publish_on']}  {', '.join(row['releases']) or 'not released'}"
        )


@app.command(epilog="Example: plan publish 2025-06")
def publish(
    round_id: Annotated[str, typer.Argument(metavar="ROUND", help="The round, for example 2025-06.")],
    reason: Annotated[str | None, typer.Option(help="Why a round is published again.")] = None,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Release one round of the current build to the public."""
    from pipelines.releases.release import releases_of

    with failures():
        from pipelines.defs import runs

        runs.publish(home, round_id, None, reason)
    release = releases_of(home / "releases", round_id)[-1]
    typer.echo(json.dumps(asdict(release), indent=2) if as_json else f"Released {release.release_id}.")
