"""A cursor that asks nothing twice, for whoever writes out a whole release: its pages ask much the same."""

from dataclasses import dataclass, field
from typing import Any

import duckdb


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query, as a cursor gives them."""

    description: list[Any]
    rows: list[Any]

    def fetchall(self) -> list[Any]:
        """Return the rows."""
        return self.rows


@dataclass(frozen=True, slots=True)
class CachedCursor:
    """A cursor on a file that does not change; it answers as DuckDB's own does, as far as queries ask."""

    cursor: duckdb.DuckDBPyConnection
    answers: dict[str, Answer] = field(default_factory=dict)

    def execute(self, query: str, parameters: Any = ()) -> Answer:
        """Return the rows of a query: from the file the first time, from memory from then on."""
        key = f"{query}\0{parameters!r}"
        if key not in self.answers:
            result = self.cursor.execute(query, parameters)
            self.answers[key] = Answer(list(result.description or []), result.fetchall())
        return self.answers[key]
