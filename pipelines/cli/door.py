"""Commands at the door: what a file would answer, and what it answers."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.common import (
    HOME,
    REFUSED,
    ByOption,
    Feed,
    HomeOption,
    JsonOption,
    Language,
    LanguageOption,
    failures,
    now,
    require_new_workbook,
    require_plan,
)
from pipelines.cli.withholding import withhold_decided
from pipelines.dagster_home import supervisor_of
from pipelines.operations.refreshing import ask_for_refresh, prepare_refresh

if TYPE_CHECKING:
    from pipelines.intake.preview import Preview
    from pipelines.receipts.receipt import Receipt

app = typer.Typer()

PartnerOption = Annotated[str | None, typer.Option(help="The partner, for a return.")]
RoundOption = Annotated[str | None, typer.Option("--round", help="The round, for example 2025-07.")]
EngagementOption = Annotated[
    str | None, typer.Option(help="The engagement, for the answers to a form (comments).")
]


AnswersOption = Annotated[
    list[str] | None,
    typer.Option(
        help="A column of a form that holds answers, by its heading, and what was asked: “What do we "
        "need?=need” (or have, or change; or nothing after the =). As often as there are such columns."
    ),
]


@app.command(
    epilog="Example: plan submit return.xlsx --feed return --by 'reporting officer' --partner council "
    "--round 2025-07"
)
def submit(
    file: Annotated[Path, typer.Argument(help="The file, or for the register a folder of CSVs.")],
    feed: Annotated[Feed, typer.Option(help="What the file is.")],
    by: ByOption,
    partner: PartnerOption = None,
    round_id: RoundOption = None,
    engagement: EngagementOption = None,
    answers: AnswersOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="Say what would change, and record nothing.")
    ] = False,
    annotate: Annotated[
        Path | None, typer.Option(help="Write a copy of the workbook with its problems beside the rows.")
    ] = None,
    language: LanguageOption = Language.ENGLISH,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Take a file in at the door and answer with a receipt: accepted whole, or refused with every problem."""
    if feed is not Feed.REGISTER:
        with failures():
            require_plan(home)
    if annotate is not None:
        with failures():
            require_new_workbook(annotate)
    if check:
        if annotate is not None:
            typer.echo(f"With --check nothing is written: {annotate} was not made.", err=True)
        answer_preview(file, feed, by, home, partner, round_id, language, as_json, engagement, answers)
        return
    receipt = take_in(file, feed, by, home, partner, round_id, language, engagement, answers)
    say(receipt, as_json)
    withhold_decided(receipt, home, as_json)
    if annotate is not None:
        from pipelines.intake.workbooks.annotate import annotate as write_marked_copy

        write_marked_copy(file, receipt, annotate)
    if not receipt.accepted:
        raise typer.Exit(REFUSED)


@app.command(epilog="Example: plan template --partner council --round 2025-07 -o council.xlsx")
def template(
    partner: Annotated[str, typer.Option(help="The partner whose workbook it is.")],
    round_id: Annotated[str, typer.Option("--round", help="The round, for example 2025-07.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write the workbook.")],
    language: LanguageOption = Language.ENGLISH,
    home: HomeOption = HOME,
) -> None:
    """Write a partner's workbook for a round, pre-filled with what it said last."""
    from pipelines.intake.workbooks.template import write_template

    with failures():
        require_new_workbook(output)
        write_template(home, partner, round_id, language.value, output)
    typer.echo(f"Written: {output}")


@app.command(epilog="Example: plan tally --held-on 2025-06-14 --action A07 --action A08 -o felt.xlsx")
def tally(
    held_on: Annotated[str, typer.Option(metavar="DATE", help="The day of the event, as 2025-06-14.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write the workbook.")],
    themes: Annotated[
        list[str] | None, typer.Option("--theme", help="A theme to ask about; default: each of them.")
    ] = None,
    actions: Annotated[list[str] | None, typer.Option("--action", help="An action to ask about.")] = None,
    language: LanguageOption = Language.ENGLISH,
    home: HomeOption = HOME,
) -> None:
    """Write the workbook of an event at which people are asked what they feel.

    Its first sheet is to print, for the table; the others take the tallies, and are sent in as feed `felt`.
    """
    from pipelines.intake.workbooks.tally import write_tally

    try:
        day = date.fromisoformat(held_on)
    except ValueError:
        raise typer.BadParameter("a date such as 2025-06-14", param_hint="--held-on") from None
    asked = [("theme_id", each) for each in themes or ()] + [("action_id", each) for each in actions or ()]
    with failures():
        require_new_workbook(output)
        write_tally(home, day, asked, language.value, output)
    typer.echo(f"Written: {output}")


