"""All that the screens of the workspace may ask of the writing side; they import nothing else of it.

`Workspace(home, visitor)` is what one visitor can do in one deployment. Whatever it is asked, it looks up who
the visitor is at that moment, in the access list as it is then, and refuses with `NotAllowed`; no page needs
to be trusted with that.

    who       `person`, `plan`, `languages`, `partners`, `personas`
    when      `now`, `today`, `zone`, `rounds`, `round_name`, `round_to_report`
    a partner `actions`, `asked`, `cards`, `agree`, `template`, `check`, `submit`, `marked`, `receipts`,
              `last_receipt`, `original`, `is_in_figures`, `is_making_figures`
    the group `build`, `decide`; `Meeting(workspace)` has what it does in its meeting,
              `Reminders(workspace)` who has returned, and letters to who has not,
              `Gathering(workspace)` what it takes in of people: tallies, questions, values
    upkeep    `access`; `Upkeep(workspace)` has the state of the deployment, its runs and a refresh

What is handed over is an `Upload`: a file as it was uploaded (`uploaded`), or one that is made here of a form
(`of_form`) or of the answer that nothing has changed (`of_no_change`). All go through the one door.
"""

from pipelines.access import Grant, NotAllowed, Person
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.intake.preview import Change
from pipelines.operations.reminders import Letter, NotDue, Returned, Sent
from pipelines.receipts.problems import ProblemRecord
from pipelines.receipts.receipt import Receipt
from pipelines.register import RegisterMissing
from pipelines.rounds.states import Standing as Round
from pipelines.voices.choosing import Candidate
from pipelines.warehouse.agenda import LATE_RETURNS, Agenda, LateReturn, Part, Point
from pipelines.warehouse.builds import Build
from pipelines.warehouse.voices import Choice
from pipelines.workspace.asked import Asked
from pipelines.workspace.cards import Card
from pipelines.workspace.contract import (
    AgendaWords,
    Header,
    Question,
    agenda_words,
    asked_of_decision,
    decision_names,
    header_of,
    questions,
)
from pipelines.workspace.desk import Checked, Overtaken, Workspace
from pipelines.workspace.gathering import GATHERED, Gathering
from pipelines.workspace.meeting import ChangedSince, DecidedSince, Meeting
from pipelines.workspace.minutes import Recorded, Spoken
from pipelines.workspace.partner import MyAction
from pipelines.workspace.preview import Preview
from pipelines.workspace.reminding import Reminders
from pipelines.workspace.signing_sheet import Sheet, Stop
from pipelines.workspace.upkeep import Upkeep
from pipelines.workspace.uploads import Upload, of_form, of_no_change, uploaded
from pipelines.workspace.visitors import Visitor, require_demonstration, signed_in, trying_as
from pipelines.workspace.watched import health

__all__ = [
    "GATHERED",
    "LATE_RETURNS",
    "Agenda",
    "AgendaWords",
    "Asked",
    "Build",
    "Candidate",
    "Card",
    "Change",
    "ChangedSince",
    "Checked",
    "Choice",
    "DecidedSince",
    "Gathering",
    "Grant",
    "Header",
    "LateReturn",
    "Letter",
    "Meeting",
    "MyAction",
    "NotAllowed",
    "NotDue",
    "NotPossibleNow",
    "Overtaken",
    "Part",
    "Person",
    "Point",
    "Preview",
    "ProblemRecord",
    "Question",
    "Receipt",
    "Recorded",
    "Refusal",
    "RegisterMissing",
    "Reminders",
    "Returned",
    "Round",
    "Sent",
    "Sheet",
    "Spoken",
    "Stop",
    "Upkeep",
    "Upload",
    "Visitor",
    "Workspace",
    "agenda_words",
    "asked_of_decision",
    "decision_names",
    "header_of",
    "health",
    "of_form",
    "of_no_change",
    "questions",
    "require_demonstration",
    "signed_in",
    "trying_as",
    "uploaded",
]
