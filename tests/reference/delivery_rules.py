"""The delivery rules of design.md section 5, written a second time in plain Python, to check the SQL against.

One action is followed through the rounds by what is said of it. Written from the design's words alone: no
table, no join, nothing of the dbt project's way of thinking.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

STEERING_GROUP = "steering-group"
LATE_FORECAST = timedelta(days=31)


@dataclass(frozen=True)
class View:
    """What a party said of an action: stage, rating, and in which round."""

    party: str
    stage: str
    rating: str | None
    round_number: int
    look_again_on: date | None = None

    def differs_from(self, other: "View") -> bool:
        """Return whether the two state another stage or rating; what is not stated differs from nothing."""
        if self.stage != other.stage:
            return True
        return self.rating is not None and other.rating is not None and self.rating != other.rating


@dataclass(frozen=True)
class Said:
    """One thing said or decided of an action, with what it counts as: see `Action.hear`."""

    what: str  # report, no_change, support, second_view, settle, agree_date
    view: View | None = None
    heard_on: date | None = None
    forecast_finish: date | None = None
    agreed_finish: date | None = None


@dataclass(frozen=True)
class Standing:
    """How an action stands at a round's close."""

    headline: str
    freshness: str
    stage: str | None
    rating: str | None
    agreed_party: str | None
    agreed_finish: date | None
    finish_moves: int
    days_since_confirmed: int | None


@dataclass
class Action:
    """An action as it is known so far."""

    agreed_finish: date | None
    stale_after_days: int = 65
    finish_moves: int = 0
    forecast_finish: date | None = None
    last_heard_on: date | None = None
    last_heard_in_round: int | None = None
    lead_view: View | None = None
    own_view: View | None = None  # by its lead, or settled
    steering_view: View | None = None
    supporters: dict[str, View] = field(default_factory=dict)

    def hear(self, said: Said, round_number: int) -> None:
        """Take in one thing that was said or decided, in the order in which it counts."""
        if said.what in ("report", "no_change"):
            self.last_heard_on, self.last_heard_in_round = said.heard_on, round_number
        if said.what == "agree_date":
            moved = self.agreed_finish is not None and said.agreed_finish != self.agreed_finish
            self.finish_moves += moved
            self.agreed_finish = said.agreed_finish
        elif said.what == "report":
            self.lead_view = self.own_view = said.view
            self.forecast_finish = said.forecast_finish or self.forecast_finish
            if said.view:  # one view for each party: as a supporter it said something else before
                self.supporters.pop(said.view.party, None)
        elif said.what == "settle":
            self.own_view, self.steering_view, self.supporters = said.view, None, {}
        elif said.what == "second_view":
            self.steering_view = said.view
        elif said.what == "support" and said.view:
            self.supporters[said.view.party] = said.view

    @property
    def agreed(self) -> View | None:
        """The agreed view: the lead's or a settlement; the steering group's where there is neither."""
        return self.own_view or self.steering_view

    def close(self, round_number: int, closes_on: date, *, is_joined: bool = False) -> Standing:
        """Return how the action stands at the close of a round, and forget views that were met."""
        disputed = not is_joined and self._compare_views()
        freshness = self._freshness(round_number, closes_on, is_joined=is_joined)
        view = View(STEERING_GROUP, "stopped", None, round_number) if is_joined else self.agreed
        return Standing(
            headline=self._headline(view, disputed, freshness, closes_on),
            freshness=freshness,
            stage=view.stage if view else None,
            rating=view.rating if view else None,
            agreed_party=view.party if view else None,
            agreed_finish=self.agreed_finish,
            finish_moves=self.finish_moves,
            days_since_confirmed=(closes_on - self.last_heard_on).days if self.last_heard_on else None,
        )

    def _compare_views(self) -> bool:
        agreed = self.agreed
        if agreed is None:
            return False
        newest_of_lead = (self.lead_view or agreed).round_number
        supporting = {p: v for p, v in self.supporters.items() if v.round_number >= newest_of_lead}
        self.supporters = {p: v for p, v in supporting.items() if v.differs_from(agreed)}
        if self.steering_view and self.own_view and not self.steering_view.differs_from(agreed):
            self.steering_view = None
        steering = self.steering_view is not None and self.steering_view.differs_from(agreed)
        return steering or bool(self.supporters)

    def _freshness(self, round_number: int, closes_on: date, *, is_joined: bool) -> str:
        if self.last_heard_on is None:
            return "never"
        if self.last_heard_in_round == round_number:
            return "confirmed"
        days = (closes_on - self.last_heard_on).days
        at_rest = is_joined or (self.agreed is not None and self.agreed.stage in ("complete", "stopped"))
        return "ageing" if days <= self.stale_after_days or at_rest else "overdue"

    def _headline(self, view: View | None, disputed: bool, freshness: str, closes_on: date) -> str:
        if view is None:
            return "awaiting_first_update"
        if disputed:
            return "seen_differently"
        if view.stage in ("stopped", "complete"):
            return view.stage
        may_rest = view.look_again_on is None or view.look_again_on >= closes_on
        if view.stage == "paused" and may_rest:
            return "paused"
        if self.agreed_finish and self.agreed_finish < closes_on:
            return "delayed"
        if freshness == "overdue" or view.stage == "paused":
            return "update_overdue"
        if view.rating == "delayed" or self._forecast_is_late():
            return "delayed"
        if view.stage == "not_started":
            return "not_started"
        # without a rating nobody has said how it goes
        return view.rating or "update_overdue"

    def _forecast_is_late(self) -> bool:
        if self.forecast_finish is None or self.agreed_finish is None:
            return False
        return self.forecast_finish - self.agreed_finish > LATE_FORECAST
