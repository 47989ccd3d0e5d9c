"""What one visitor can do in one deployment; every answer asks first whether they may, at that moment."""

import io
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pipelines import landing
from pipelines.access import Grant, Person, access_list, person_on
from pipelines.contracts.register import Partner, Plan
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.intake.decide import decide
from pipelines.intake.preview import Preview, preview_of
from pipelines.intake.source import FOLDER_FORMAT
from pipelines.intake.submit import submit_source
from pipelines.intake.workbooks.annotate import Answer, annotate_source
from pipelines.intake.workbooks.template import write_template
from pipelines.landing.verify import receipts
from pipelines.operations.refreshing import ask_for_refresh, ask_to_withhold, prepare_refresh
from pipelines.receipts.receipt import Receipt
from pipelines.register import current, now_of, plan_day
from pipelines.releases.withholding.withheld import TAKING_BACK
from pipelines.rounds.names import name_of
from pipelines.rounds.states import Standing, standings
from pipelines.warehouse.builds import Build, NoBuild, Unreadable, Warehouse, receipts_in
from pipelines.warehouse.wanted import is_wanted
from pipelines.workspace.asked import Asked, asked
from pipelines.workspace.cards import Card, cards
from pipelines.workspace.partner import MyAction, my_actions
from pipelines.workspace.roles import roles_for
from pipelines.workspace.uploads import Upload
from pipelines.workspace.visitors import Visitor, personas, tried_person

FEED = "return"


class Overtaken(NotPossibleNow):
    """Somebody of the same partner has sent something for the round since this was checked."""


@dataclass(frozen=True)
class Checked:
    """What submitting something would answer and change, and what had come for the round by then."""

    upload: Upload
    preview: Preview
    latest: str | None


