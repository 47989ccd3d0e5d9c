"""What changes in people's lives: the indicators of a release and their values, as known by a round."""

from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.queries.release import fetch, has_table


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something that others measure: what it is, who measures it, and what of the plan it speaks of."""

    indicator_id: str
    name_en: str
    name_cy: str | None
    unit_en: str
    unit_cy: str | None
    wanted: str
    how_often: str
    source_en: str
    source_cy: str | None
    source_url: str
    baseline_on: date | None
    theme_ids: str | None
    action_ids: str | None

    def speaks_of(self, subject_id: str) -> bool:
        """Tell whether it speaks of a theme or an action."""
        named = ";".join(filter(None, (self.theme_ids, self.action_ids)))
        return subject_id in (part.strip() for part in named.split(";"))


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A value of one date and place; None where it is held back."""

    indicator_id: str
    value_on: date
    place_en: str
    place_cy: str | None
    value: float | None
    base_count: int | None
    note_en: str | None
    note_cy: str | None
    is_revised: bool


def indicators(cursor: duckdb.DuckDBPyConnection) -> tuple[Indicator, ...]:
    """Return every indicator, in the order of the register."""
    if not has_table(cursor, "indicators"):
        return ()
    return fetch(cursor, Indicator, "select * from plan.public.indicators order by position, indicator_id")


def indicator_values(
    cursor: duckdb.DuckDBPyConnection, round_id: str, indicator_id: str
) -> tuple[IndicatorValue, ...]:
    """Return the values of an indicator as they were known by a round, the earliest first."""
    return fetch(
        cursor,
        IndicatorValue,
        "select * from plan.public.indicator_values where round_id = $1 and indicator_id = $2 "
        "order by value_on, place_en",
        (round_id, indicator_id),
    )
