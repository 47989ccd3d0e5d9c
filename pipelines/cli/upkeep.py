"""Commands for whoever looks after a deployment."""

import json

import typer

from pipelines.cli.common import HOME, REFUSED, HomeOption, JsonOption

app = typer.Typer()


@app.command(epilog="Example: plan verify --json")
def verify(home: HomeOption = HOME, as_json: JsonOption = False) -> None:
    """Compute every hash of landing again and name what does not match; status 1 if anything does not."""
    from pipelines.intake.verify import verify_landing

    found = [{"code": mismatch.code, "subject": mismatch.subject} for mismatch in verify_landing(home)]
    if as_json:
        typer.echo(json.dumps(found, indent=2))
    else:
        typer.echo("\n".join(f"{row['code']}: {row['subject']}" for row in found) or "Everything matches.")
    if found:
        raise typer.Exit(REFUSED)
