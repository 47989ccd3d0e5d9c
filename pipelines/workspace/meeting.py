"""What the steering group does in its meeting, through the same doors as the command line.

Every answer asks first whether the visitor may have it, at that moment. A decision is given with what its
taker had seen on its subject; where somebody else has decided since, it is not recorded until they have seen
that too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipelines.access import NotAllowed
from pipelines.errors import NotPossibleNow
from pipelines.locale import speaking
from pipelines.operations.telling import bulletin_of
from pipelines.receipts.receipt import Receipt
from pipelines.register import current
from pipelines.releases.sign_off.signing import sign_off, what_would_be_signed
from pipelines.rounds.states import Standing
from pipelines.warehouse.agenda import Agenda, agenda
from pipelines.warehouse.builds import Build
from pipelines.warehouse.voices import Choice, choices
from pipelines.workspace.asked import Asked, asked
from pipelines.workspace.cards import Card, cards
from pipelines.workspace.commands import answer_of
from pipelines.workspace.desk import Workspace
from pipelines.workspace.minutes import Recorded, Spoken, all_decided, decided_on, minutes, spoken_of
from pipelines.workspace.pack import pack, packed
from pipelines.workspace.preview import Preview, preview
from pipelines.workspace.roles import roles_for
from pipelines.workspace.signing_sheet import Sheet, not_in_figures, project, sheet

REVIEWED = ("open", "closed", "signed_off")
_LONGEST_SECONDS = 600


class DecidedSince(NotPossibleNow):
    """Somebody has decided on the same thing since it was looked at; `newer` says what."""

    def __init__(self, newer: list[Recorded]) -> None:
        super().__init__("somebody has decided on this since it was looked at")
        self.newer = newer


class ChangedSince(NotPossibleNow):
    """What would be signed is not what was looked at."""


@lru_cache(maxsize=64)
def _choice(
    build: Build,
    theme_id: str | None,
    action_id: str | None,
    names: tuple[str, ...],
    spoken_of: frozenset[str],
) -> Choice:
    """Return what there is to choose from; it takes a second to find, and is the same until a decision."""
    (found,) = choices(build, theme_id=theme_id, action_id=action_id, names=names, spoken_of=spoken_of)
    return found


@dataclass(frozen=True)
class Meeting:
    """The group's part of the workspace, for one visitor."""

    desk: Workspace

    def round_to_review(self) -> Standing | None:
        """Return the round under review: the first that has opened and is not out, else the last that is."""
        rounds = self.desk.rounds()
        waiting = [each for each in rounds if each.state in REVIEWED]
        out = [each for each in rounds if each.state == "released"]
        return next(iter([*waiting, *out[::-1]]), None)

    def round(self, round_id: str | None) -> Standing | None:
        """Return a round that has opened, by default the one to review."""
        opened = {each.round_id: each for each in self.desk.rounds() if each.state != "upcoming"}
        return opened.get(round_id or "") or self.round_to_review()

    def agenda(self, round_id: str) -> Agenda:
        """Return the agenda of a round, out of the current build; `review`."""
        return agenda(self.desk.build(), round_id)

    def minutes(self, round_id: str) -> list[Recorded]:
        """Return what was decided on a round, in order; `review`."""
        self.desk.person().require("review")
        return minutes(self.desk.home, self.desk.rounds(), round_id)

    def spoken_of(self, recorded: Sequence[Recorded]) -> Spoken:
        """Return the quotes and the returns that some decisions speak of; `review`."""
        return spoken_of(self.desk.home, self.desk.build(), recorded)

    def decided_on(self, subject: str) -> list[Recorded]:
        """Return what was decided on an action, a return, a voice or a round as a whole; `review`."""
        self.desk.person().require("review")
        return decided_on(self.desk.home, subject)

    def waiting(self) -> int:
        """Return how many submissions are not in the figures yet; `review`."""
        return not_in_figures(self.desk.home, self.desk.build(), self.desk.now())

    def may(self, decision: str) -> bool:
        """Say whether the visitor may record a decision of a kind."""
        return bool(roles_for(self.desk.person(), decision))

    def record(
        self, decision: str, subject: str, seen: str | None, language: str, **said: str | date | None
    ) -> Receipt:
        """Return the receipt of a decision on a subject; `decide`.

        `seen` is the receipt of the last decision on it that its taker has seen, None if there was none.

        Raises:
            NotAllowed: it is not for any of the visitor's roles.
            DecidedSince: there is a newer one.
        """
        person = self.desk.person()
        person.require("decide")
        roles = roles_for(person, decision)
        if not roles:
            raise NotAllowed(f"not allowed now: {decision}")
        found = decided_on(self.desk.home, subject)
        if (found[-1].receipt_id if found else None) != seen:
            known = [place for place, each in enumerate(found, start=1) if each.receipt_id == seen]
            raise DecidedSince(found[max(known, default=0) :])
        return self.desk.decide(roles[0], language, decision=decision, **said)

    def cards(self) -> list[Card]:
        """Return the boundary card of every action; `review`."""
        self.desk.person().require("review")
        return cards(self.desk.home, current(self.desk.home))

    def asked(self) -> list[Asked]:
        """Return every question that people asked, those that wait first, the oldest first; `review`."""
        self.desk.person().require("review")
        return asked(self.desk.home)

    def quotes(self, theme_id: str | None, action_id: str | None) -> Choice:
        """Return the quotes to choose from for a theme or an action, and the approved ones; `review`.

        Raises:
            Refusal: the plan has no such theme or action.
        """
        home = self.desk.home
        spoken_of = frozenset(each.voice_id for each in all_decided(home) if each.voice_id)
        names = current(home).screened_names
        return _choice(self.desk.build(), theme_id, action_id, names, spoken_of)

    def sheet(self, round_id: str) -> Sheet:
        """Return what a sign-off of a round covers, and what stops it; `review`."""
        build = self.desk.build()
        return sheet(self.desk.home, build, self.desk.rounds(), round_id, self.desk.now())

    def sign_off(self, round_id: str, seen_sha256: str, language: str) -> Receipt:
        """Return the receipt of the sign-off of what was seen; `decide`, as the chair.

        Raises:
            NotAllowed: the visitor is not the chair.
            ChangedSince: what would be signed is not what was seen.
            Refusal: the build has no such round.
            NotPossibleNow: the build has not heard of everything, or landing is not what its log says.
        """
        roles = roles_for(self.desk.person(), "sign_off")
        if not roles:
            raise NotAllowed("not allowed now: sign_off")
        desk, at = self.desk, self.desk.now()
        is_signed = any(each.round_id == round_id and each.is_locked for each in desk.rounds())
        with speaking(language):
            build = desk.build()
            if is_signed or not_in_figures(desk.home, build, at):
                raise ChangedSince("it is signed, or more has come, since it was looked at")
            covered = what_would_be_signed(desk.home, build, project()[0], round_id, at)
        if covered.sha256 != seen_sha256:
            raise ChangedSince("the figures have changed since they were looked at")
        return sign_off(
            desk.home,
            covered,
            role=roles[0],
            submitted_by=desk.visitor.name,
            signed_in=desk.visitor.is_signed_in,
            at=at,
            language=language,
        )

    def preview(self, round_id: str, language: str) -> Preview:
        """Return a round as it would be published if it were signed off now; `review`."""
        desk = self.desk
        build, tables, rounds = desk.build(), project()[0], desk.rounds()
        return preview(
            desk.home, build, tables, rounds, round_id, "chair", desk.now(), desk.today(), language
        )

    def pack(self, round_id: str, language: str, kind: str) -> bytes:
        """Return the pack of a round in `language`, as a `docx` or an `xlsx` file; `review`."""
        desk = self.desk
        return packed(pack(desk.home, desk.build(), desk.rounds(), round_id, language), kind)

    def last_released(self, round_id: str | None) -> Standing | None:
        """Return a round if it is out, else the last one that is; None while none is."""
        out = {each.round_id: each for each in self.desk.rounds() if each.state == "released"}
        return out.get(round_id or "") or next(iter([*out.values()][::-1]), None)

    def bulletin(self, round_id: str) -> dict[str, str]:
        """Return drafts of what to tell people of a round that is out, by their file names; `review`.

        Raises:
            Refusal: the round is not out.
            NotPossibleNow: they cannot be written now.
        """
        self.desk.person().require("review")
        return bulletin_of(self.desk.home, round_id)

    def publish(self, round_id: str, language: str) -> None:
        """Release a round that is signed off, now and not on its day; `publish`.

        What stands in the way is said in `language`.

        Raises:
            Refusal: it cannot be released.
            NotPossibleNow: something else stands in the way.
        """
        self.desk.person().require("publish")
        asked = ("publish", round_id, "--json", "--language", language)
        with speaking(language):
            answer_of(self.desk.home, *asked, seconds=_LONGEST_SECONDS)
