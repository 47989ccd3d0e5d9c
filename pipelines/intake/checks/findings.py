"""What a feed's rules found: problems, warnings, and the rows that are to be recorded."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipelines.intake.sheets.rows import TypedRow
from pipelines.receipts.problems import Problem


@dataclass
class Findings:
    """Problems refuse the file; otherwise `rows` is what is landed, by table."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    rows: dict[str, list[TypedRow]] = field(default_factory=dict)
    untouched: list[str] = field(default_factory=list)
    untouched_milestones: list[str] = field(default_factory=list)

    def refuse(self, row: TypedRow, code: str, column: str | None = None, **params: object) -> None:
        """Add a problem of a row, unless the cell it speaks of could not even be read."""
        if column is None or column not in row.broken:
            self.problems.append(row.problem(code, column, **params))

    def warn(self, row: TypedRow, code: str, column: str | None = None, **params: object) -> None:
        """Add a warning of a row."""
        self.warnings.append(row.problem(code, column, **params))

    def refuse_repeated(self, rows: list[TypedRow], column: str, code: str = "id_twice") -> None:
        """Refuse every row whose `column` has stood in a row before."""
        first: dict[object, int] = {}
        for row in rows:
            value = row[column]
            if value is not None and value in first:
                self.refuse(row, code, column, first=first[value])
            elif value is not None:
                first[value] = row.number

    def refuse_future(self, row: TypedRow, column: str, today: date) -> None:
        """Refuse a day that has not come yet."""
        day: Any = row[column]
        if day is not None and day > today:
            self.refuse(row, "date_in_future", column)
