"""Which receipts an action's published rows rest on."""

from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.queries.release import fetch


@dataclass(frozen=True, slots=True)
class Source:
    """A receipt, and what of an action rests on it in a round."""

    used_for: str
    subject_id: str
    receipt_id: str
    feed: str
    received_on: date


def sources(cursor: duckdb.DuckDBPyConnection, action_id: str, round_id: str) -> tuple[Source, ...]:
    """Return what an action rests on in a round: the last receipt up to it for each use, the newest first."""
    return fetch(
        cursor,
        Source,
        """select sources.* from plan.public.sources inner join plan.public.rounds using (round_id)
        where action_id = ? and position <= (select position from plan.public.rounds where round_id = ?)
        qualify row_number() over (partition by used_for, subject_id order by position desc) = 1
        order by received_on desc, used_for, subject_id""",
        (action_id, round_id),
    )