@app.command(epilog="Example: plan receipts --partner council --round 2025-07")
def receipts(
    partner: PartnerOption = None,
    round_id: RoundOption = None,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """List the receipts, accepted and refused, in the order of arrival."""
    from pipelines.landing.verify import receipts as all_receipts
    from pipelines.register import plan_zone

    with failures():
        require_plan(home, or_its_remains=True)
    found, zone = all_receipts(home, partner, round_id), plan_zone(home)
    if as_json:
        typer.echo(json.dumps([receipt.model_dump(mode="json") for receipt in found], indent=2))
        return
    for receipt in found:
        state = "accepted" if receipt.accepted else f"refused ({len(receipt.problems)} to mend)"
        of = " ".join(filter(None, (receipt.partner_id, receipt.round_id)))
        typer.echo(
            f"{receipt.receipt_id}  {receipt.received_at.astimezone(zone):%Y-%m-%d %H:%M}  "
            f"{receipt.feed} {of}  {state}  "
            f"by {receipt.submitted_by} ({'signed in' if receipt.signed_in else 'typed at a shell'})"
        )


@app.command(epilog="Example: plan contract return --language cy")
def contract(
    feed: Annotated[Feed, typer.Argument(help="The kind of file.")],
    language: LanguageOption = Language.ENGLISH,
) -> None:
    """Explain, column by column, what a kind of file may hold."""
    from pipelines.intake.explain import contract_help

    typer.echo(contract_help(feed.value, language.value))


def take_in(
    file: Path,
    feed: Feed,
    by: str,
    home: Path,
    partner: str | None = None,
    round_id: str | None = None,
    language: Language = Language.ENGLISH,
    engagement: str | None = None,
    answers: list[str] | None = None,
) -> "Receipt":
    """Submit a file now, and return its receipt."""

    def take() -> "Receipt":
        from pipelines.intake.submit import submit as submit_file

        return submit_file(
            file,
            home=home,
            feed=feed.value,
            submitted_by=by,
            received_at=now(home),
            partner_id=partner,
            round_id=round_id,
            language=language.value,
            engagement_id=engagement,
            answers=_by_heading(answers),
        )

    return take() if feed is Feed.ACCESS else built_at_once(home, take)  # no figure is made of that list


def built_at_once(home: Path, take: Callable[[], "Receipt"]) -> "Receipt":
    """Take something in; where the deployment runs by itself, have it built without waiting for the daemon.

    What a build needs is loaded while the door looks at what has come.
    """
    server = supervisor_of(home)
    if server is None:
        return take()
    prepare_refresh(home, server)
    receipt = take()
    if receipt.accepted:
        ask_for_refresh(home, server)
    return receipt


def _by_heading(answers: list[str] | None) -> dict[str, str | None]:
    """Return what was asked under each heading, as it was typed: heading=question, or a heading alone."""
    parts = [each.rpartition("=") if "=" in each else (each, "=", "") for each in answers or ()]
    return {heading: question.strip() or None for heading, _, question in parts}


def answer(receipt: "Receipt", as_json: bool) -> None:
    """Print a receipt, and end with status 1 if it is a refusal."""
    say(receipt, as_json)
    if not receipt.accepted:
        raise typer.Exit(REFUSED)


def say(receipt: "Receipt", as_json: bool) -> None:
    """Print a receipt."""
    if as_json:
        typer.echo(receipt.answer_json())
    else:
        from pipelines.intake.answer import receipt_lines

        typer.echo("\n".join(receipt_lines(receipt)))


def answer_preview(
    file: Path,
    feed: Feed,
    by: str,
    home: Path,
    partner: str | None,
    round_id: str | None,
    language: Language,
    as_json: bool,
    engagement: str | None = None,
    answers: list[str] | None = None,
) -> None:
    """Print what submitting the file would answer and change; end with status 1 if it would be refused."""
    found = _preview(file, feed, by, home, partner, round_id, language, engagement, answers)
    say_preview(found, feed, as_json)


def require_acceptable(
    file: Path, feed: Feed, by: str, home: Path, language: Language, as_json: bool
) -> None:
    """Print why a file would be refused, if it would be, and end with status 1."""
    found = _preview(file, feed, by, home, None, None, language)
    if not found.accepted:
        say_preview(found, feed, as_json)


def _preview(
    file: Path,
    feed: Feed,
    by: str,
    home: Path,
    partner: str | None,
    round_id: str | None,
    language: Language,
    engagement: str | None = None,
    answers: list[str] | None = None,
) -> "Preview":
    from pipelines.intake.preview import preview

    return preview(
        file,
        home=home,
        feed=feed.value,
        submitted_by=by,
        received_at=now(home),
        partner_id=partner,
        round_id=round_id,
        language=language.value,
        engagement_id=engagement,
        answers=_by_heading(answers),
    )


def say_preview(found: "Preview", feed: Feed, as_json: bool) -> None:
    """Print a preview, and end with status 1 if what it is of would be refused."""
    from pipelines.intake.answer import preview_lines

    if as_json:
        typer.echo(_preview_json(found))
    else:
        typer.echo("\n".join(preview_lines(found, feed.value)))
    if not found.accepted:
        raise typer.Exit(REFUSED)


def _preview_json(found: "Preview") -> str:
    return json.dumps(
        {
            "accepted": found.accepted,
            "changes": [vars(change) for change in found.changes],
            "untouched": found.untouched,
            "warnings": [warning.model_dump() for warning in found.warnings],
            "problems": [problem.model_dump() for problem in found.problems],
        },
        ensure_ascii=False,
        indent=2,
    )
