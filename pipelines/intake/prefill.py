"""What a partner last said of its actions: a template starts from it, and an unchanged row says nothing.

Only rounds before the one in question count, so that a template is the same whenever it is made.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from pipelines.intake import landing
from pipelines.register import Register

Values = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What a partner said before a round, by action and by milestone; and what it has said in it."""

    updates: dict[str, Values] = field(default_factory=dict)
    milestones: dict[str, Values] = field(default_factory=dict)
    this_round: dict[str, Values] = field(default_factory=dict)
    forecasts: dict[str, list[date]] = field(default_factory=dict)

    def last(self, action_id: str) -> Values:
        """Return what was last said of an action, in this round or before it."""
        return self.this_round.get(action_id) or self.updates.get(action_id, {})


def said(home: Path, register: Register, partner_id: str, round_id: str) -> Said:
    """Return what `partner_id` last said of its actions in rounds before `round_id`."""
    before = set(register.rounds_before(round_id))
    mine = [found for found in landing.landed(home, "return") if found.partner_id == partner_id]
    earlier = tuple(found.folder for found in mine if found.round_id in before)
    this = tuple(found.folder for found in mine if found.round_id == round_id)
    return Said(
        updates=_latest(earlier, "updates", "action_id", "stage"),
        milestones=_latest(earlier, "milestone_updates", "milestone_id", "state"),
        this_round=_latest(this, "updates", "action_id", "stage"),
        forecasts=_forecasts(earlier + this),
    )


@lru_cache(maxsize=64)
def _latest(folders: tuple[Path, ...], table: str, key: str, content: str) -> dict[str, Values]:
    """Return the last row with content per key, over submissions in order; landed rows never change."""
    files = _files(folders, table)
    if not files:
        return {}
    query = f"""
        select rows.* exclude (receipt_id, row_number, filename)
        from read_parquet($files, filename = true, union_by_name = true) as rows
        where {content} is not null
        qualify row_number() over (partition by {key} order by list_position($files, rows.filename) desc) = 1
    """
    with duckdb.connect() as connection:
        rows = connection.execute(query, {"files": files})
        names = [column[0] for column in rows.description]
        return {
            row[key]: row for row in (dict(zip(names, values, strict=True)) for values in rows.fetchall())
        }


@lru_cache(maxsize=64)
def _forecasts(folders: tuple[Path, ...]) -> dict[str, list[date]]:
    """Return every forecast finish of each action, in the order in which they were said."""
    files = _files(folders, "updates")
    if not files:
        return {}
    query = """
        select action_id, list(forecast_finish order by list_position($files, filename))
        from read_parquet($files, filename = true, union_by_name = true)
        where forecast_finish is not null
        group by action_id
    """
    with duckdb.connect() as connection:
        return dict(connection.execute(query, {"files": files}).fetchall())


def _files(folders: tuple[Path, ...], table: str) -> list[str]:
    return [str(path) for folder in folders if (path := folder / "rows" / f"{table}.parquet").exists()]
