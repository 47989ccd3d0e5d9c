"""Commands on the plan itself."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.common import (
    HOME,
    ByOption,
    Feed,
    HomeOption,
    JsonOption,
    Language,
    LanguageOption,
    failures,
)
from pipelines.cli.door import answer, answer_preview, require_acceptable, take_in

app = typer.Typer(help="The plan itself: check or load it.", no_args_is_help=True)

FileArgument = Annotated[Path, typer.Argument(help="A workbook, or a folder of CSVs.")]
OWNER = "plan owner"


@app.command(epilog="Example: plan register check data/demo/register")
def check(
    file: FileArgument,
    language: LanguageOption = Language.ENGLISH,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Say whether the plan could be loaded, and record nothing."""
    answer_preview(file, Feed.REGISTER, OWNER, home, None, None, language, as_json)


@app.command(epilog="Example: plan register load data/demo/register")
def load(
    file: FileArgument,
    by: ByOption = OWNER,
    language: LanguageOption = Language.ENGLISH,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Load the plan: partners, themes, actions, milestones, rounds and topics.

    Where the folder holds nothing yet, a plan that is refused leaves nothing there.
    """
    from pipelines.register.start import is_unused

    with failures():
        if is_unused(home):
            require_acceptable(file, Feed.REGISTER, by, home, language, as_json)
    answer(take_in(file, Feed.REGISTER, by, home, language=language), as_json)
