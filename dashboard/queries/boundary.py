"""What an action is and is not, as its partners agreed it."""

from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.queries.release import fetch


@dataclass(frozen=True, slots=True)
class BoundaryCard:
    """The boundary card of an action; its texts are there only while it is agreed."""

    state: str
    agreed_en: str | None
    agreed_cy: str | None
    depends_on_en: str | None
    depends_on_cy: str | None
    not_included_en: str | None
    not_included_cy: str | None
    can_influence_en: str | None
    can_influence_cy: str | None
    agreed_on: date | None


def boundary(cursor: duckdb.DuckDBPyConnection, action_id: str) -> BoundaryCard | None:
    """Return the card of an action, or None for one that the plan has not."""
    found = fetch(
        cursor, BoundaryCard, "select * from plan.public.boundary_cards where action_id = ?", (action_id,)
    )
    return found[0] if found else None
