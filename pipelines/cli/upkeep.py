"""Commands for whoever looks after a deployment."""

import json
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.common import HOME, NOT_POSSIBLE, REFUSED, HomeOption, JsonOption, PlanLanguages, failures

app = typer.Typer()


@app.command(epilog="Example: plan init /srv/plan --languages en")
def init(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    languages: Annotated[
        PlanLanguages, typer.Option(help="The languages that the plan speaks.")
    ] = PlanLanguages.BOTH,
) -> None:
    """Make a new deployment, with the files of an empty register to fill in."""
    from pipelines.contracts.languages import languages_of
    from pipelines.register.start import start

    with failures():
        register = start(folder, languages_of(languages.value))
    typer.echo(f"Made {folder}. Fill in {register}, then: plan register load {register} --home {folder}")
    typer.echo(
        "A plan in English alone has en under `languages` in plan.csv, one in English and Welsh en;cy; start "
        "with --languages en and there are no columns in Welsh."
    )


@app.command(epilog="Example: plan verify --json")
def verify(home: HomeOption = HOME, as_json: JsonOption = False) -> None:
    """Compute every hash of landing and releases again and name what does not match; status 1 if any."""
    from pipelines.landing.verify import verify_landing, who_sent
    from pipelines.releases.verify import verify_releases

    mismatches = [*verify_landing(home), *verify_releases(home / "releases")]
    typed, signed_in = who_sent(home)
    found = [{"code": mismatch.code, "subject": mismatch.subject} for mismatch in mismatches]
    if as_json:
        typer.echo(json.dumps(found, indent=2))
    else:
        typer.echo("\n".join(f"{row['code']}: {row['subject']}" for row in found) or "Everything matches.")
        typer.echo(f"Sent by somebody who had signed in: {signed_in}. By a name typed at a shell: {typed}.")
    if found:
        raise typer.Exit(REFUSED)


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
