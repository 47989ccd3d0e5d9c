"""The rules of what people feel: no more answers than people, of one thing at a time, and nobody named."""

from pipelines.contracts.felt import ANSWERS
from pipelines.intake.checks.findings import Findings
from pipelines.intake.checks.personal import named
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow
from pipelines.landing import landed
from pipelines.receipts.problems import problem
from pipelines.voices.screening import kinds

_WORDS = ("name_en", "name_cy", "place_en", "place_cy", "not_there_en", "not_there_cy")


def check_felt(tables: dict[str, list[TypedRow]], context: Context) -> Findings:
    """Check events and answers; a row of answers without any number is left out, and said to be."""
    events, answers = tables.get("felt_events", []), tables.get("felt_answers", [])
    told = [row for row in answers if any(row[each] is not None or each in row.broken for each in ANSWERS)]
    findings = Findings(rows={"felt_events": events, "felt_answers": told})
    findings.refuse_repeated(events, "event_id")
    before = {
        row["event_id"]
        for sent in landed(context.home, "felt")
        for row in sent.rows("felt_events", "event_id")
    }
    for row in events:
        findings.refuse_future(row, "held_on", context.today)
        if row["event_id"] in before:
            findings.warn(row, "felt_event_again", "event_id")
    _check_words(events, context, findings)
    people = {row["event_id"]: row["people"] for row in events}
    first: dict[object, int] = {}
    for row in told:
        _check_subject(row, context, findings, first)
        _check_event(row, people, findings)
    if silent := len(answers) - len(told):
        findings.warnings.append(problem("felt_rows_silent", sheet=answers[0].sheet, count=silent))
    return findings


def _check_words(events: list[TypedRow], context: Context, findings: Findings) -> None:
    for row in events:
        for column in _WORDS:
            if found := kinds(str(row[column] or ""), context.plan.screened_names):
                findings.refuse(row, "felt_holds_personal_data", column, kinds=named(found))


def _check_subject(row: TypedRow, context: Context, findings: Findings, first: dict[object, int]) -> None:
    """Check that a row is about one theme or one action of the plan, and the only one about it."""
    theme, action = row["theme_id"], row["action_id"]
    if (theme is None) == (action is None):
        if not row.broken & {"theme_id", "action_id"}:
            findings.refuse(row, "felt_of_both" if theme else "felt_of_neither", "action_id")
        return
    if theme is not None and theme not in {each.theme_id for each in context.plan.themes}:
        findings.refuse(row, "theme_unknown", "theme_id")
    if action is not None and action not in context.plan.by_action:
        findings.refuse(row, "action_unknown", "action_id")
    before = first.setdefault((row["event_id"], theme, action), row.number)
    if before != row.number:
        column = "theme_id" if theme else "action_id"
        findings.refuse(row, "felt_twice", column, event=row["event_id"], first=before)


def _check_event(row: TypedRow, people: dict[str, int | None], findings: Findings) -> None:
    """Check that the event of a row is listed, and had as many people as the row has answers."""
    if row["event_id"] is None:
        return
    if row["event_id"] not in people:
        findings.refuse(row, "felt_event_unknown", "event_id")
        return
    there, count = people[row["event_id"]], sum(row[each] or 0 for each in ANSWERS)
    if there is not None and count > there:
        findings.refuse(row, "felt_more_than_people", "noticed", value=count, count=count, people=there)
