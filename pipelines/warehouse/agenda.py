"""The agenda of the steering group's meeting, made from a build: the same build, the same agenda.

What needs the group stands in a fixed order. An action is listed once, under the first thing that holds of
it; whatever else holds is said beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from pipelines.errors import Refusal
from pipelines.locale import N_
from pipelines.warehouse.builds import Build, reading

LATE_RETURNS = "late_returns"
TITLES = {
    "seen_differently": N_("Seen differently"),
    "worse": N_("Worse than last time"),
    "done": N_("Done, to be looked at"),
    "not_confirmed": N_("Nobody has confirmed"),
    "news_missed": N_("Promised news, not kept"),
    "to_look_at": N_("What a person should look at"),
    LATE_RETURNS: N_("Late returns waiting to be let in"),
    "reply_time_over": N_("The time to reply has run out"),
}
"""What the parts of an agenda are called, in the order in which they stand."""

MEANINGS = {
    "seen_differently": N_("Two parties state a different stage or rating, and it is not settled."),
    "worse": N_("The headline is worse than in the round before."),
    "done": N_("Said to be done since the round before. Somebody looks whether it is."),
    "not_confirmed": N_("Its lead has never reported on it, or not for longer than the plan allows."),
    "news_missed": N_("The lead promised to be heard by a day in this round, and was not."),
    "to_look_at": N_("Something in what was sent does not fit together."),
    LATE_RETURNS: N_("They came after the round had closed, and count in it only if the group lets them in."),
    "reply_time_over": N_("Whoever leads was invited to reply to another view, and has not."),
}
"""Why something stands in each part."""

ISSUES = {
    "party_without_a_part": N_("reported on by a partner that has no part in it"),
    "counts_in_no_round": N_("sent too late to count in any round"),
    "rating_missing": N_("in progress, and no rating was given"),
    "rating_without_progress": N_("rated, though it is not in progress"),
    "reason_missing": N_("no reason was given"),
    "pause_without_date": N_("paused, with no day to look again"),
    "complete_without_evidence": N_("said to be done, without evidence"),
    "complete_without_date": N_("said to be done, without the day"),
    "completed_in_the_future": N_("said to be done on a day that is still to come"),
    "forecast_in_the_past": N_("the forecast finish has passed already"),
    "news_promised_for_the_past": N_("news was promised for a day that had passed"),
    "step_back_without_reason": N_("a step back, without a reason"),
    "words_repeated": N_("the same words as the last time"),
    "milestone_past_due_while_on_track": N_("a step is past its day, yet it is said to be on track"),
    "complete_with_open_milestones": N_("said to be done, with steps that are not"),
    "finish_moved_often": N_("the agreed finish has moved often"),
    "forecast_moved_often": N_("the forecast has moved often"),
    "confirmed_with_nothing_agreed": N_("confirmed without a change, where nothing was agreed"),
    "milestone_done_without_date": N_("a step is done, without the day"),
    "milestone_dated_but_not_done": N_("a step has a day on which it was done, and is not done"),
    "milestone_done_in_the_future": N_("a step is done on a day that is still to come"),
    "milestone_cancelled_without_reason": N_("a step was cancelled without a reason"),
}
"""What a person should look at: the vocabulary `data_issue` in words."""

REST_TITLE = N_("The rest: nothing here waits for the group")
ORDER_EXPLAINED = N_(
    "The order is the same every time: first where people see an action differently, then what has become "
    "worse, what is said to be done, what nobody has confirmed, promises that were not kept, what does not "
    "fit together, late returns, and replies that did not come. Within each part it is the order of the plan."
)


class UnknownRound(Refusal):
    """The build has no such round, or it has not opened in it."""


@dataclass(frozen=True)
class Point:
    """One action in a round, and all for which it stands on the agenda: keys of `TITLES`."""

    action_id: str
    position: int
    theme_id: str
    lead_partner_id: str | None
    title_en: str | None
    title_cy: str | None
    headline: str
    previous_headline: str | None
    change: str | None
    """`better`, `worse`, `same` or `newly_confirmed`; None in the action's first round."""
    stage: str | None
    rating: str | None
    stated_on: date | None
    """The day on which the agreed view was stated."""
    finish_moved_count: int
    issues: tuple[str, ...]
    """What to look at: codes of the vocabulary `data_issue`."""
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class LateReturn:
    """A return that came after the round had closed."""

    receipt_id: str
    partner_id: str
    received_at: datetime
    action_ids: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One part of the agenda: its actions in plan order, or the late returns in order of arrival."""

    code: str
    points: tuple[Point, ...] = ()
    returns: tuple[LateReturn, ...] = ()

    @property
    def count(self) -> int:
        """How many things stand in it."""
        return len(self.points) + len(self.returns)


@dataclass(frozen=True)
class Agenda:
    """What a meeting on a round goes through."""

    round_id: str
    parts: tuple[Part, ...]
    """Every part of `TITLES` in its order, empty ones too."""
    rest: tuple[Point, ...]
    """The actions that nothing waits for."""
    returned_count: int
    expected_count: int
    """Partners that lead an action, and how many of them have sent a return that counts in the round."""

    @property
    def points(self) -> list[Point]:
        """The actions that need the group, in the order of the agenda."""
        return [point for part in self.parts for point in part.points]

    @property
    def action_count(self) -> int:
        """How many actions the plan has in the round."""
        return len(self.points) + len(self.rest)

    def holding(self, code: str) -> list[Point]:
        """Return every action of which something holds, those listed under something else too."""
        return [point for point in self.points if code in point.reasons]


@lru_cache(maxsize=8)
def agenda(build: Build, round_id: str) -> Agenda:
    """Return the agenda of a round that has opened, as a build has it; a build never changes.

    Raises:
        UnknownRound: the build has no such round, or it has not opened yet.
    """
    with reading(build.file) as connection:
        asked = {"round_id": round_id, "today": _day_of_meeting(connection, build, round_id)}
        points = [_point(row) for row in _rows(connection, _POINTS, asked)]
        late = tuple(
            LateReturn(**row | {"action_ids": tuple(row["action_ids"])})
            for row in _rows(connection, _LATE, {"round_id": round_id})
        )
        (returns,) = _rows(connection, _RETURNED, {"round_id": round_id})
    parts = tuple(
        Part(code, returns=late) if code == LATE_RETURNS else Part(code, tuple(_first(points, code)))
        for code in TITLES
    )
    rest = tuple(point for point in points if not point.reasons)
    return Agenda(round_id, parts, rest, returns["returned_count"], returns["expected_count"])


def _first(points: Sequence[Point], code: str) -> list[Point]:
    return [point for point in points if point.reasons[:1] == (code,)]


def _point(row: dict[str, Any]) -> Point:
    reasons = tuple(code for code in TITLES if row.pop(code, False))
    return Point(**row | {"issues": tuple(row["issues"])}, reasons=reasons)


def _day_of_meeting(connection: duckdb.DuckDBPyConnection, build: Build, round_id: str) -> date:
    """Return the day up to which replies are waited for: the sign-off's, and before that the build's own."""
    found = connection.execute(
        "select rounds.signed_off_at, plan.time_zone from review.dim_rounds as rounds cross join public.plan "
        "where rounds.round_id = ? and rounds.state <> 'upcoming'",
        [round_id],
    ).fetchone()
    if found is None:
        raise UnknownRound(f"the current build has no round {round_id} that has opened")
    signed_at, zone = found
    moment = signed_at.replace(tzinfo=build.as_of.tzinfo) if signed_at else build.as_of
    return moment.astimezone(ZoneInfo(zone)).date()


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, asked: dict[str, object]
) -> list[dict[str, Any]]:
    found = connection.execute(query, asked)
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


_POINTS = """
with issues as (
    select action_id, list(distinct issue order by issue) as issues
    from review.fct_data_issues where round_id = $round_id group by action_id
),