@dataclass(frozen=True)
class Workspace:
    """One visitor in one deployment."""

    home: Path
    visitor: Visitor

    def now(self) -> datetime:
        """Return the plan's now: a demonstration's clock stands still."""
        return now_of(self.home)

    def today(self) -> date:
        """Return the plan's day."""
        return plan_day(self.home, self.now())

    def zone(self) -> ZoneInfo:
        """Return the time zone in which the plan's days begin."""
        return current(self.home).zone

    def person(self) -> Person:
        """Return who the visitor is and what they may do now."""
        if self.visitor.is_signed_in:
            return person_on(self.home, self.visitor.email, self.today())
        return tried_person(current(self.home), self.visitor)

    def plan(self) -> Plan:
        """Return the plan's own row of the register; RegisterMissing if none was loaded."""
        return current(self.home).plan

    def languages(self) -> tuple[str, ...]:
        """Return the languages that the plan speaks."""
        return current(self.home).languages

    def personas(self) -> tuple[str, ...]:
        """Return whom one can try to be; nobody unless the plan is a demonstration."""
        register = current(self.home)
        return personas(register) if register.plan.is_demonstration else ()

    def partners(self) -> dict[str, Partner]:
        """Return the plan's partners by their ids; their names are public."""
        return current(self.home).by_partner

    def rounds(self) -> list[Standing]:
        """Return every round as it stands now; the calendar is public."""
        return standings(self.home, self.now())

    def round_name(self, round_id: str, language: str) -> str:
        """Return what a round is called in `language`; the id of a round that the plan does not have."""
        found = current(self.home).by_round.get(round_id)
        return name_of(found, language) if found else round_id

    def round_to_report(self) -> Standing | None:
        """Return the round to report for: the open one, else the last that closed unsigned, else none."""
        rounds = self.rounds()
        is_open = [each for each in rounds if each.state == "open"]
        closed = [each for each in rounds if each.state == "closed"]
        return next(iter(is_open or closed[::-1]), None)

    def actions(self, partner_id: str, round_id: str) -> list[MyAction]:
        """Return a partner's actions with what was said of them; `read`."""
        self.person().require("read", partner_id)
        return my_actions(self.home, current(self.home), partner_id, round_id)

    def template(self, partner_id: str, round_id: str, language: str) -> bytes:
        """Return a partner's workbook for a round; `report`."""
        self.person().require("report", partner_id)
        with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
            path = Path(folder) / "workbook.xlsx"
            write_template(self.home, partner_id, round_id, language, path)
            return path.read_bytes()

    def check(self, upload: Upload, partner_id: str, round_id: str, language: str) -> Checked:
        """Return what submitting would answer and change, and record nothing; `report`."""
        self.person().require("report", partner_id)
        prepare_refresh(self.home)
        latest = self._latest(partner_id, round_id)
        found = preview_of(
            upload.source(),
            home=self.home,
            feed=FEED,
            submitted_by=self.visitor.name,
            received_at=self.now(),
            partner_id=partner_id,
            round_id=round_id,
            language=language,
        )
        return Checked(upload, found, latest)

    def submit(self, checked: Checked, partner_id: str, round_id: str, language: str) -> Receipt:
        """Return the receipt of what was checked; `report`. An accepted one starts a refresh.

        Raises:
            Overtaken: something else has come for the round since it was checked.
        """
        self.person().require("report", partner_id)
        if self._latest(partner_id, round_id) not in (
            checked.latest,
            self._same(checked, partner_id, round_id),
        ):
            raise Overtaken("something else has been sent for this round since this was checked")
        receipt = submit_source(
            checked.upload.source(),
            home=self.home,
            feed=FEED,
            submitted_by=self.visitor.name,
            signed_in=self.visitor.is_signed_in,
            received_at=self.now(),
            partner_id=partner_id,
            round_id=round_id,
            language=language,
        )
        if receipt.accepted:
            ask_for_refresh(self.home)
        return receipt

    def marked(self, checked: Checked, partner_id: str, round_id: str, language: str) -> bytes:
        """Return a copy of what was checked with its problems marked beside the rows; `report`."""
        self.person().require("report", partner_id)
        with tempfile.TemporaryDirectory(prefix="marked-") as folder:
            path = Path(folder) / "marked.xlsx"
            source = checked.upload.source()
            annotate_source(source, Answer(FEED, language, self.now(), checked.preview.problems), path)
            return path.read_bytes()

    def receipts(self, partner_id: str) -> list[Receipt]:
        """Return a partner's receipts, the newest first, refusals too; `read`."""
        self.person().require("read", partner_id)
        found = [receipt for receipt in receipts(self.home, partner_id) if receipt.feed == FEED]
        return found[::-1]

    def last_receipt(self, partner_id: str, round_id: str) -> Receipt | None:
        """Return the receipt of what a partner sent last for a round, None if there is none; `read`."""
        self.person().require("read", partner_id)
        found = landing.latest(self.home, FEED, partner_id, round_id)
        return found.receipt() if found else None

    def original(self, partner_id: str, receipt_id: str) -> tuple[str, bytes]:
        """Return the file that a partner sent, as it was sent, and its name; `read`.

        Raises:
            Refusal: there is no such accepted submission of the partner's, or its file is gone because
                something in it was to be forgotten.
        """
        self.person().require("read", partner_id)
        for found in landing.landed(self.home, FEED):
            if (found.partner_id, found.receipt_id) == (partner_id, receipt_id):
                return _original(found)
        raise Refusal(f"no accepted submission {receipt_id} of {partner_id}")

    def is_in_figures(self, receipt: Receipt) -> bool:
        """Say whether the current build holds a submission; `read`."""
        self.person().require("read", receipt.partner_id)
        try:
            held = receipts_in(Warehouse.of(self.home).current().file)
        except (NoBuild, Unreadable):
            return False
        return (receipt.duplicate_of or receipt.receipt_id) in held

    def is_making_figures(self) -> bool:
        """Say whether the figures are about to be made anew, or are being made."""
        return is_wanted(self.home / "warehouse")

    def build(self, partner_id: str | None = None) -> Build:
        """Return the current build, to be read only; `read` for a partner's own part of it, else `review`.

        Raises:
            NoBuild: nothing has been built yet.
        """
        self.person().require("read" if partner_id else "review", partner_id)
        return Warehouse.of(self.home).current()

    def decide(self, role: str, language: str, **said: str | date | None) -> Receipt:
        """Return the receipt of a decision in one of the visitor's own roles, or written down for the group.

        It needs `decide`. An accepted one starts a refresh; one that takes words back has that done at once.

        Raises:
            NotAllowed: they have no such role, or it decides nothing.
        """
        person = self.person()
        if role not in roles_for(person, str(said.get("decision"))):
            own = tuple(grant for grant in person.grants if grant.role == role)
            Person(self.visitor.name, own).require("decide")
        return self._record(language, **said | {"role": role})

    def _record(self, language: str, **said: str | date | None) -> Receipt:
        receipt = decide(
            home=self.home,
            submitted_by=self.visitor.name,
            signed_in=self.visitor.is_signed_in,
            received_at=self.now(),
            language=language,
            **{"decided_on": self.today(), **said},
        )
        if receipt.accepted:
            if said.get("decision") in TAKING_BACK:
                ask_to_withhold(self.home)
            ask_for_refresh(self.home)
        return receipt

    def asked(self, partner_id: str) -> list[Asked]:
        """Return the questions with consent that wait on the actions that a partner leads; `read`."""
        self.person().require("read", partner_id)
        led = {each.action_id for each in current(self.home).actions if each.lead_partner_id == partner_id}
        return [
            each
            for each in asked(self.home)
            if each.state == "waiting" and each.action_id in led and each.consent_scope
        ]

    def cards(self, partner_id: str) -> list[Card]:
        """Return the boundary cards of a partner's actions; `read`."""
        self.person().require("read", partner_id)
        return [card for card in cards(self.home, current(self.home)) if partner_id in card.agreed]

    def agree(self, partner_id: str, action_id: str, text_sha256: str, language: str) -> Receipt:
        """Return the receipt of a partner's agreement to the text of a boundary card; `report`.

        The door refuses it where the card does not read so any more.
        """
        self.person().require("report", partner_id)
        return self._record(
            language,
            decision="agree_boundary",
            role="partner",
            action_id=action_id,
            partner_id=partner_id,
            text_sha256=text_sha256,
        )

    def access(self) -> tuple[Grant, ...]:
        """Return the access list; `administer`."""
        self.person().require("administer")
        return access_list(self.home)

    def _latest(self, partner_id: str, round_id: str) -> str | None:
        found = landing.latest(self.home, FEED, partner_id, round_id)
        return found.receipt_id if found else None

    def _same(self, checked: Checked, partner_id: str, round_id: str) -> str | None:
        """Return the latest submission if it is this very one: a click that came twice."""
        found = landing.latest(self.home, FEED, partner_id, round_id)
        return found.receipt_id if found and found.sha256 == checked.upload.source().sha256 else None


def _original(found: landing.Landed) -> tuple[str, bytes]:
    receipt = found.receipt()
    files = [name for name in found.files if name.startswith("original")]
    if not files:
        raise Refusal(f"the file of {found.receipt_id} is gone: something in it was to be forgotten")
    if receipt.format != FOLDER_FORMAT:
        (name,) = files
        sent_as = Path(receipt.original_name).name
        ending = "" if Path(sent_as).suffix else Path(name).suffix  # of a very long name none was kept
        return sent_as + ending, found.file(name).read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in files:
            archive.writestr(Path(name).name, found.file(name).read_bytes())
    return f"{receipt.original_name}.zip", packed.getvalue()
