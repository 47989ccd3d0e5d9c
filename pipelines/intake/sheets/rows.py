"""The rows of a table, typed: every cell converted, every row checked against its model.

A row keeps what could be read even when a cell could not, so that the rules of meaning can still speak.
"""

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pipelines.contracts.base import ColumnSpec, Table
from pipelines.intake.reading.reader import Cell
from pipelines.intake.sheets.cells import Value, convert
from pipelines.intake.sheets.mixed_up import mixed_up
from pipelines.intake.sheets.plan_ids import NO_IDS, PlanIds
from pipelines.intake.sheets.tables import FoundTable
from pipelines.receipts.problems import Problem, Term, problem

_LONGEST = {"action_id": 20, "joined_to": 20, "milestone_id": 30}
"""The columns of the plan's own numbers, and how long such a number may be."""


@dataclass(frozen=True)
class TypedRow:
    """One row: its place, its values by column, and the columns whose cell could not be read."""

    sheet: str
    number: int
    values: dict[str, Any]
    broken: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)

    def problem(self, code: str, column: str | None = None, **params: object) -> Problem:
        """Return a problem of this row; the value is what stands in the column."""
        value = params.pop("value", self.values.get(column) if column else None)
        return problem(code, sheet=self.sheet, row=self.number, column=column, value=value, **params)

    def lacks(self, column: str) -> bool:
        """Say whether the cell is empty (and not merely unreadable)."""
        return self.values.get(column) is None and column not in self.broken

    def with_values(self, **values: Value) -> "TypedRow":
        """Return the row with some values replaced."""
        return TypedRow(self.sheet, self.number, {**self.values, **values}, self.broken)


@dataclass
class TypedTable:
    """The rows of one table, with everything that is wrong or was assumed."""

    rows: list[TypedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def typed(found: FoundTable, counts_from_1904: bool, plan_ids: PlanIds = NO_IDS) -> TypedTable:
    """Return the rows of a table that was found on a sheet, for a plan with these ids."""
    result = TypedTable()
    for number, cells in found.rows():
        result.rows.append(_row(found, number, cells, counts_from_1904, plan_ids, result))
    return result


def arrow_table(table: Table, rows: list[TypedRow], receipt_id: str) -> pa.Table:
    """Return rows as they are landed."""
    schema = table.arrow_schema()
    columns: dict[str, list[Any]] = {name: [row.values.get(name) for row in rows] for name in schema.names}
    columns["receipt_id"] = [receipt_id] * len(rows)
    columns["row_number"] = [row.number for row in rows]
    return pa.table(columns, schema=schema)


def _row(
    found: FoundTable,
    number: int,
    cells: dict[str, Cell],
    counts_from_1904: bool,
    plan_ids: PlanIds,
    result: TypedTable,
) -> TypedRow:
    sheet = found.sheet.name
    values: dict[str, Value] = {}
    broken = found.errors(number)
    result.problems += [
        problem("cell_in_error", sheet=sheet, row=number, column=column) for column in sorted(broken)
    ]
    for name, cell in cells.items():
        spec = found.table.columns[name]
        if name in broken or not (spec.column.is_stored and spec.is_spoken):
            continue
        converted = convert(cell, spec, counts_from_1904, plan_ids)
        if (other := spec.column.mixed_up_with) and converted.problem:
            converted = mixed_up(converted.problem, spec, found.table.columns[other], cells.get(other))
        values[name] = converted.value
        if converted.problem:
            broken.add(name)
            result.problems.append(_placed(converted.problem, sheet, number, name))
        if converted.warning:
            result.warnings.append(_placed(converted.warning, sheet, number, name))
    row = TypedRow(sheet, number, values, frozenset(broken))
    wrong = _against_model(found.table, row) + _lacking(found.table, row)
    result.problems += wrong
    return TypedRow(sheet, number, values, row.broken | {found_.column or "" for found_ in wrong})


def _placed(found: Problem, sheet: str, row: int, column: str) -> Problem:
    return Problem(found.code, sheet, row, column, found.value, found.params)


def _against_model(table: Table, row: TypedRow) -> list[Problem]:
    given = {name: value for name, value in row.values.items() if value is not None}
    try:
        table.validator.validate_python(given)
    except ValidationError as errors:
        return [
            _problem(table.columns[str(error["loc"][0])], row, error)
            for error in errors.errors(include_url=False)
            if error["loc"][0] not in row.broken
        ]
    return []


def _lacking(table: Table, row: TypedRow) -> list[Problem]:
    """Name what is needed in a language of the plan, though the row would be whole in one without it."""
    needed = [spec for spec in table.columns.values() if spec.column.is_needed_in_its_language]
    return [_missing(row, spec) for spec in needed if spec.is_required and row.lacks(spec.name)]


def _missing(row: TypedRow, spec: ColumnSpec) -> Problem:
    header, example = Term(spec.column.header), Term(spec.column.example)
    return row.problem("value_missing", spec.name, header=header, example=example)


def _problem(spec: ColumnSpec, row: TypedRow, error: ErrorDetails) -> Problem:
    limits: dict[str, Any] = error.get("ctx", {})
    example = Term(spec.column.example)
    match error["type"]:
        case "missing":
            return _missing(row, spec)
        case "string_too_long":
            most = limits["max_length"]
            return row.problem("text_too_long", spec.name, count=len(row[spec.name]), most=most)
        case "greater_than_equal":
            return row.problem("number_too_small", spec.name, least=limits["ge"])
        case "less_than_equal":
            return row.problem("number_too_large", spec.name, most=limits["le"])
        case "string_pattern_mismatch" if most := _LONGEST.get(spec.name):
            return row.problem("plan_id_malformed", spec.name, example=example, most=most)
        case _ if spec.column.is_address:
            return row.problem("address_malformed", spec.name)
        case _:
            return row.problem("id_malformed", spec.name, example=example)
