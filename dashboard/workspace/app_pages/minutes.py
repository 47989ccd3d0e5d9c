"""The minutes: what was decided on a round, to print; and the notes of the meeting, for the group alone."""

from collections.abc import Sequence

from dashboard.components.blocks import Block, block, link
from dashboard.components.tables import cell
from dashboard.workspace.frame import steering_group
from dashboard.workspace.parts.agenda_list import late_title, name_of
from dashboard.workspace.parts.decide import Matter, decide
from dashboard.workspace.parts.receipts import by_whom
from dashboard.workspace.parts.recorded import show_recorded, what_it_says
from dashboard.workspace.parts.round_head import opened
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import Agenda, Recorded, Round, Spoken, decision_names

NOTE = "note"


def minutes_page(run: Visit) -> None:
    """Show the minutes of a round."""
    found = opened(run)
    if found is None:
        return
    meeting, standing, agenda = found
    recorded = meeting.minutes(standing.round_id)
    words, say = run.words, run.words.say
    notes = [each for each in recorded if each.decision == NOTE and each.action_id is None]
    decided = [each for each in recorded if each not in notes]
    group = steering_group(run.desk, words)
    run.show(
        "minutes",
        block("h1", say("Minutes for {round}", round=run.round_name(standing.round_id))),
        block(
            "p",
            say(
                "What was decided by {group} at the meeting on {day}, in order.",
                group=group,
                day=words.day(standing.round.review_on),
            ),
            kind="lead",
        ),
        _table(run, decided, _names(run, agenda, meeting.spoken_of(decided)), standing)
        if decided
        else block("p", say("Nothing has been decided yet.")),
        block("h2", say("Notes of the meeting")),
        block("p", say("For the group alone: no note is ever published."), kind="quiet"),
        block("ul", *(block("li", *_note(run, each)) for each in notes), kind="plain") if notes else None,
    )
    if not standing.is_locked:
        about = {"round_id": standing.round_id}
        decide(run, meeting, Matter(standing.round_id, about, ["write"], {}), is_list_shown=False)
    show_recorded(run, meeting)
    run.show("back", block("p", link(say("Back to the agenda"), "round", run.state()), kind="crumbs"))


def _table(run: Visit, decided: Sequence[Recorded], names: dict[str, str], standing: Round) -> Block:
    words, say = run.words, run.words.say
    columns = (say("On"), say("Decided"), say("What was said"), say("Recorded"))
    called = decision_names(words.lang)
    head = block("tr", *(block("th", name, scope="col") for name in columns))
    rows = [
        block(
            "tr",
            block("th", names.get(each.subject or "", run.round_name(standing.round_id)), scope="row"),
            cell(block("strong", called[each.decision]), columns[1]),
            cell(block("span", *what_it_says(run, each)), columns[2]),
            cell(
                f"{words.moment(each.received_at, run.desk.zone())}, {by_whom(run, each.submitted_by)}",
                columns[3],
            ),
        )
        for each in decided
    ]
    return block("table", block("thead", head), block("tbody", *rows), kind="minutes stacked")


def _note(run: Visit, each: Recorded) -> list[Block | str | None]:
    moment = f"{run.words.moment(each.received_at, run.desk.zone())}, {by_whom(run, each.submitted_by)}"
    return [*what_it_says(run, each), block("span", moment, kind="quiet")]


def _names(run: Visit, agenda: Agenda, spoken: Spoken) -> dict[str, str]:
    """Return what everything that was decided on is called; a quote by its words, while it is approved."""
    points = {point.action_id: name_of(point, run.words) for point in (*agenda.points, *agenda.rest)}
    late = {receipt_id: late_title(run, each) for receipt_id, each in spoken.returns.items()}
    return points | late | {voice: f"“{quote}”" for voice, quote in spoken.quotes.items()}


minutes_page(visit())
