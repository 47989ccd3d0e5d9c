"""The command that forgets: what a person said, or who somebody was, out of the whole deployment."""

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import clock
from pipelines.cli.common import HOME, NOT_POSSIBLE, HomeOption, JsonOption, failures

if TYPE_CHECKING:
    from pipelines.operations.forgetting import Forgotten

app = typer.Typer()


class Kind(StrEnum):
    """What can be forgotten."""

    COMMENT = "comment"
    HIGHLIGHT = "highlight"
    DOCUMENT = "document"
    QUESTION = "question"
    OFFICER = "officer"
    CELL = "cell"


@app.command(
    epilog="Example: plan forget comment v-0c4f5a90b1de --by administrator --why 'Asked to, by letter.'"
)
def forget(
    kind: Annotated[Kind, typer.Argument(help="What is to be forgotten.")],
    subject: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A voice's id or a Taguette key; a question's number; an officer's address; a cell: "
            "RECEIPT/TABLE/ROW/COLUMN.",
        ),
    ],
    by: Annotated[str, typer.Option(help="Who has it forgotten: a role, not a name.")],
    why: Annotated[str, typer.Option(help="Why; it stays in the log, so without what is to be forgotten.")],
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="Also where the same words stand in other places.")
    ] = False,
    only_here: Annotated[
        bool, typer.Option("--only-here", help="Leave the same words where somebody else said them.")
    ] = False,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Forget what somebody said or asked, a document's words, an officer or a cell, for good and everywhere.

    Rows stay, with a mark in place of the words, so that counts stay. The log says that something was
    forgotten, when, and why.
    """
    if everywhere and only_here:
        raise typer.BadParameter("--everywhere and --only-here exclude each other")
    with failures():
        from pipelines.backup import note_forgotten
        from pipelines.backup.target import TargetFailed
        from pipelines.defs import runs
        from pipelines.defs.forgetting import forget_in_dagster
        from pipelines.landing.removed import is_telling
        from pipelines.operations.forgetting import files_that_hold
        from pipelines.operations.forgetting import forget as forget_in_landing
        from pipelines.operations.withholding import finish_withholding, is_pending
        from pipelines.settings import Settings
        from pipelines.warehouse.builds import Warehouse

        found = forget_in_landing(
            home,
            kind.value,
            subject,
            by=by,
            why=why,
            at=clock.now(),
            reach="everywhere" if everywhere else "only_here" if only_here else "stop",
        )
        releases = finish_withholding(home) if is_pending(home) else []
        build = runs.refresh(home).build_id if Warehouse.of(home).stale() else None
        telling = [one for one in found.words if is_telling(one)]
        run_count = forget_in_dagster(home, telling)
        still = files_that_hold(home, telling)
        target, snapshot_count, wrong = Settings().backup_target, 0, ""
        if target:
            try:
                snapshot_count = note_forgotten(home, target)
            except TargetFailed as error:
                wrong = f"{error}. The next backup there takes the note with it."
    told = {
        "cells": found.cell_count, "receipts": found.receipts, "originals_gone": found.originals,
        "refusals": found.refusals, "releases": releases, "build": build, "dagster_runs": run_count,
        "snapshots_that_have_it": snapshot_count, "still_in": still,
    }  # fmt: skip
    typer.echo(
        json.dumps(told, indent=2) if as_json else "\n".join(_sentences(found, releases, build, run_count))
    )
    if not as_json:
        typer.echo(_of_backups(target, snapshot_count))
        typer.echo(_BEYOND)
    if wrong:
        typer.echo(wrong, err=True)
    if still:
        typer.echo(
            f"The words are still in: {', '.join(still)}. Remove what is not the plan's own by hand.",
            err=True,
        )
        raise typer.Exit(NOT_POSSIBLE)


def _sentences(found: "Forgotten", releases: list[str], build: str | None, run_count: int) -> list[str]:
    said = [f"Forgotten in landing: {found.cell_count} cells, of {_list(found.receipts)}."]
    if found.originals:
        said.append(f"Their originals are gone; rows and receipts stay: {_list(found.originals)}.")
    if found.refusals:
        said.append(f"Taken out of refusals: {_list(found.refusals)}.")
    said.append(f"Releases made again without it: {_list(releases)}.")
    if build:
        said.append(f"Build {build} is without it; the builds before are gone.")
    if run_count:
        said.append(f"Runs removed from Dagster's history: {run_count}.")
    return said


def _list(ids: tuple[str, ...] | list[str]) -> str:
    return ", ".join(ids) if ids else "none"


def _of_backups(target: str, snapshot_count: int) -> str:
    if not target:
        return (
            "Backups from before have it still. Run `plan backup` to each target: it notes there what a "
            "restore has to forget again; with --keep 1 the older snapshots go."
        )
    return (
        f"{snapshot_count} snapshots in {target} have it still. A restore of them forgets it again; "
        f"`plan backup {target} --keep 1` removes them."
    )


_BEYOND = (
    "Not reached: what others have downloaded, an edition that was written elsewhere (write it again), "
    "e-mails, and where the words came from, such as a Taguette project; an export that still has them is "
    "taken in without them."
)
