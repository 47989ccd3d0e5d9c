"""The partners in a round: who has returned, who is silent for how long, whom to remind."""

from collections.abc import Sequence

from dashboard.components.blocks import Block, Child, block, link
from dashboard.components.tables import cell, scrolling
from dashboard.workspace.frame import partner_name
from dashboard.workspace.visit import Visit
from pipelines.workspace import Returned, Round, Sent

LETTER = "letter"
"""The heading of the letter: following a link leads there."""


def partners_table(
    run: Visit, standing: Round, found: Sequence[Returned], went_out: Sequence[Sent]
) -> list[Block | None]:
    """Return how many have returned, and a line for each that leads an action, in the plan's order."""
    words, say = run.words, run.words.say
    came = sum(each.returned_at is not None for each in found)
    told = words.count(
        "{count} of {total} partners has reported.",
        "{count} of {total} partners have reported.",
        came,
        total=words.number(len(found)),
    )
    day = words.weekday(standing.round.due_on)
    is_past = run.desk.today() > standing.round.due_on
    due = say("It was due on {day}.", day=day) if is_past else say("It is due on {day}.", day=day)
    columns = (
        say("Partner"),
        say("Return"),
        say("Heard from last"),
        say("Still to be said"),
        say("Reminder"),
    )
    head = block("tr", *(block("th", name, scope="col") for name in columns))
    rows = [_row(run, each, went_out, columns) for each in found]
    table = block("table", block("thead", head), block("tbody", *rows), kind="stacked")
    return [
        block("h1", say("The partners in {round}", round=run.round_name(standing.round_id))),
        block("p", told, " ", due, kind="lead"),
        scrolling(table, say("The partners")),
        block("p", say("They stand in the order of the plan; nobody is ranked."), kind="quiet"),
    ]


def reminders_sent(run: Visit, went_out: Sequence[Sent]) -> list[Block | None]:
    """Return every reminder that went out for the round."""
    words, say = run.words, run.words.say
    if not went_out:
        return []
    lines = [
        block(
            "li",
            _name(run, each.partner_id),
            ": ",
            words.moment(each.sent_at, run.desk.zone()),
            ", ",
            say("sent by hand")
            if each.how == "by_hand"
            else words.count("by e-mail to {count} address", "by e-mail to {count} addresses", each.count),
        )
        for each in went_out
    ]
    return [block("h2", say("Reminders that went out")), block("ul", *lines, kind="plain")]


def _row(run: Visit, each: Returned, went_out: Sequence[Sent], columns: Sequence[str]) -> Block:
    words = run.words
    name = _name(run, each.partner_id)
    about = run.state(partner=each.partner_id)
    shown: Child = link(name, "", about) if run.person.may("read", each.partner_id) else name
    values = (
        _return(run, each),
        _silence(run, each),
        words.count("{count} action", "{count} actions", len(each.missing)) if each.missing else "–",
        _reminder(run, each, went_out),
    )
    cells = [cell(value, column) for value, column in zip(values, columns[1:], strict=True)]
    return block("tr", block("th", shown, scope="row"), *cells)


def _return(run: Visit, each: Returned) -> str:
    words, say = run.words, run.words.say
    if each.returned_at is None:
        return say("late, not here yet") if each.is_late else say("not here yet")
    day = words.day(each.returned_at.astimezone(run.desk.zone()).date())
    return say("came late, on {day}", day=day) if each.is_late else say("came on {day}", day=day)


def _silence(run: Visit, each: Returned) -> str:
    words = run.words
    if each.silent_since is None:
        return words.say("never")
    days = (run.desk.today() - each.silent_since.astimezone(run.desk.zone()).date()).days
    return words.count("{count} day ago", "{count} days ago", days) if days else words.say("today")


def _reminder(run: Visit, each: Returned, went_out: Sequence[Sent]) -> Child:
    mine = [found for found in went_out if found.partner_id == each.partner_id]
    if mine:
        day = run.words.day(mine[-1].sent_at.astimezone(run.desk.zone()).date())
        return run.words.say("sent on {day}", day=day)
    if each.returned_at or not run.person.may("remind"):
        return "–"
    return link(
        run.words.say("Write to them"), "partners", run.state(on=each.partner_id, partner=None), spot=LETTER
    )


def _name(run: Visit, partner_id: str) -> str:
    found = partner_name(run, partner_id)
    return found.text if found else partner_id


def waiting(found: Sequence[Returned], partner_id: str | None) -> Returned | None:
    """Return the partner to write to, if its return is still waited for."""
    return next((each for each in found if each.partner_id == partner_id and not each.returned_at), None)
