"""What a partner last said of its actions: a template starts from it, and an unchanged row says nothing.

Only rounds before the one in question count, so that a template is the same whenever it is made. What has
landed never changes, so each submission is read once: later ones are added to what is known already.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from pipelines import landing
from pipelines.register import Register

Values = dict[str, Any]
Folders = tuple[str, ...]

_KEPT = 64
"""How many partners and rounds are kept in mind."""

_LATEST = """
    select rows.* exclude (receipt_id, row_number, filename)
    from read_parquet($files, filename = true, union_by_name = true) as rows
    where {content} is not null
    qualify row_number() over (partition by {key} order by list_position($files, rows.filename) desc) = 1
"""
_UPDATES = _LATEST.format(key="action_id", content="stage")
_MILESTONES = _LATEST.format(key="milestone_id", content="state")
_FORECASTS = """
    select action_id, list(forecast_finish order by list_position($files, filename)) as told
    from read_parquet($files, filename = true, union_by_name = true)
    where forecast_finish is not null
    group by action_id
"""


@dataclass(frozen=True)
class Said:
    """What a partner said before a round, by action and by milestone; and what it has said in it."""

    updates: dict[str, Values] = field(default_factory=dict)
    milestones: dict[str, Values] = field(default_factory=dict)
    before: Folders = ()
    during: Folders = ()

    @cached_property
    def this_round(self) -> dict[str, Values]:
        """Return what was last said of each action in this round."""
        return _rows_of(self.during, "updates", _UPDATES, "action_id")

    @cached_property
    def forecasts(self) -> dict[str, list[date]]:
        """Return every forecast finish of each action, in the order in which they were said."""
        told = (
            _rows_of(folders, "updates", _FORECASTS, "action_id", _append)
            for folders in (self.before, self.during)
        )
        before, during = ({action: row["told"] for action, row in rows.items()} for rows in told)
        return {action: [*before.get(action, []), *during.get(action, [])] for action in before | during}

    def last(self, action_id: str) -> Values:
        """Return what was last said of an action, in this round or before it."""
        return self.this_round.get(action_id) or self.updates.get(action_id, {})


def said(home: Path, register: Register, partner_id: str, round_id: str) -> Said:
    """Return what `partner_id` last said of its actions in rounds before `round_id`."""
    rounds = set(register.rounds_before(round_id))
    mine = [found for found in landing.landed(home, "return") if found.partner_id == partner_id]
    before = tuple(str(found.folder) for found in mine if found.round_id in rounds)
    return Said(
        updates=_rows_of(before, "updates", _UPDATES, "action_id"),
        milestones=_rows_of(before, "milestone_updates", _MILESTONES, "milestone_id"),
        before=before,
        during=tuple(str(found.folder) for found in mine if found.round_id == round_id),
    )


Rows = dict[str, Values]
Merge = Callable[[Rows, Rows], Rows]

_kept: OrderedDict[tuple[str, str, str], tuple[Folders, Rows]] = OrderedDict()


def _append(before: Rows, after: Rows) -> Rows:
    """Return lists of what was told, the later after the earlier."""
    return {
        key: {"told": [*before.get(key, {"told": []})["told"], *after.get(key, {"told": []})["told"]]}
        for key in before | after
    }


def _rows_of(
    folders: Folders, table: str, query: str, key: str, merge: Merge = lambda before, after: before | after
) -> Rows:
    """Return a query's rows by their key over submissions in order; read only those not read before."""
    if not folders:
        return {}
    name = (folders[0], table, query)
    known, rows = _kept.get(name, ((), {}))
    if folders[: len(known)] != known:
        known, rows = (), {}
    if len(folders) > len(known):
        rows = merge(rows, _query(folders[len(known) :], table, query, key))
    _kept[name] = (folders, rows)
    _kept.move_to_end(name)
    while len(_kept) > _KEPT:
        _kept.popitem(last=False)
    return rows


def _query(folders: Folders, table: str, query: str, key: str) -> Rows:
    files = [str(path) for folder in folders if (path := Path(folder, "rows", f"{table}.parquet")).exists()]
    if not files:
        return {}
    with duckdb.connect() as connection:
        found = connection.execute(query, {"files": files})
        names = [column[0] for column in found.description]
        return {
            row[key]: row for row in (dict(zip(names, values, strict=True)) for values in found.fetchall())
        }
