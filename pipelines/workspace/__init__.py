"""All that the screens of the workspace may ask of the writing side; they import nothing else of it.

`Workspace(home, visitor)` is what one visitor can do in one deployment. Whatever it is asked, it looks up who
the visitor is at that moment, in the access list as it is then, and refuses with `NotAllowed`; no page needs
to be trusted with that.

    who       `person`, `plan`, `languages`, `partners`, `personas`
    when      `now`, `today`, `zone`, `rounds`, `round_name`, `round_to_report`
    a partner `actions`, `template`, `check`, `submit`, `marked`, `receipts`, `last_receipt`, `original`,
              `is_in_figures`
    the group `build`, `decide`
    the list  `access`

What is handed over is an `Upload`: a file as it was uploaded (`uploaded`), or one that is made here of a form
(`of_form`) or of the answer that nothing has changed (`of_no_change`). All go through the one door.
"""

from pipelines.access import Grant, NotAllowed, Person
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.intake.preview import Change
from pipelines.receipts.problems import ProblemRecord
from pipelines.receipts.receipt import Receipt
from pipelines.register import RegisterMissing
from pipelines.rounds.states import Standing as Round
from pipelines.workspace.contract import Header, Question, header_of, questions
from pipelines.workspace.desk import Checked, Overtaken, Workspace
from pipelines.workspace.partner import MyAction
from pipelines.workspace.uploads import Upload, of_form, of_no_change, uploaded
from pipelines.workspace.visitors import Visitor, require_demonstration, signed_in, trying_as

__all__ = [
    "Change",
    "Checked",
    "Grant",
    "Header",
    "MyAction",
    "NotAllowed",
    "NotPossibleNow",
    "Overtaken",
    "Person",
    "ProblemRecord",
    "Question",
    "Receipt",
    "Refusal",
    "RegisterMissing",
    "Round",
    "Upload",
    "Visitor",
    "Workspace",
    "header_of",
    "of_form",
    "of_no_change",
    "questions",
    "require_demonstration",
    "signed_in",
    "trying_as",
    "uploaded",
]
