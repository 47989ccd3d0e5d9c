"""The command that takes words back out of what is public already."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipelines.cli.common import HOME, HomeOption, JsonOption, failures, require_plan, require_settings

if TYPE_CHECKING:
    from pipelines.receipts.receipt import Receipt

app = typer.Typer()

ELSEWHERE = "what others have downloaded, an edition that was written elsewhere (write it again)"
"""What still holds words after they were taken out of a deployment."""


@app.command(epilog="Example: plan withhold --json")
def withhold(home: HomeOption = HOME, as_json: JsonOption = False) -> None:
    """Make every release again that holds words that are withdrawn or held back, without them."""
    with failures():
        require_plan(home)
    made = withhold_now(home)
    if as_json:
        typer.echo(json.dumps(made))
    else:
        typer.echo(_sentence(made) if made else "No release holds words that are withdrawn or held back.")


def withhold_decided(receipt: "Receipt", home: Path, as_json: bool) -> None:
    """Take words back at once if an accepted sheet of decisions says so."""
    from pipelines import landing
    from pipelines.releases.withholding.withheld import takes_back

    if not receipt.accepted or receipt.feed != "decisions":
        return
    mine = receipt.duplicate_of or receipt.receipt_id
    (found,) = (each for each in landing.landed(home, "decisions") if each.receipt_id == mine)
    if takes_back(found):
        made = withhold_now(home)
        if made and not as_json:
            typer.echo(_sentence(made))


def withhold_now(home: Path) -> list[str]:
    """Return the releases that were made again."""
    with failures():
        from pipelines.operations.withholding import finish_withholding

        require_settings()
        return finish_withholding(home)


def _sentence(made: list[str]) -> str:
    return (
        f"Made again without words that are withdrawn or held back: {', '.join(made)}. "
        f"Not reached: {ELSEWHERE}, and e-mails."
    )
