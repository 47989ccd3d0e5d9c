"""What the steering group takes in of people and of others, for one visitor: through the one door.

Tallies of what people feel, questions that were put on paper or by a form, and values that others measured.
Files add up; nothing of them is public before the round that they count in is signed off.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines import landing
from pipelines.contracts import FEEDS
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.intake.preview import preview_of
from pipelines.intake.sheets.cells import convert
from pipelines.intake.submit import submit_source
from pipelines.intake.workbooks.annotate import Answer, annotate_source
from pipelines.intake.workbooks.sheets import write_workbook
from pipelines.intake.workbooks.tally import Subject, write_tally
from pipelines.intake.workbooks.template import in_language
from pipelines.locale import N_
from pipelines.operations.refreshing import ask_for_refresh, prepare_refresh
from pipelines.receipts.problems import Term, problem
from pipelines.receipts.receipt import Receipt
from pipelines.register import current
from pipelines.workspace.desk import Checked, Workspace
from pipelines.workspace.uploads import Upload

GATHERED = ("felt", "questions", "indicator_values")
"""The feeds that are taken in here."""
_DAY = N_("the day of the event")
_HELD_ON = FEEDS["felt"].tables["felt_events"].columns["held_on"]


@dataclass(frozen=True)
class Gathering:
    """The part of the workspace in which files of people's are taken in; all of it needs `decide`."""

    desk: Workspace

    def subjects(self, language: str) -> dict[Subject, str]:
        """Return what people can be asked about at an event, themes first: what each is called."""
        self._require()
        register = current(self.desk.home)
        themes = {
            ("theme_id", each.theme_id): in_language(each, "name", language) for each in register.themes
        }
        actions = {
            ("action_id", each.action_id): f"{each.action_id} {in_language(each, 'title', language)}"
            for each in register.actions
        }
        return {subject: name.strip() or subject[1] for subject, name in (themes | actions).items()}

    def day(self, typed: str, language: str) -> date:
        """Return the day of an event as the door reads it.

        Raises:
            Refusal: it is no day, or nothing was typed; the message, in `language`, says how one is written.
        """
        found, column = convert(typed, _HELD_ON), _HELD_ON.column
        if isinstance(found.value, date):
            return found.value
        wrong = found.problem or problem("value_missing", header=Term(_DAY), example=Term(column.example))
        raise Refusal(wrong.message(language))

    def tally(self, held_on: date, subjects: Sequence[Subject], language: str) -> bytes:
        """Return the workbook of an event on a day: the sheet for the table, and where the tallies go."""
        self._require()
        return _written(lambda path: write_tally(self.desk.home, held_on, subjects, language, path))

    def workbook(self, feed: str, language: str) -> bytes:
        """Return the empty workbook of a feed."""
        self._require()
        return _written(
            lambda path: write_workbook(self.desk.home, _known(feed), self.desk.today(), language, path)
        )

    def check(self, upload: Upload, feed: str, language: str) -> Checked:
        """Return what submitting would answer and record, and record nothing."""
        self._require()
        prepare_refresh(self.desk.home)
        found = preview_of(
            upload.source(_known(feed)),
            home=self.desk.home,
            feed=feed,
            submitted_by=self.desk.visitor.name,
            received_at=self.desk.now(),
            language=language,
        )
        return Checked(upload, found, None)

    def submit(self, checked: Checked, feed: str, language: str) -> Receipt:
        """Return the receipt of what was checked; an accepted one starts a refresh."""
        self._require()
        receipt = submit_source(
            checked.upload.source(_known(feed)),
            home=self.desk.home,
            feed=feed,
            submitted_by=self.desk.visitor.name,
            signed_in=self.desk.visitor.is_signed_in,
            received_at=self.desk.now(),
            language=language,
        )
        if receipt.accepted:
            ask_for_refresh(self.desk.home)
        return receipt

    def marked(self, checked: Checked, feed: str, language: str) -> bytes:
        """Return a copy of what was checked with its problems marked beside the rows."""
        self._require()
        answer = Answer(_known(feed), language, self.desk.now(), checked.preview.problems)
        return _written(lambda path: annotate_source(checked.upload.source(feed), answer, path))

    def last_receipt(self, feed: str) -> Receipt | None:
        """Return the receipt of what was taken in last of a feed, None if nothing was."""
        self._require()
        found = landing.latest(self.desk.home, _known(feed))
        return found.receipt() if found else None

    def _require(self) -> None:
        self.desk.person().require("decide")


def _known(feed: str) -> str:
    if feed not in GATHERED:
        raise NotPossibleNow(f"{feed} is not taken in here")
    return feed


def _written(write: Callable[[Path], None]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
        path = Path(folder) / "workbook.xlsx"
        write(path)
        return path.read_bytes()
