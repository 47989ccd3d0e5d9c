"""What was signed off when, and what was changed after it was published."""

from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.queries.release import fetch


@dataclass(frozen=True, slots=True)
class SignOff:
    """When a round closed, when it was signed off, and by which role."""

    round_id: str
    closed_on: date
    signed_off_on: date
    role: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One value that differs from what was published before, and why."""

    release_id: str
    revised_on: date
    table_name: str
    row_key: str
    column_name: str
    round_id: str | None
    action_id: str | None
    was: str | None
    now: str | None
    kind: str
    cause: str
    why: str | None
    why_language: str | None
    round_position: int | None
    """The place of its round in the calendar; None of what knows no rounds."""


def sign_offs(cursor: duckdb.DuckDBPyConnection) -> dict[str, SignOff]:
    """Return the sign-off of each round that has one."""
    rows = fetch(
        cursor, SignOff, "select round_id, closed_on, signed_off_on, role from plan.public.sign_offs"
    )
    return {row.round_id: row for row in rows}


def revisions(cursor: duckdb.DuckDBPyConnection) -> tuple[Revision, ...]:
    """Return every changed value, the latest day and round first, then by table, row and column."""
    return fetch(
        cursor,
        Revision,
        """select revisions.* exclude (receipt_id), position as round_position
        from plan.public.revisions left join plan.public.rounds using (round_id)
        order by revised_on desc, position desc nulls last, table_name, row_key, column_name""",
    )


def revisions_of_action(
    cursor: duckdb.DuckDBPyConnection, action_id: str, up_to: int
) -> tuple[Revision, ...]:
    """Return what was changed of an action in rounds up to a position, and in what knows no rounds."""
    return tuple(
        found
        for found in revisions(cursor)
        if found.action_id == action_id and (found.round_position is None or found.round_position <= up_to)
    )
