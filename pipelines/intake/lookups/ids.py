"""The ids that a submission may name: those of the plan, or of a register's own sheets."""

from collections.abc import Mapping

from pipelines.intake.sheets.cells import convert
from pipelines.intake.sheets.plan_ids import Ids, PlanIds
from pipelines.intake.sheets.tables import FoundTable
from pipelines.register import Register


def known_ids(tables: Mapping[str, FoundTable], register: Register | None) -> PlanIds:
    """Return the ids of the plan, or, of a register that is being loaded, those that its own sheets give."""
    current = PlanIds.of(register)
    if "actions" not in tables:
        return current
    actions = _given(tables, "actions", "action_id", current)
    return PlanIds(actions, _given(tables, "milestones", "milestone_id", current))


def _given(tables: Mapping[str, FoundTable], table: str, key: str, current: PlanIds) -> Ids:
    """Return the ids in the key column of a sheet; what the plan has already is read as the plan has it."""
    if table not in tables:
        return Ids(frozenset())
    found = tables[table]
    cells = (row.get(key) for _, row in found.rows())
    values = (convert(cell, found.table.columns[key], plan_ids=current).value for cell in cells)
    return Ids(frozenset(value for value in values if isinstance(value, str)))
