"""The story told as returns: which file each partner sent in each round, when, and what stood in which cell.

A lead who has nothing new to say of an action says "no change"; of one that is complete or stopped, or in a
silent round, the lead says nothing.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from pipelines.demo.plan import Action, Plan, Round
from pipelines.demo.story import ActionStory, Arrival, Fault, Story, Update

Value = str | date | bool
Cells = Mapping[str, Value]

_SETTLED = ("complete", "stopped")


@dataclass(frozen=True)
class Return:
    """One file: the cells to fill in its two sheets, by action and by milestone."""

    partner_id: str
    round_id: str
    number: int
    language: str
    submitted_by: str
    received_at: datetime
    fault: Fault | None = None
    updates: Mapping[str, Cells] = field(default_factory=dict)
    milestones: Mapping[str, Cells] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Return where the file is kept, from the demonstration's folder."""
        suffix = "" if self.number == 1 else f"-{self.number}"
        return f"returns/{self.round_id}/{self.partner_id}{suffix}.xlsx"


def returns(plan: Plan, story: Story) -> list[Return]:
    """Return every file of the story, in the order in which the files came."""
    told = [
        _told(plan, story, arrival, number)
        for round_ in plan.started_rounds()
        for partner_id in story.habits
        for number, arrival in enumerate(_arrivals(story, partner_id, round_), start=1)
    ]
    return sorted(told, key=lambda return_: (return_.received_at, return_.partner_id))


def _arrivals(story: Story, partner_id: str, round_: Round) -> list[Arrival]:
    """Return the files that came from a partner in a round: as the story says, or one on the usual day."""
    told = [
        arrival
        for arrival in story.arrivals
        if (arrival.partner_id, arrival.round_id) == (partner_id, round_.round_id)
    ]
    if told or round_.round_id in story.habits[partner_id].missing_rounds:
        return told
    received_at = _usual_time(story.habits[partner_id].usual_day, round_, partner_id)
    return [Arrival(round_id=round_.round_id, partner_id=partner_id, received_at=received_at)]


def _usual_time(usual_day: int, round_: Round, partner_id: str) -> datetime:
    """Return a time in office hours on the usual day or the working day after it, never past the due date."""
    chance = random.Random(f"{round_.round_id}/{partner_id}")
    day = round_.opens_on + timedelta(days=usual_day + chance.randint(0, 1))
    while day.weekday() >= 5:
        day += timedelta(days=1)
    minutes = chance.randint(10 * 60, 15 * 60)
    return datetime.combine(min(day, round_.due_on), time(minutes // 60, minutes % 60), tzinfo=UTC)


def _told(plan: Plan, story: Story, arrival: Arrival, number: int) -> Return:
    habit = story.habits[arrival.partner_id]
    return Return(
        arrival.partner_id,
        arrival.round_id,
        number,
        habit.language,
        habit.submitted_by,
        arrival.received_at,
        arrival.fault,
        dict(_updates(plan, story, arrival)),
        dict(_milestones(plan, story, arrival)),
    )


def _updates(plan: Plan, story: Story, arrival: Arrival) -> Iterator[tuple[str, Cells]]:
    for action_id, told in story.actions.items():
        action = plan.actions[action_id]
        update = _update(told, action, arrival)
        if update is not None:
            yield action_id, _cells(plan, action, told, update)
        elif arrival.partner_id == action.lead_partner_id and _is_unchanged(plan, told, arrival):
            yield action_id, {"no_change": True}


def _update(told: ActionStory, action: Action, arrival: Arrival) -> Update | None:
    sought = (arrival.round_id, arrival.partner_id, arrival.file)
    found = (
        update
        for update in told.updates
        if (update.round_id, update.partner_id or action.lead_partner_id, update.file) == sought
    )
    return next(found, None)


def _is_unchanged(plan: Plan, told: ActionStory, arrival: Arrival) -> bool:
    """Tell whether the lead ticks "no change" on an action of which the file says nothing new."""
    if arrival.file > 1 or arrival.round_id in told.silent_rounds:
        return False
    earlier = plan.rounds_before(arrival.round_id)
    before = [update for update in _of_lead(told) if update.round_id in earlier]
    return bool(before) and before[-1].stage not in _SETTLED


def _of_lead(told: ActionStory) -> list[Update]:
    return [update for update in told.updates if update.partner_id is None]


def _cells(plan: Plan, action: Action, told: ActionStory, update: Update) -> Cells:
    """Return an update's cells; who is at work names a date for the next news, and the lead a finish."""
    cells: dict[str, Value] = update.model_dump(exclude={"round_id", "partner_id", "file"}, exclude_none=True)
    if update.stage == "in_progress":
        cells.setdefault("next_news_by", plan.round_after(update.round_id).due_on)
        if update.partner_id is None:
            cells.setdefault("forecast_finish", _last_forecast(action, told, update))
    return cells


def _last_forecast(action: Action, told: ActionStory, update: Update) -> str:
    spoken = _of_lead(told)
    before = spoken[: spoken.index(update)]
    return next(
        (said.forecast_finish for said in reversed(before) if said.forecast_finish), action.planned_finish
    )


def _milestones(plan: Plan, story: Story, arrival: Arrival) -> Iterator[tuple[str, Cells]]:
    for action_id, told in story.actions.items():
        if arrival.partner_id != plan.actions[action_id].lead_partner_id or arrival.file > 1:
            continue
        for step in told.milestones:
            if step.round_id == arrival.round_id:
                yield (
                    step.milestone_id,
                    step.model_dump(exclude={"round_id", "milestone_id"}, exclude_none=True),
                )
