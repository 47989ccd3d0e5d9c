"""The command that records one decision, on the spot."""

from functools import partial
from typing import Annotated

import typer

from pipelines.cli.common import (
    HOME,
    ByOption,
    HomeOption,
    JsonOption,
    Language,
    LanguageOption,
    failures,
    now,
    require_plan,
)
from pipelines.cli.door import answer, built_at_once
from pipelines.cli.withholding import withhold_decided
from pipelines.register import plan_day

app = typer.Typer()

Said = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="COLUMN=VALUE...", help="What it speaks of; `plan contract decisions` names the columns."
    ),
]


@app.command(
    epilog="Example: plan decide agree_date --role chair --by secretary action_id=A07 agreed_finish=2026-06 "
    "reason='The lease was signed late.'"
)
def decide(
    decision: Annotated[str, typer.Argument(help="What was decided, for example settle.")],
    role: Annotated[str, typer.Option(help="The role that decided, for example chair.")],
    by: ByOption,
    said: Said = None,
    language: LanguageOption = Language.ENGLISH,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Record one decision of the steering group or its officers; decided today, unless decided_on says."""
    from pipelines.intake.decide import decide as record

    pairs = _pairs(said or [])
    with failures():
        require_plan(home)
    moment = now(home)
    given = {"decided_on": plan_day(home, moment).isoformat(), **pairs}
    take = partial(
        record,
        home=home,
        submitted_by=by,
        received_at=moment,
        language=language.value,
        signed_in=False,
        decision=decision,
        role=role,
        **given,
    )
    receipt = built_at_once(home, take)
    answer(receipt, as_json)
    withhold_decided(receipt, home, as_json)


def _pairs(said: list[str]) -> dict[str, str]:
    """Return what was said, by column.

    Raises:
        typer.BadParameter: something is not COLUMN=VALUE, or a decision has no such column.
    """
    from pipelines.contracts.decisions import DECISIONS

    (table,) = DECISIONS.sheet_tables()
    pairs = {}
    for each in said:
        column, equals, value = each.partition("=")
        if not equals or column in pairs or column in ("decision", "role"):
            raise typer.BadParameter(f"each COLUMN=VALUE once, such as action_id=A07; found {each}")
        if column not in table.columns:
            raise typer.BadParameter(
                f"a decision has no column {column}; `plan contract decisions` names those that it has"
            )
        pairs[column] = value
    return pairs
