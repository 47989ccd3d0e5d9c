"""The round that a steering page is about, and what to say where there is none to look at yet."""

from dashboard.components.blocks import block
from dashboard.workspace.visit import Visit
from pipelines.workspace import Agenda, Meeting, NotAllowed, NotPossibleNow, Refusal, Round


def opened(run: Visit) -> tuple[Meeting, Round, Agenda] | None:
    """Return the group's desk, the round that the address asks for or the one to review, and its agenda.

    None where there is nothing to look at yet, which is said then.

    Raises:
        NotAllowed: this is not for the visitor.
    """
    if not run.person.may("review"):
        raise NotAllowed("review")
    meeting = Meeting(run.desk)
    standing = meeting.round(run.address.get("round"))
    try:
        agenda = meeting.agenda(standing.round_id) if standing else None
    except (NotPossibleNow, Refusal):
        agenda = None
    if standing is None or agenda is None:
        say = run.words.say
        run.show(
            "no-agenda",
            block("h1", say("The round")),
            block("p", say("No round has opened yet, or its figures are still being made."), kind="lead"),
        )
        return None
    return meeting, standing, agenda
