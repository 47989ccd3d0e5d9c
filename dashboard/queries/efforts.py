"""Who was reached by listening, and what it took: people, hours and money, as far as they were recorded."""

from dataclasses import dataclass

import duckdb

from dashboard.queries.release import fetch


@dataclass(frozen=True, slots=True)
class Reach:
    """How many events and people by one method, area, language or month; people to the nearest five."""

    dimension: str
    code: str
    engagement_count: int
    recorded_count: int
    is_suppressed: bool
    people_count: int | None


@dataclass(frozen=True, slots=True)
class Cost:
    """What one kind of work took; each sum is None where none of its entries was recorded."""

    dimension: str
    code: str
    entry_count: int
    engagement_count: int
    paid_hours: float | None
    paid_hours_recorded_count: int
    volunteer_hours: float | None
    volunteer_hours_recorded_count: int
    expenses_gbp: float | None
    expenses_recorded_count: int


def reach(cursor: duckdb.DuckDBPyConnection, dimension: str) -> tuple[Reach, ...]:
    """Return who was reached by a dimension: months in order, anything else with the most people first."""
    order = "code" if dimension == "month" else "people_count desc nulls last, engagement_count desc, code"
    return fetch(
        cursor, Reach, f"select * from plan.public.reach where dimension = ? order by {order}", (dimension,)
    )


def costs(cursor: duckdb.DuckDBPyConnection, dimension: str) -> tuple[Cost, ...]:
    """Return what listening took by a dimension, the most hours first; `all` is the whole ledger."""
    return fetch(
        cursor,
        Cost,
        """select * from plan.public.cost_of_coproduction where dimension = ?
        order by coalesce(paid_hours, 0) + coalesce(volunteer_hours, 0) desc,
            coalesce(expenses_gbp, 0) desc, code""",
        (dimension,),
    )
