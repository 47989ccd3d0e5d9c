"""Commands that keep a deployment: back it up, bring it back, sign what it published."""

import json
from pathlib import Path
from typing import Annotated

import typer

from pipelines import clock
from pipelines.cli.common import HOME, HomeOption, JsonOption, failures, require_plan, require_settings

app = typer.Typer()

TargetArgument = Annotated[
    str, typer.Argument(metavar="TARGET", help="A folder, or an object store's address: s3://bucket/plan.")
]
KeyFile = Annotated[Path, typer.Argument(metavar="FILE", help="Where the private key goes.")]


@app.command(epilog="Example: plan backup s3://our-bucket/plan --keep 60")
def backup(
    target: TargetArgument,
    keep: Annotated[
        int | None,
        typer.Option(min=1, help="How many snapshots stay; older ones are removed (default: all)."),
    ] = None,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Send landing, its log, refusals and releases; only what the target does not have yet.

    Nobody needs to stop working. Keys and endpoint of a store are read from the usual AWS_... names.
    """
    with failures():
        from pipelines.backup import back_up
        from pipelines.heads import announce

        require_settings()
        at = clock.now()
        snapshot, sent = back_up(home, target, at, keep)
        heads, wrong = announce(home, at)
    if as_json:
        told = {"snapshot": snapshot.snapshot_id, "files": len(snapshot.files), "sent": sent, "heads": heads}
        typer.echo(json.dumps(told, indent=2))
    else:
        typer.echo(f"Snapshot {snapshot.snapshot_id}: {len(snapshot.files)} files, {sent} of them sent.")
        typer.echo("\n".join(["Heads of the logs, to be kept elsewhere:", *heads]))
    for sentence in wrong:
        typer.echo(sentence, err=True)


@app.command(epilog="Example: plan restore s3://our-bucket/plan --home /srv/plan")
def restore(
    target: TargetArgument,
    snapshot: Annotated[
        str | None, typer.Option(help="Which snapshot (default: the latest).", show_default=False)
    ] = None,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Bring a backup back into a folder that is new or empty, whole or not at all; then: plan refresh."""
    with failures():
        from pipelines import backup
        from pipelines.operations.forgetting import forget_again

        again: list[str] = []
        is_here = home.resolve() == Path.cwd()
        found = backup.restore(
            target, home, snapshot, lambda place, notes: again.extend(forget_again(place, notes))
        )
    if as_json:
        told = {"snapshot": found.snapshot_id, "files": len(found.files), "forgotten_again": again}
        typer.echo(json.dumps(told, indent=2))
    else:
        typer.echo(
            f"Restored {len(found.files)} files of {found.snapshot_id} into {home}. Next: plan refresh"
        )
        if is_here:
            typer.echo("This shell still stands in the folder that was empty: cd into this one before that.")
        if again:
            typer.echo(f"Forgotten again, as it was after this backup: {len(again)} of the backup's list.")


@app.command(epilog="Example: plan key /media/stick/plan-key.pem")
def key(file: KeyFile) -> None:
    """Make a private key to sign releases with, and say its public half, which belongs in the register."""
    with failures():
        from pipelines.signatures import make_key

        public = make_key(file)
    typer.echo(f"Wrote {file}. Its public half, for the column signing_key of the register's sheet Plan:")
    typer.echo(public)


@app.command(epilog="Example: plan sign /media/stick/plan-key.pem")
def sign(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The private key.")],
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Sign every release that is not signed yet, and say the heads of the logs, signed."""
    with failures():
        from pipelines.heads import heads_of, note
        from pipelines.releases.sealing import working
        from pipelines.releases.signature import require_trusted, sign_all
        from pipelines.signatures import read_key

        require_settings()
        private = read_key(file)
        require_plan(home)
        require_trusted(home, private)
        with working(home / "releases"):
            signed = sign_all(home / "releases", private)
        heads = [noted.line for noted in note(heads_of(home), clock.now(), private)]
    if as_json:
        typer.echo(json.dumps({"signed": signed, "heads": heads}, indent=2))
    else:
        typer.echo("\n".join([f"Signed: {', '.join(signed) or 'nothing new'}.", *heads]))
