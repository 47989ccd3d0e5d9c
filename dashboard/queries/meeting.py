"""What the steering group looks at in its meeting: an action with every view, out of the current build."""

from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.queries.actions import Milestone, Standing, View
from dashboard.queries.release import fetch


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an action has its headline in a round: the rule that decided, and the facts it rests on."""

    headline: str
    headline_rule: str
    moment_on: date
    agreed_party_id: str | None
    stated_on: date | None
    freshness: str
    confirmed_on: date | None
    days_since_confirmed: int | None
    ageing_after_days: int
    look_again_on: date | None
    agreed_finish_on: date | None
    forecast_finish_on: date | None
    joined_to: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One of the lines that a sign-off covers: an action as the public would read it."""

    action_id: str
    position: int
    title_en: str | None
    title_cy: str | None
    headline: str
    previous_headline: str | None
    change: str | None
    in_plain_words: str | None
    words_language: str | None
    stated_on: date | None
    agreed_finish_on: date | None


def standings_of(cursor: duckdb.DuckDBPyConnection, action_id: str, round_id: str) -> tuple[Standing, ...]:
    """Return how an action stood in each round up to this one, newest first, words that are held too."""
    return fetch(
        cursor,
        Standing,
        """select action_rounds.* exclude (action_id)
        from plan.review.fct_action_rounds as action_rounds join plan.review.dim_rounds using (round_id)
        where action_id = ? and position <= (select position from plan.review.dim_rounds where round_id = ?)
        order by position desc""",
        (action_id, round_id),
    )


def views_of(cursor: duckdb.DuckDBPyConnection, action_id: str, round_id: str) -> tuple[View, ...]:
    """Return the views of an action that count in each round up to this one, newest first."""
    return fetch(
        cursor,
        View,
        """select views.* exclude (action_id)
        from plan.review.fct_views as views join plan.review.dim_rounds using (round_id)
        where action_id = ? and is_counting
            and position <= (select position from plan.review.dim_rounds where round_id = ?)
        order by position desc, is_agreed desc, stated_on, party_id""",
        (action_id, round_id),
    )


def milestones_of(cursor: duckdb.DuckDBPyConnection, action_id: str, round_id: str) -> tuple[Milestone, ...]:
    """Return the steps of an action as they stood in a round."""
    return fetch(
        cursor,
        Milestone,
        "select * from plan.public.milestone_rounds where action_id = ? and round_id = ? order by position",
        (action_id, round_id),
    )


def reason_of(cursor: duckdb.DuckDBPyConnection, action_id: str, round_id: str) -> Reason | None:
    """Return why an action has its headline in a round; None where it has none there."""
    rows = fetch(
        cursor,
        Reason,
        "select * from plan.review.fct_headline_reasons where action_id = ? and round_id = ?",
        (action_id, round_id),
    )
    return rows[0] if rows else None


def lines_of(cursor: duckdb.DuckDBPyConnection, round_id: str) -> tuple[Line, ...]:
    """Return the lines of a round in plan order: what the public would get of each action."""
    return fetch(
        cursor,
        Line,
        """select standing.action_id, position, title_en, title_cy, standing.headline,
            standing.previous_headline, reviewed.change, standing.in_plain_words, standing.words_language,
            standing.stated_on, standing.agreed_finish_on
        from plan.public.action_rounds as standing
        join plan.public.actions using (action_id)
        join plan.review.fct_action_rounds as reviewed using (round_id, action_id)
        where standing.round_id = ? order by position""",
        (round_id,),
    )
