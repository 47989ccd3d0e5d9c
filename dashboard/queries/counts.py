"""How many actions stand where: the ten headlines, and the five groups of the first sentence.

The groups are decided here and nowhere else, so that the sentence, the large numbers, the bars and the tables
agree. Every headline is in exactly one group; the groups sum to the plan's number of actions.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

GROUPS: Mapping[str, tuple[str, ...]] = {
    "done": ("complete",),
    "going_well": ("on_track",),
    "not_going_well": ("delayed", "at_risk"),
    "no_recent_news": ("update_overdue", "awaiting_first_update"),
    "other": ("seen_differently", "not_started", "paused", "stopped"),
}
HEADLINES = tuple(code for codes in GROUPS.values() for code in codes)


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one round, of the whole plan or of one theme."""

    theme_id: str | None
    action_count: int
    confirmed_count: int
    milestone_count: int
    milestone_done_count: int
    by_headline: Mapping[str, int]

    @property
    def by_group(self) -> dict[str, int]:
        """Return the number of actions per group."""
        return {group: sum(self.by_headline[code] for code in codes) for group, codes in GROUPS.items()}


def plan_counts(cursor: duckdb.DuckDBPyConnection, round_id: str) -> Counts:
    """Return the counts of the whole plan in a round."""
    sql = "select null as theme_id, * exclude (round_id) from plan.public.plan_rounds where round_id = ?"
    return _counts(cursor, sql, round_id)[0]


def theme_counts(cursor: duckdb.DuckDBPyConnection, round_id: str) -> tuple[Counts, ...]:
    """Return the counts of each theme in a round, in plan order."""
    return _counts(
        cursor,
        """select theme_rounds.* exclude (round_id) from plan.public.theme_rounds
        join plan.public.themes using (theme_id) where round_id = ? order by themes.position""",
        round_id,
    )


def _counts(cursor: duckdb.DuckDBPyConnection, sql: str, round_id: str) -> tuple[Counts, ...]:
    result = cursor.execute(sql, (round_id,))
    names = [column[0] for column in result.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return tuple(
        Counts(
            theme_id=row["theme_id"],
            action_count=row["action_count"],
            confirmed_count=row["confirmed_count"],
            milestone_count=row["milestone_count"],
            milestone_done_count=row["milestone_done_count"],
            by_headline={code: row[f"{code}_count"] for code in HEADLINES},
        )
        for row in rows
    )
