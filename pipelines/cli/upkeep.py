"""Commands for whoever looks after a deployment."""

import json
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.common import (
    HOME,
    NOT_POSSIBLE,
    REFUSED,
    HomeOption,
    JsonOption,
    PlanLanguages,
    failures,
    require_plan,
)

app = typer.Typer()

LANGUAGES_AND_RHYTHM = (
    "Languages: under `languages` in plan.csv, en is a plan in English alone and en;cy one in English and "
    "Welsh; `--languages en` leaves out the columns in Welsh. Rhythm: rounds.csv has a row for each round, "
    "monthly, quarterly, yearly or as they come, by their dates; one whose id is no month (2026-10) needs a "
    "name (Spring 2026)."
)


@app.command(epilog="Example: plan init /srv/plan --languages en")
def init(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    languages: Annotated[
        PlanLanguages, typer.Option(help="The languages that the plan speaks.")
    ] = PlanLanguages.BOTH,
) -> None:
    """Make a new deployment, with the files of an example register to fill in."""
    from pipelines import clock
    from pipelines.contracts.languages import languages_of
    from pipelines.register import plan_day
    from pipelines.register.start import start

    with failures():
        register = start(folder, plan_day(folder, clock.now()), languages_of(languages.value))
    typer.echo(
        f"Made {folder}. Put your plan in place of the examples in {register}, then: "
        f"plan register load {register} --home {folder}"
    )
    typer.echo(LANGUAGES_AND_RHYTHM)


@app.command(epilog="Example: plan verify --head heads.txt --json")
def verify(
    home: HomeOption = HOME,
    head: Annotated[
        list[Path] | None,
        typer.Option("--head", help="A file with heads that were noted elsewhere; may be given again."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Compute every hash of landing and releases again and name what does not match; status 1 if any.

    What was forgotten is no mismatch, and is named.

    Whether somebody with a shell wrote everything anew, only a head that was noted elsewhere shows.
    """
    from pipelines.heads import read_heads, verify_heads
    from pipelines.landing.ledger import forgotten
    from pipelines.landing.verify import verify_landing, who_sent
    from pipelines.releases.signature import signers, trusted_keys, verify_signatures
    from pipelines.releases.verify import heads_in, verify_releases

    with failures():
        require_plan(home, or_its_remains=True)
        releases, (typed, signed_in) = home / "releases", who_sent(home)
        noted = [each for file in head or [] for each in read_heads(file)]
        keys = trusted_keys(home)
        mismatches = [
            *verify_landing(home),
            *verify_releases(releases),
            *verify_signatures(releases, keys),
            *verify_heads(home, [*heads_in(releases), *noted], keys),
        ]
    found = [{"code": mismatch.code, "subject": mismatch.subject} for mismatch in mismatches]
    if as_json:
        typer.echo(json.dumps(found, indent=2))
    else:
        typer.echo("\n".join(f"{row['code']}: {row['subject']}" for row in found) or "Everything matches.")
        typer.echo(f"Sent by somebody who had signed in: {signed_in}. By a name typed at a shell: {typed}.")
        for entry in forgotten(home):
            what = " ".join(filter(None, (entry["kind"], entry["subject"])))
            typer.echo(f"Forgotten: {what}, {entry['at']}, by {entry['by']}: {entry['why']}")
        for key in keys:
            ids = [release_id for release_id, by in signers(releases, keys).items() if by == key]
            typer.echo(f"Signed by the key {key}: {', '.join(ids) or 'no release'}.")
    if found:
        raise typer.Exit(REFUSED)


@app.command(epilog="Example: plan runs --count 10 --json")
def runs(
    count: Annotated[int, typer.Option(min=1, max=1000, help="How many, the latest first.")] = 20,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """List the runs that happened by themselves, as Dagster has kept them: job, state, when."""
    from dataclasses import asdict

    from pipelines.defs.history import past_runs

    with failures():
        found = past_runs(home / "dagster", count)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], indent=2))
        return
    for each in found:
        typer.echo(f"{each.began_at or '-':25}  {each.status.lower():12}  {each.job}")
    if not found:
        typer.echo("Nothing has run by itself here yet.")


@app.command(epilog="Example: plan doctor")
def doctor(home: HomeOption = HOME, as_json: JsonOption = False) -> None:
    """Say what is configured, reachable and missing; status 3 if something that is needed is missing."""
    from pipelines.doctor import examine

    findings = examine(home)
    if as_json:
        typer.echo(json.dumps([vars(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            typer.echo(f"{'ok     ' if finding.is_well else 'missing'}  {finding.subject}: {finding.found}")
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(NOT_POSSIBLE)


@app.command(epilog="Example: plan bench --json")
def bench(home: HomeOption = HOME, as_json: JsonOption = False) -> None:
    """Measure a copy of the deployment: each figure as a ratio to its floor, both taken in turns.

    It takes a few minutes. Status 3 where there is nothing to measure: no build, or no open round.
    """
    from pipelines.bench.deployment import measure
    from pipelines.bench.turns import as_data, as_table

    with failures():
        found = list(measure(home))
    typer.echo(json.dumps(as_data(found), indent=2) if as_json else as_table(found))
