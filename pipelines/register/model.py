"""The plan as one value, with the questions that the door asks of it."""

from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from pipelines.contracts.answers import ActionTopic, Topic
from pipelines.contracts.indicators import Indicator
from pipelines.contracts.languages import languages_of
from pipelines.contracts.register import (
    TIME_ZONE,
    Action,
    Milestone,
    Partner,
    Plan,
    Round,
    ScreenedName,
    Theme,
    WordToAvoid,
)

STEERING_GROUP = "steering-group"
"""The party that states views for the community; no partner may have this id."""


class Register(BaseModel):
    """The plan itself, as it was last loaded."""

    model_config = ConfigDict(frozen=True, ignored_types=(cached_property,))

    receipt_id: str
    plan: Plan
    themes: tuple[Theme, ...]
    partners: tuple[Partner, ...]
    actions: tuple[Action, ...]
    milestones: tuple[Milestone, ...]
    rounds: tuple[Round, ...]
    topics: tuple[Topic, ...]
    action_topics: tuple[ActionTopic, ...]
    names_to_screen: tuple[ScreenedName, ...] = ()
    words_to_avoid: tuple[WordToAvoid, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that the plan speaks."""
        return languages_of(self.plan.languages)

    @cached_property
    def zone(self) -> ZoneInfo:
        """Return the time zone in which the plan's days begin and its rounds close."""
        return ZoneInfo(self.plan.time_zone or TIME_ZONE)

    @cached_property
    def screened_names(self) -> tuple[str, ...]:
        """Return the names that must not appear in what is published."""
        return tuple(each.name for each in self.names_to_screen)

    @cached_property
    def by_action(self) -> dict[str, Action]:
        """Return every action by its id."""
        return {action.action_id: action for action in self.actions}

    @cached_property
    def by_partner(self) -> dict[str, Partner]:
        """Return every partner by its id."""
        return {partner.partner_id: partner for partner in self.partners}

    @cached_property
    def by_milestone(self) -> dict[str, Milestone]:
        """Return every milestone by its id."""
        return {milestone.milestone_id: milestone for milestone in self.milestones}

    @cached_property
    def by_round(self) -> dict[str, Round]:
        """Return every round by its id, in order."""
        return {found.round_id: found for found in self.rounds}

    def actions_of(self, partner_id: str) -> list[Action]:
        """Return the actions that a partner leads or supports, in the plan's order."""
        return [action for action in self.actions if partner_id in parties_of(action)]

    def milestones_of(self, actions: list[Action]) -> list[Milestone]:
        """Return the milestones of some actions, action by action, in order."""
        position = {action.action_id: number for number, action in enumerate(actions)}
        found = [milestone for milestone in self.milestones if milestone.action_id in position]
        return sorted(found, key=lambda milestone: (position[milestone.action_id], milestone.position))

    def rounds_before(self, round_id: str) -> list[str]:
        """Return the ids of the rounds before one."""
        ids = list(self.by_round)
        return ids[: ids.index(round_id)]

    def open_round(self, on: date) -> Round | None:
        """Return the round that is open on a day, if one is."""
        return next((found for found in self.rounds if found.opens_on <= on <= found.closes_on), None)


def supporting(action: Action) -> list[str]:
    """Return the partners that support an action."""
    return [part.strip() for part in (action.supporting_partner_ids or "").split(";") if part.strip()]


def parties_of(action: Action) -> list[str]:
    """Return the partners that may report on an action, its lead first."""
    return [*([action.lead_partner_id] if action.lead_partner_id else []), *supporting(action)]
