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


@dataclass(frozen=True, slots=True)
class Resting:
    """An action of which something published rests on a receipt, and what."""

    action_id: str
    position: int
    used_for: str


def published_from(cursor: duckdb.DuckDBPyConnection, receipt_id: str) -> tuple[Resting, ...]:
    """Return what of a release rests on a receipt, in plan order."""
    return fetch(
        cursor,
        Resting,
        """select distinct actions.action_id, actions.position, sources.used_for
        from plan.public.sources inner join plan.public.actions using (action_id)
        where sources.receipt_id = ? order by actions.position, sources.used_for""",
        (receipt_id,),
    )
