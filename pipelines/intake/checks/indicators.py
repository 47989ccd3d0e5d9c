"""The rules of indicators: one unit each, of things that the plan has, and no value that changes unsaid."""

from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.contracts.indicators import Indicator
from pipelines.intake.checks.findings import Findings
from pipelines.intake.context import Context
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import folded
from pipelines.landing import landed

Tables = dict[str, list[TypedRow]]
Place = tuple[str, date, str]
"""An indicator, a date and a place: there is one value of them."""


def check_indicators(tables: Tables, context: Context, findings: Findings) -> None:
    """Check the register's list: each once, in one unit, of themes and actions that are there."""
    rows = tables.get("indicators", [])
    first: dict[str, TypedRow] = {}
    measured = _units_with_values(context) if rows else {}
    for row in rows:
        before = first.setdefault(row["indicator_id"], row)
        if before is not row:
            is_same = _units(before.values) == _units(row.values)
            code = "id_twice" if is_same else "indicator_two_units"
            column = "indicator_id" if is_same else "unit_en"
            findings.refuse(row, code, column, indicator=row["indicator_id"], first=before.number)
        elif (unit := measured.get(row["indicator_id"])) and folded(str(row["unit_en"])) != folded(unit):
            findings.refuse(row, "indicator_unit_changed", "unit_en", unit=unit)
        for column, table in (("theme_ids", "themes"), ("action_ids", "actions")):
            _check_listed(row, column, {each[column[:-1]] for each in tables.get(table, [])}, findings)


def check_indicator_values(tables: Tables, context: Context) -> Findings:
    """Check that each value is of an indicator of the plan, in its unit, of a past day, and said once."""
    rows = tables.get("indicator_values", [])
    findings = Findings(rows={"indicator_values": rows})
    listed = {each.indicator_id: each for each in context.plan.indicators}
    known = _values_before(context) if rows else {}
    for row in rows:
        findings.refuse_future(row, "value_on", context.today)
        indicator = listed.get(row["indicator_id"])
        if row["indicator_id"] is not None and indicator is None:
            code = "indicator_unknown" if listed else "indicators_none"
            findings.refuse(row, code, "indicator_id", indicators=list(listed))
        elif indicator is not None and row["unit"] is not None:
            _check_unit(row, indicator, findings)
        _check_said_once(row, known, findings)
    return findings


def _check_listed(row: TypedRow, column: str, known: set[Any], findings: Findings) -> None:
    for value in (part.strip() for part in (row[column] or "").split(";") if part.strip()):
        if value not in known:
            code = "theme_unknown" if column == "theme_ids" else "action_unknown"
            findings.refuse(row, code, column, value=value)


def _check_unit(row: TypedRow, indicator: Indicator, findings: Findings) -> None:
    units = _units(indicator.model_dump())
    if folded(row["unit"]) not in units:
        unit = indicator.unit_en
        findings.refuse(row, "indicator_other_unit", "unit", indicator=indicator.indicator_id, unit=unit)


def _check_said_once(row: TypedRow, known: dict[Place, Decimal], findings: Findings) -> None:
    place = row["indicator_id"], row["value_on"], row["place_en"]
    if None in place or row["value"] is None:
        return
    indicator, on, where = place
    before = known.get((indicator, on, folded(where)), row["value"])
    if before != row["value"] and not row["revised"]:
        told = {"before": f"{before:f}", "where": where, "on": on}
        findings.refuse(row, "indicator_value_differs", "value", **told)
    known[indicator, on, folded(where)] = row["value"]


def _units(values: dict[str, Any]) -> set[str]:
    return {folded(str(values[each])) for each in ("unit_en", "unit_cy") if values.get(each)}


def _values_before(context: Context) -> dict[Place, Decimal]:
    """Return the values that have been sent in, the newest of each date and place."""
    columns = ("indicator_id", "value_on", "place_en", "value")
    return {
        (row["indicator_id"], row["value_on"], folded(row["place_en"])): row["value"]
        for sent in landed(context.home, "indicator_values")
        for row in sent.rows("indicator_values", *columns)
    }


def _units_with_values(context: Context) -> dict[str, str]:
    """Return the unit of each indicator of the plan as it is that has a value already."""
    if context.register is None:
        return {}
    has_value = {indicator for indicator, _, _ in _values_before(context)}
    known = context.register.indicators
    return {each.indicator_id: each.unit_en for each in known if each.indicator_id in has_value}
