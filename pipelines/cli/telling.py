"""Commands that tell people of a round: drafts to send, and sheets to hang up and hand out."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.common import HOME, HomeOption, failures

app = typer.Typer()

RoundArgument = Annotated[str, typer.Argument(metavar="ROUND", help="The round, for example 2025-06.")]
FolderOption = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the files go.")]
AddressOption = Annotated[
    str | None,
    typer.Option(help="Where the edition is on the web (default: PLAN_EDITION_ADDRESS).", show_default=False),
]


class Sheet(StrEnum):
    """What can be printed."""

    POSTER = "poster"
    HANDOUT = "handout"
    THEME = "theme"
    ACTION = "action"


@app.command(epilog="Example: plan bulletin 2025-06 -o bulletin")
def bulletin(
    round_id: RoundArgument, output: FolderOption, address: AddressOption = None, home: HomeOption = HOME
) -> None:
    """Draft what to tell people of a round that is released: an article, an e-mail, posts, talking points.

    Each is made of the figures and words that were signed off, in each language of the plan; people edit
    and send them.
    """
    from pipelines.operations.telling import draft_bulletin

    with failures():
        written = draft_bulletin(home, round_id, output, address)
    typer.echo("\n".join(str(file) for file in written))


@app.command(epilog="Example: plan paper 2025-06 -o paper --only poster --only handout")
def paper(
    round_id: RoundArgument,
    output: FolderOption,
    only: Annotated[
        list[Sheet] | None,
        typer.Option(help="Which sheets: poster (A3), handout, theme, action (A4); default: all of them."),
    ] = None,
    address: AddressOption = None,
    home: HomeOption = HOME,
) -> None:
    """Print the poster, the hand-out and a sheet per theme and action as PDF, in each language (Chromium)."""
    from pipelines.operations.telling import print_paper

    with failures():
        kinds = [sheet.value for sheet in only or list(Sheet)]
        written = print_paper(home, round_id, output, kinds, address, lambda name: typer.echo(name, err=True))
    typer.echo(f"Sheets written into {output}: {len(written)}.")