missed as (
    select distinct action_id from review.fct_promised_news
    where due_round_id = $round_id and outcome in ('late', 'missed')
),

unanswered as (
    select distinct action_id from review.fct_views
    where round_id = $round_id and is_contesting and not has_reply and reply_invited_until < $today
)

select
    rounds.action_id, actions.position, rounds.theme_id, rounds.lead_partner_id, actions.title_en,
    actions.title_cy, rounds.headline, rounds.previous_headline, rounds.change, rounds.stage, rounds.rating,
    rounds.stated_on, rounds.finish_moved_count,
    coalesce(issues.issues, []) as issues,
    rounds.is_seen_differently as seen_differently,
    coalesce(rounds.change = 'worse', false) as worse,
    rounds.headline = 'complete' and rounds.previous_headline is distinct from 'complete' as done,
    rounds.freshness in ('overdue', 'never') and rounds.joined_to is null as not_confirmed,
    missed.action_id is not null as news_missed,
    issues.action_id is not null as to_look_at,
    unanswered.action_id is not null as reply_time_over
from review.fct_action_rounds as rounds
inner join review.dim_actions as actions using (action_id)
left join issues using (action_id)
left join missed using (action_id)
left join unanswered using (action_id)
where rounds.round_id = $round_id
order by actions.position
"""
_LATE = """
select
    placed.receipt_id, placed.partner_id, placed.received_at,
    coalesce(list(distinct updates.action_id order by updates.action_id)
        filter (updates.action_id is not null), []) as action_ids
from intermediate.int_returns_placed as placed
left join intermediate.int_statements_ordered as updates using (receipt_id)
where placed.declared_round_id = $round_id and placed.counted_round_id is distinct from $round_id
group by placed.receipt_id, placed.partner_id, placed.received_at
order by placed.received_at, placed.receipt_id
"""
_RETURNED = """
select count(*) filter (is_expected and is_returned) as returned_count,
    count(*) filter (is_expected) as expected_count
from review.fct_partner_rounds where round_id = $round_id
"""
