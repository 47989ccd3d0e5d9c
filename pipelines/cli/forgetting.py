"""The command that forgets: what a person said, or who somebody was, out of the whole deployment."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import clock
from pipelines.cli.common import (
    HOME,
    NOT_POSSIBLE,
    HomeOption,
    JsonOption,
    failures,
    require_plan,
    require_settings,
)
from pipelines.cli.withholding import ELSEWHERE
from pipelines.disk import not_usable
from pipelines.errors import NotPossibleNow, Refusal

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
        from pipelines.operations.forgetting import ForgottenAlready
        from pipelines.operations.forgetting import forget as forget_in_landing
        from pipelines.operations.withholding import is_pending
        from pipelines.releases.withholding.withheld import pending_words
        from pipelines.warehouse.builds import Warehouse

        require_settings()
        require_plan(home)
        found: Forgotten | None = None
        try:
            found = forget_in_landing(
                home,
                kind.value,
                subject,
                by=by,
                why=why,
                at=clock.now(),
                reach="everywhere" if everywhere else "only_here" if only_here else "stop",
            )
        except ForgottenAlready:
            if not (is_pending(home) or Warehouse.of(home).stale()):
                raise
        rest = _forget_elsewhere(home, found.words if found else pending_words(home))
    told = {
        "cells": found.cell_count if found else 0,
        "receipts": found.receipts if found else (),
        "originals_gone": found.originals if found else (),
        "refusals": found.refusals if found else (),
        "releases": rest.releases,
        "build": rest.build,
        "dagster_runs": rest.run_count,
        "snapshots_that_have_it": rest.snapshot_count,
        "still_in": rest.still_in,
    }
    typer.echo(json.dumps(told, indent=2) if as_json else "\n".join([*_of_landing(found), *_of_rest(rest)]))
    if rest.wrong:
        typer.echo(rest.wrong, err=True)
    if rest.still_in:
        typer.echo(
            f"The words are still in: {', '.join(rest.still_in)}. Remove what is not the plan's own by hand.",
            err=True,
        )
        raise typer.Exit(NOT_POSSIBLE)


@dataclass(frozen=True)
class _Rest:
    """What was done outside landing, and where the words still are; `wrong` is why a backup has no note."""

    releases: list[str]
    build: str | None
    run_count: int
    target: str
    snapshot_count: int
    wrong: str
    still_in: list[str]


def _forget_elsewhere(home: Path, words: Iterable[str]) -> _Rest:
    """Take what was forgotten in landing out of all else; it may be done again.

    Dagster's history comes first: the words are kept until every release is without them, and no longer.

    Raises:
        NotPossibleNow: not everything could be done; the same command does the rest.
    """
    from pipelines.backup import note_forgotten
    from pipelines.backup.target import TargetFailed
    from pipelines.defs import runs
    from pipelines.defs.forgetting import forget_in_dagster
    from pipelines.landing.removed import is_telling
    from pipelines.operations.forgetting import files_that_hold
    from pipelines.operations.withholding import finish_withholding, is_pending
    from pipelines.settings import Settings
    from pipelines.warehouse.builds import Warehouse

    telling = [one for one in words if is_telling(one)]
    try:
        run_count = forget_in_dagster(home, telling)
        releases = finish_withholding(home) if is_pending(home) else []
        build = runs.refresh(home).build_id if Warehouse.of(home).stale() else None
    except (Refusal, NotPossibleNow, OSError) as error:
        meaning = not_usable(error) if isinstance(error, OSError) else None
        raise NotPossibleNow(_NOT_EVERYWHERE.format(error=meaning or error)) from error
    target, snapshot_count, wrong = Settings().backup_target, 0, ""
    if target:
        try:
            snapshot_count = note_forgotten(home, target)
        except (TargetFailed, Refusal) as error:
            wrong = f"{error}. The next backup there takes the note with it."
    still_in = files_that_hold(home, telling)
    return _Rest(releases, build, run_count, target, snapshot_count, wrong, still_in)


def _of_landing(found: "Forgotten | None") -> list[str]:
    if found is None:
        return ["Forgotten in landing before; the rest is done now."]
    said = [f"Cells forgotten in landing: {found.cell_count}, of {_list(found.receipts)}."]
    if found.originals:
        said.append(f"Their originals are gone; rows and receipts stay: {_list(found.originals)}.")
    if found.refusals:
        said.append(f"Taken out of refusals: {_list(found.refusals)}.")
    return said


def _of_rest(rest: _Rest) -> list[str]:
    said = [f"Releases made again without it: {_list(rest.releases)}."]
    if rest.build:
        said.append(f"Build {rest.build} is without it; the builds before are gone.")
    if rest.run_count:
        said.append(f"Runs removed from Dagster's history: {rest.run_count}.")
    return [*said, _of_backups(rest.target, rest.snapshot_count), _BEYOND]


def _list(ids: tuple[str, ...] | list[str]) -> str:
    return ", ".join(ids) if ids else "none"


def _of_backups(target: str, snapshot_count: int) -> str:
    if not target:
        return (
            "Backups from before have it still. Run `plan backup` to each target: it notes there what a "
            "restore has to forget again; with --keep 1 the older snapshots go."
        )
    return (
        f"Snapshots in {target} that have it still: {snapshot_count}. A restore of them forgets it again; "
        f"`plan backup {target} --keep 1` removes them."
    )


_BEYOND = (
    f"Not reached: {ELSEWHERE}, e-mails, and where the words came from, such as a Taguette project; an "
    "export that still has them is taken in without them."
)
_NOT_EVERYWHERE = (
    "It is forgotten in landing, for good, and not yet everywhere else: give the same command again when "
    "this is mended: {error}"
)
