"""What the commands share: options, and how a failure becomes a sentence and an exit status."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from pipelines import clock
from pipelines.disk import not_usable
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.settings import DEFAULT_HOME, Settings

REFUSED, NOT_POSSIBLE, FAULT = 1, 3, 70
"""What a command ends with where it has not done its work; a fault is EX_SOFTWARE of sysexits.h."""

_NO_PLAN = (
    "{home} holds no plan; make one with `plan init` and `plan register load`, or name another folder with "
    "--home"
)


class Language(StrEnum):
    """The languages of the plan."""

    ENGLISH = "en"
    CYMRAEG = "cy"


class PlanLanguages(StrEnum):
    """What a plan may speak, as its register says it."""

    ENGLISH = "en"
    BOTH = "en;cy"


class Feed(StrEnum):
    """What can come through the door."""

    RETURN = "return"
    HIGHLIGHTS = "highlights"
    COMMENTS = "comments"
    ENGAGEMENTS = "engagements"
    WORKSHOPS = "workshops"
    CONTRIBUTIONS = "contributions"
    QUESTIONS = "questions"
    FELT = "felt"
    INDICATOR_VALUES = "indicator_values"
    DECISIONS = "decisions"
    REGISTER = "register"
    ACCESS = "access"


HomeOption = Annotated[
    Path, typer.Option("--home", envvar="PLAN_HOME", help="The deployment's folder.", show_default=False)
]
HOME = DEFAULT_HOME
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON, for a program.")]
LanguageOption = Annotated[
    Language, typer.Option("--language", help="Language of the answer, if the plan speaks it.")
]
ByOption = Annotated[str, typer.Option(help="Who does it: a role, not a name.")]


def now(home: Path) -> datetime:
    """Return the deployment's now: the demonstration plan's clock stands still."""
    from pipelines.register import now_of

    return now_of(home)


def moment(home: Path, text: str | None) -> datetime | None:
    """Return the time that an option means where the plan is, if it is given.

    Raises:
        typer.BadParameter: it is neither a date nor a time with its zone.
    """
    from pipelines.register import plan_zone

    try:
        return clock.parse(text, plan_zone(home)) if text else None
    except (ValueError, OverflowError) as error:  # the second: in UTC there is no such year
        raise typer.BadParameter(f"a date such as 2025-06-30, or a time with its zone: {error}") from None


def require_plan(home: Path, or_its_remains: bool = False) -> None:
    """Make sure that a folder holds a plan: one that was named by mistake is not answered as if it did.

    Where `or_its_remains`, anything that was sent in or published will do: a plan may have lost its log.

    Raises:
        NotPossibleNow: no register was ever loaded into it.
    """
    from pipelines.landing import ledger

    remains = [ledger.LOG, "landing/*", "refused/*", "releases/*"] if or_its_remains else []
    is_plan = bool(ledger.accepted(home, "register"))
    if not (is_plan or any(path for each in remains for path in home.glob(each))):
        raise NotPossibleNow(_NO_PLAN.format(home=home))


def require_folder(home: Path) -> None:
    """Make sure that a deployment's folder is there: what serves it may start before it holds a plan.

    Raises:
        NotPossibleNow: it is not.
    """
    if not home.is_dir():
        raise NotPossibleNow(_NO_PLAN.format(home=home))


def require_new_workbook(output: Path) -> None:
    """Make sure that a workbook can be written under a name: nobody's filled-in one is written over.

    Raises:
        Refusal: the name does not end in .xlsx, or a file of that name is there already.
    """
    if output.is_dir():
        return  # whoever writes says so
    if output.suffix.lower() != ".xlsx":
        raise Refusal(f"expected a name that ends in .xlsx, as a workbook's does, found {output}")
    if output.exists():
        raise Refusal(
            f"{output} is there already, and may have been filled in: nothing was written. Name another "
            "file, or delete that one first"
        )


def require_settings() -> None:
    """Make sure that the settings can be read, before something is done that needs them at its end.

    Raises:
        InvalidSettings: one of them is not what it has to be.
    """
    Settings()


@contextmanager
def failures() -> Iterator[None]:
    """Turn a refusal, or what is not possible now, into a sentence and the exit status that means it.

    A file or folder that cannot be used is no fault of what was asked for.
    """
    try:
        yield
    except Refusal as error:
        stop(str(error), REFUSED)
    except NotPossibleNow as error:
        stop(str(error), NOT_POSSIBLE)
    except OSError as error:
        if (meaning := not_usable(error)) is None:
            raise
        stop(str(meaning), NOT_POSSIBLE)


@contextmanager
def faults() -> Iterator[None]:
    """Say of any exception that has no sentence that it is a fault of the software, and end with that status.

    How a command ends itself, and a reader who went away, are none.
    """
    try:
        yield
    except (typer.Exit, typer.Abort, TyperException, BrokenPipeError):
        raise
    except Exception:
        stop(
            f"{traceback.format_exc()}\nThis is a fault of the software. Nothing is claimed about what was "
            "done: look before you do it again. Send these lines to whoever looks after the software",
            FAULT,
        )


def stop(message: str, status: int) -> NoReturn:
    """Say why on standard error, and end with `status`."""
    typer.echo(message, err=True)
    raise typer.Exit(status)
