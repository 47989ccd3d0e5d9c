"""What the steering group does about returns that have not come, for one visitor."""

from dataclasses import dataclass

from pipelines.access import access_list
from pipelines.operations import reminders
from pipelines.operations.reminders import Letter, NotDue, Returned, Sent
from pipelines.register import current
from pipelines.workspace.desk import Workspace


@dataclass(frozen=True)
class Reminders:
    """The reminders of one deployment, for one visitor; every answer asks first whether they may have it."""

    desk: Workspace

    def returned(self, round_id: str) -> list[Returned]:
        """Return how each partner that leads an action stands in a round; `review`."""
        self.desk.person().require("review")
        return reminders.returned(self.desk.home, current(self.desk.home), round_id, self.desk.now())

    def letter(self, round_id: str, partner_id: str, language: str) -> Letter:
        """Return the reminder to a partner before it goes out; `remind`."""
        self.desk.person().require("remind")
        home = self.desk.home
        return reminders.letter(home, current(home), round_id, partner_id, language, self.desk.now())

    def why_not(self, round_id: str, partner_id: str) -> NotDue | None:
        """Return why no e-mail may go out to a partner now, None if one may; `remind`."""
        self.desk.person().require("remind")
        home = self.desk.home
        return reminders.why_not(
            home, current(home), round_id, partner_id, access_list(home), self.desk.now()
        )

    def remind(
        self, round_id: str, partner_id: str, written: Letter, language: str, *, by_hand: bool = False
    ) -> Sent:
        """Send a letter by e-mail, or note that it went out by hand; `remind`.

        Raises:
            NotDue: it may not go out now.
            NotPossibleNow: the mail server would not take it.
        """
        person, home = self.desk.person(), self.desk.home
        person.require("remind")
        return reminders.remind(
            home,
            current(home),
            round_id,
            partner_id,
            written,
            language=language,
            role=next(role for role in sorted(person.roles) if role in ("chair", "secretary")),
            grants=access_list(home),
            at=self.desk.now(),
            how=reminders.BY_HAND if by_hand else reminders.BY_MAIL,
        )

    def sent(self, round_id: str) -> list[Sent]:
        """Return the reminders that went out for a round, the oldest first; `review`."""
        self.desk.person().require("review")
        return [each for each in reminders.sent(self.desk.home) if each.round_id == round_id]
