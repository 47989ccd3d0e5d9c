"""A partner's workbook for one round: a cover, its actions and milestones, filled with what it said last.

Everything in it comes from the return's contract and the register. It is made to be read by anybody
(conventions.md A30 to A35): one table per sheet, no merged or coloured cells, nothing hidden, no formulas.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.contracts.base import ColumnSpec, Table
from pipelines.contracts.languages import language_in
from pipelines.contracts.register import Plan
from pipelines.contracts.returns import RETURN
from pipelines.intake.context import check_partner, check_round_known
from pipelines.intake.known import prefill
from pipelines.intake.sheets.tables import COVER
from pipelines.intake.sheets.vocabularies import label, labels
from pipelines.intake.workbooks.cover import write_cover
from pipelines.intake.workbooks.document import OPTIONS, Formats, finish
from pipelines.locale import N_, Say, speaker
from pipelines.register import Register, UnknownToRegister, current

Row = dict[str, Any]

_TITLE = N_("Return of {partner}, round {round}")
_INPUT_LENGTH = 250
_EARLIEST, _LATEST = date(2000, 1, 1), date(2099, 12, 31)


def write_template(home: Path, partner_id: str, round_id: str, language: str, output: Path) -> None:
    """Write the workbook that `partner_id` fills in for `round_id`, in `language`, to `output`.

    It is in English where the plan does not speak that language.

    Raises:
        RegisterMissing: no plan has been loaded.
        UnknownToRegister: the plan has no such partner or round.
    """
    register = current(home)
    language = language_in(register.languages, language)
    _check_known(register, partner_id, round_id, language)
    said = prefill.said(home, register, partner_id, round_id)
    say = speaker(language)
    partner = in_language(register.by_partner[partner_id], "name", language)
    title = say(_TITLE, partner=partner, round=round_id)
    book = xlsxwriter.Workbook(output, OPTIONS)
    formats = Formats.of(book)
    write_cover(book.add_worksheet(say(COVER)), formats, register, title, round_id, language)
    updates, milestones = RETURN.in_languages(register.languages).sheet_tables()
    _write_table(book, formats, updates, update_rows(register, partner_id, said, language), language)
    _write_table(book, formats, milestones, milestone_rows(register, partner_id, said, language), language)
    book.set_properties(_properties(register.plan, title, language))
    book.set_custom_property("Language", language)
    opens_on = register.by_round[round_id].opens_on
    finish(book, output, language, datetime.combine(opens_on, time()))


def _check_known(register: Register, partner_id: str, round_id: str, language: str) -> None:
    """Check that the plan has the partner and the round, and say which it has if not.

    Raises:
        UnknownToRegister: it lacks one of them.
    """
    found = check_partner(register, partner_id) + check_round_known(register, round_id)
    if found:
        raise UnknownToRegister("\n".join(each.message(language) for each in found))


def update_rows(register: Register, partner_id: str, said: prefill.Said, language: str) -> list[Row]:
    """Return the rows of the sheet of updates: one per action, with what was last said of it."""
    return [
        {
            **said.updates.get(action.action_id, {}),
            "action_id": action.action_id,
            "action": in_language(action, "title", language),
            "no_change": None,
        }
        for action in register.actions_of(partner_id)
    ]


def milestone_rows(register: Register, partner_id: str, said: prefill.Said, language: str) -> list[Row]:
    """Return the rows of the sheet of milestones: one per milestone of the partner's actions."""
    return [
        {
            **said.of_milestone(milestone),
            "milestone_id": milestone.milestone_id,
            "milestone": in_language(milestone, "title", language),
        }
        for milestone in register.milestones_of(register.actions_of(partner_id))
    ]


def in_language(row: object, name: str, language: str) -> str:
    """Return a bilingual text in `language`, or in the other language if that is all there is."""
    wanted = getattr(row, f"{name}_{language}", None)
    return wanted or getattr(row, f"{name}_en") or getattr(row, f"{name}_cy") or ""


def _write_table(
    book: xlsxwriter.Workbook, formats: Formats, table: Table, rows: Sequence[Row], language: str
) -> None:
    say = speaker(language)
    sheet = book.add_worksheet(say(table.sheet))
    specs = table.asked_columns
    height = max(len(rows), 1)
    for index, spec in enumerate(specs):
        sheet.set_column(index, index, spec.column.width, formats.for_column(spec))
        _validate(sheet, index, height, spec, say, language)
    headers = [{"header": spec.header(language), "header_format": formats.header} for spec in specs]
    bounds = (0, 0, height, len(specs) - 1)
    sheet.add_table(*bounds, {"name": say(table.sheet).replace(" ", "_"), "columns": headers, "style": None})
    for number, row in enumerate(rows, start=1):
        for index, spec in enumerate(specs):
            _write_cell(sheet, number, index, row.get(spec.name), spec, formats, language)
    sheet.freeze_panes(1, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    _print_setup(sheet)


def _write_cell(
    sheet: Worksheet, row: int, column: int, value: Any, spec: ColumnSpec, formats: Formats, language: str
) -> None:
    """Write one cell; a text is never taken for a formula or an address, now or when it is edited."""
    cell_format: Format = formats.for_column(spec)
    if value is None:
        sheet.write_blank(row, column, None, cell_format)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), cell_format)
    elif spec.column.vocabulary:
        sheet.write_string(
            row, column, speaker(language)(label(spec.column.vocabulary, str(value))), cell_format
        )
    else:
        sheet.write_string(row, column, str(value), formats.for_text(spec, str(value)))


def _validate(sheet: Worksheet, index: int, height: int, spec: ColumnSpec, say: Say, language: str) -> None:
    """Offer the answers, and say what belongs in the column when a cell is chosen."""
    if spec.column.is_locked:
        return
    rule: dict[str, Any] = {"validate": "any"}
    if spec.column.vocabulary:
        rule = {"validate": "list", "source": labels(spec.column.vocabulary, language)}
    elif spec.type is date:
        rule = {"validate": "date", "criteria": "between", "minimum": _EARLIEST, "maximum": _LATEST}
    elif spec.max_length and spec.max_length > 255:
        rule = {"validate": "length", "criteria": "<=", "value": spec.max_length}
    hint = say(spec.column.help)
    rule |= {
        "input_title": spec.header(language)[:32],
        "input_message": hint if len(hint) <= _INPUT_LENGTH else hint[: _INPUT_LENGTH - 1] + "…",
        "error_type": "warning",
        "error_title": spec.header(language)[:32],
        "error_message": hint[:_INPUT_LENGTH],
    }
    sheet.data_validation(1, index, height, index, rule)


def _print_setup(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _properties(plan: Plan, title: str, language: str) -> dict[str, Any]:
    """Return the document's properties; its author is an organisation, never a person."""
    group = in_language(plan, "steering_group", language)
    return {"title": title, "subject": in_language(plan, "name", language), "author": group, "company": group}
