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


def became(cursor: duckdb.DuckDBPyConnection, round_id: str) -> dict[str, dict[str, int]]:
    """Return the comments by outcome of each theme in a round, every comment once as `all`.

    There is nothing for a release that was made before outcomes were counted, and for a round by which
    nothing was heard.
    """
    if not _are_counted(cursor):
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
    if not _are_counted(cursor):
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


def in_groups(by_outcome: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of the parts of the bar."""
    return {group: sum(by_outcome[code] for code in codes) for group, codes in GROUPS.items()}


def _are_counted(cursor: duckdb.DuckDBPyConnection) -> bool:
    found = cursor.execute(
        "select 1 from information_schema.tables where table_catalog = 'plan' and table_schema = 'public' "
        "and table_name = 'theme_outcomes'"
    ).fetchall()
    return bool(found)
