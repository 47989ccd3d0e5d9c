"""How actions stand in the current build, for those who may see it: the build is only ever read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb

from dashboard.queries.release import fetch, open_locked


@dataclass(frozen=True, slots=True)
class Standing:
    """How an action stands in the latest round of the build."""

    action_id: str
    round_id: str
    headline: str
    freshness: str
    is_seen_differently: bool
    agreed_finish_on: date | None


@lru_cache(maxsize=2)
def opened_build(file: Path) -> duckdb.DuckDBPyConnection:
    """Return a locked connection on which a build is the catalog `plan`; a build never changes.

    Hand out `connection.cursor()` per run: two threads on one connection fail.
    """
    return open_locked(file)


def standings(cursor: duckdb.DuckDBPyConnection, action_ids: Sequence[str]) -> dict[str, Standing]:
    """Return how some actions stand in the latest round that has opened, by their ids."""
    rows = fetch(
        cursor,
        Standing,
        """select action_id, round_id, headline, freshness, is_seen_differently, agreed_finish_on
        from plan.review.fct_action_rounds inner join plan.review.dim_rounds using (round_id)
        where list_contains(?, action_id)
        qualify row_number() over (partition by action_id order by position desc) = 1""",
        (list(action_ids),),
    )
    return {row.action_id: row for row in rows}
