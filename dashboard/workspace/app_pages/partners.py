"""The partners: how each stands in the round, and the letter to one that is to be reminded."""

from dashboard.components.blocks import block
from dashboard.workspace.parts.letter import letter_notice, write_letter
from dashboard.workspace.parts.partners import partners_table, reminders_sent, waiting
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import Meeting, NotAllowed, Reminders


def partners_page(run: Visit) -> None:
    """Show how each partner stands in the round, and the letter to the one that is to be reminded."""
    if not run.person.may("review"):
        raise NotAllowed("review")
    standing = Meeting(run.desk).round(run.address.get("round"))
    if standing is None:
        nothing = block("p", run.words.say("No round is open just now."), kind="lead")
        run.show("others", block("h1", run.words.say("The partners")), nothing)
        return
    reminders = Reminders(run.desk)
    found, went_out = reminders.returned(standing.round_id), reminders.sent(standing.round_id)
    run.show("partners", *partners_table(run, standing, found, went_out))
    letter_notice(run)
    to = waiting(found, run.address.get("on"))
    if to and run.person.may("remind"):
        write_letter(run, standing.round_id, to)
    run.show("reminders", *reminders_sent(run, went_out))


partners_page(visit())
