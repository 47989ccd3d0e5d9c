"""Actions in a round: the tiles, and everything that one action's page says."""

from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.queries.release import fetch


@dataclass(frozen=True, slots=True)
class Tile:
    """An action as one tile of the overview."""

    action_id: str
    position: int
    theme_id: str
    title_en: str | None
    title_cy: str | None
    headline: str


@dataclass(frozen=True, slots=True)
class Action:
    """An action as the register has it."""

    action_id: str
    position: int
    theme_id: str
    title_en: str | None
    title_cy: str | None
    summary_en: str | None
    summary_cy: str | None
    done_means_en: str | None
    done_means_cy: str | None
    cy_status: str | None
    lead_partner_id: str | None
    planned_start_on: date | None
    joined_to: str | None
    joined_position: int | None
    comment_count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How an action stood in one round."""

    round_id: str
    headline: str
    previous_headline: str | None
    stage: str | None
    rating: str | None
    freshness: str
    agreed_party_id: str | None
    stated_on: date | None
    what_happened: str | None
    in_plain_words: str | None
    words_language: str | None
    reason: str | None
    next_step: str | None
    next_news_by: date | None
    forecast_finish_on: date | None
    original_finish_on: date | None
    agreed_finish_on: date | None
    finish_moved_count: int
    completed_on: date | None
    look_again_on: date | None
    evidence_url: str | None
    milestone_count: int
    milestone_done_count: int
    milestone_cancelled_count: int


@dataclass(frozen=True, slots=True)
class View:
    """What one party says of an action."""

    round_id: str
    party_id: str
    stage: str
    rating: str | None
    words: str | None
    words_language: str | None
    stated_on: date
    is_agreed: bool
    what_would_settle: str | None
    look_again_on: date | None
    reply_invited_until: date | None
    has_reply: bool


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated step of an action, as it stood in a round."""

    milestone_id: str
    position: int
    title_en: str | None
    title_cy: str | None
    due_on: date | None
    state: str
    done_on: date | None
    original_due_on: date | None = None
    due_moved_count: int = 0


@dataclass(frozen=True, slots=True)
class Supporter:
    """A partner of an action and its part."""

    partner_id: str
    role: str


def tiles(cursor: duckdb.DuckDBPyConnection, round_id: str) -> tuple[Tile, ...]:
    """Return every action in plan order, as it stood in a round."""
    return fetch(
        cursor,
        Tile,
        """select action_id, position, actions.theme_id, title_en, title_cy, headline
        from plan.public.actions join plan.public.action_rounds using (action_id)
        where round_id = ? order by position""",
        (round_id,),
    )


def action(cursor: duckdb.DuckDBPyConnection, action_id: str) -> Action | None:
    """Return one action, or None when the plan has none of that id."""
    rows = fetch(
        cursor,
        Action,
        """select actions.action_id, actions.position, actions.theme_id, actions.title_en, actions.title_cy,
        actions.summary_en, actions.summary_cy, actions.done_means_en, actions.done_means_cy,
        actions.cy_status, actions.lead_partner_id, actions.planned_start_on, actions.joined_to,
        other.position as joined_position, actions.comment_count
        from plan.public.actions left join plan.public.actions as other on other.action_id = actions.joined_to
        where actions.action_id = ?""",
        (action_id,),
    )
    return rows[0] if rows else None


def standings(cursor: duckdb.DuckDBPyConnection, action_id: str, round_id: str) -> tuple[Standing, ...]:
    """Return how an action stood in each round up to this one, newest first."""
    return fetch(
        cursor,
        Standing,
        """select action_rounds.* exclude (action_id, theme_id, days_since_confirmed)
        from plan.public.action_rounds join plan.public.rounds using (round_id)
        where action_id = ? and position <= (select position from plan.public.rounds where round_id = ?)
        order by position desc""",
        (action_id, round_id),
    )


def views(cursor: duckdb.DuckDBPyConnection, action_id: str, round_id: str) -> tuple[View, ...]:
    """Return the live views of an action in each round up to this one, newest first, the agreed one first."""
    return fetch(
        cursor,
        View,
        """select action_views.* exclude (action_id)
        from plan.public.action_views join plan.public.rounds using (round_id)
        where action_id = ? and position <= (select position from plan.public.rounds where round_id = ?)
        order by position desc, is_agreed desc, stated_on, party_id""",
        (action_id, round_id),
    )


def milestones(cursor: duckdb.DuckDBPyConnection, action_id: str, round_id: str) -> tuple[Milestone, ...]:
    """Return the steps of an action as they stood in a round."""
    return fetch(
        cursor,
        Milestone,
        "select * from plan.public.milestone_rounds where action_id = ? and round_id = ? order by position",
        (action_id, round_id),
    )


def supporters(cursor: duckdb.DuckDBPyConnection, action_id: str) -> tuple[Supporter, ...]:
    """Return who takes part in an action, the lead first."""
    return fetch(
        cursor,
        Supporter,
        """select partner_id, role from plan.public.action_partners where action_id = ?
        order by role, partner_id""",
        (action_id,),
    )
