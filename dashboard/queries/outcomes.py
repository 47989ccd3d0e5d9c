"""What became, by a round, of what people asked for: comments by outcome, in each theme and in all."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from dashboard.queries.listening import ALL
from dashboard.queries.release import fetch

GROUPS = {
    "done": ("done",),
    "on_the_way": ("on_the_way",),
    "late": ("late_or_at_risk",),
    "unclear": ("no_recent_news", "seen_differently"),
    "open": ("not_begun", "looked_into", "not_coded"),
    "outside": ("stopped", "others_to_decide", "not_taken_up"),
}
"""The parts of the bar, and the outcomes in each; every outcome is in one of them."""


@dataclass(frozen=True, slots=True)
class Became:
    """How many comments of a theme had come to one outcome by a round; `all` is every comment once."""

    round_id: str
    theme_id: str
    outcome: str
    comment_count: int


@dataclass(frozen=True, slots=True)
class TopicBecame:
    """What one topic had come to by a round, by which actions, and how many comments spoke of it by then."""

    topic_code: str
    outcome: str
    action_ids: str | None
    comment_count: int

    @property
    def actions(self) -> list[str]:
        """Return the actions that had taken it up."""
        return self.action_ids.split(";") if self.action_ids else []


def became(cursor: duckdb.DuckDBPyConnection, round_id: str) -> dict[str, dict[str, int]]:
    """Return the comments by outcome of each theme in a round, every comment once as `all`.

    There is nothing for a release that was made before outcomes were counted, and for a round by which
    nothing was heard.
    """
    if not _has(cursor, "theme_outcomes"):
        return {}
    rows = fetch(
        cursor,
        Became,
        """select became.* from plan.public.theme_outcomes as became
        left join plan.public.themes using (theme_id)
        where round_id = ? order by themes.position nulls last, theme_id desc, became.position""",
        (round_id,),
    )
    by_theme: dict[str, dict[str, int]] = {}
    for row in rows:
        by_theme.setdefault(row.theme_id, {})[row.outcome] = row.comment_count
    return by_theme if sum(by_theme.get(ALL, {}).values()) else {}


def over_time(cursor: duckdb.DuckDBPyConnection, round_id: str) -> dict[str, dict[str, int]]:
    """Return all comments by outcome in each round up to this one by which something was heard, in order."""
    if not _has(cursor, "theme_outcomes"):
        return {}
    rows = fetch(
        cursor,
        Became,
        """select became.* from plan.public.theme_outcomes as became join plan.public.rounds using (round_id)
        where theme_id = 'all'
        and rounds.position <= (select position from plan.public.rounds where round_id = ?)
        order by rounds.position, became.position""",
        (round_id,),
    )
    by_round: dict[str, dict[str, int]] = {}
    for row in rows:
        by_round.setdefault(row.round_id, {})[row.outcome] = row.comment_count
    return {each: counts for each, counts in by_round.items() if sum(counts.values())}


def topics_became(cursor: duckdb.DuckDBPyConnection, round_id: str) -> dict[str, TopicBecame]:
    """Return what each topic of the register had come to by a round, by its code.

    There is nothing where `became` has nothing.
    """
    if not _has(cursor, "topic_outcomes"):
        return {}
    found = fetch(
        cursor, TopicBecame, "select * from plan.public.topic_outcomes where round_id = ?", (round_id,)
    )
    return {topic.topic_code: topic for topic in found}


def group_of(outcome: str) -> str:
    """Return the part of the bar that an outcome is in."""
    return next(group for group, codes in GROUPS.items() if outcome in codes)


def in_groups(by_outcome: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of the parts of the bar."""
    return {group: sum(by_outcome[code] for code in codes) for group, codes in GROUPS.items()}


def _has(cursor: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Tell whether the release has a table; one that was made before outcomes were counted has not."""
    found = cursor.execute(
        "select 1 from information_schema.tables where table_catalog = 'plan' and table_schema = 'public' "
        "and table_name = ?",
        [table],
    ).fetchall()
    return bool(found)
