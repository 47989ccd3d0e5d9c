"""What a partner's officer has to know of each action: how it was left, what is still to come."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.contracts.register import Action, Milestone
from pipelines.intake.lookups import prefill
from pipelines.intake.lookups.asked import Asked, asked
from pipelines.register import Register


@dataclass(frozen=True)
class MyAction:
    """One action of a partner in a round, by what has landed up to now."""

    action: Action
    position: int
    is_lead: bool
    said: dict[str, Any]
    """What the partner last said of it, by the columns of an update; empty if it never said anything."""
    said_in: str | None
    """The round in which that was said."""
    is_reported: bool
    """Whether the partner has reported on it in this round, or confirmed it."""
    asked: tuple[Asked, ...]
    milestones: tuple[tuple[Milestone, dict[str, Any]], ...]

    def news_is_due(self, today: date) -> bool:
        """Say whether news that the partner promised is due and has not come."""
        promised = self.said.get("next_news_by")
        return promised is not None and promised <= today and not self.is_reported


def my_actions(home: Path, register: Register, partner_id: str, round_id: str) -> list[MyAction]:
    """Return a partner's actions, those that it leads first, each group in the plan's order."""
    said = prefill.last_report(home, register, partner_id, round_id)
    questions = asked(home, register, partner_id)
    positions = {action.action_id: number for number, action in enumerate(register.actions, start=1)}
    rounds = {found.receipt_id: found.round_id for found in (*said.before, *said.during)}
    found = []
    for action in register.actions_of(partner_id):
        values = said.last(action.action_id)
        milestones = [(each, said.last_of_milestone(each)) for each in register.milestones_of([action])]
        found.append(
            MyAction(
                action,
                positions[action.action_id],
                action.lead_partner_id == partner_id,
                values,
                rounds.get(values.get("receipt_id", "")),
                action.action_id in said.reported,
                tuple(questions.get(action.action_id, ())),
                tuple(milestones),
            )
        )
    return sorted(found, key=lambda each: (not each.is_lead, each.position))
