"""What each status means, as the release says it."""

from dataclasses import dataclass

import duckdb

from dashboard.queries.release import fetch


@dataclass(frozen=True, slots=True)
class Definition:
    """The meaning of a code, in both languages."""

    kind: str
    code: str
    definition_en: str | None
    definition_cy: str | None
    cy_status: str | None


def definitions(cursor: duckdb.DuckDBPyConnection) -> tuple[Definition, ...]:
    """Return all definitions, kind by kind in their own order."""
    return fetch(
        cursor,
        Definition,
        """select kind, code, definition_en, definition_cy, cy_status from plan.public.definitions
        order by kind, position""",
    )
