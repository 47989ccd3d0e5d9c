"""A partner's workbook for one round: a cover, its actions and milestones, filled with what it said last.

Everything in it comes from the return's contract and the register. It is made to be read by anybody
(conventions.md A30 to A35): one table per sheet, no merged or coloured cells, nothing hidden, no formulas.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from babel.dates import format_date
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.contracts.base import ColumnSpec, Table
from pipelines.contracts.languages import language_in
from pipelines.contracts.register import Plan
from pipelines.contracts.returns import RETURN
from pipelines.intake.context import check_partner, check_round_known
from pipelines.intake.lookups import prefill
from pipelines.intake.lookups.asked import Asked, asked
from pipelines.intake.sheets.tables import COVER
from pipelines.intake.sheets.vocabularies import label, labels
from pipelines.intake.workbooks.cover import write_cover
from pipelines.intake.workbooks.document import Formats, finish, new_book, row_height
from pipelines.locale import N_, Say, speaker
from pipelines.register import Register, UnknownToRegister, current
from pipelines.rounds.names import name_of

Row = dict[str, Any]

HEADER_ROW = 3
"""The row of the headers on each sheet, counted from 1; above it stand the title and when it is due."""

TITLE = N_("{partner}: return for {round}")
"""What stands first on each sheet: whose workbook it is, and for which round; `made_for.py` reads it back."""

_DUE = N_("Due by {due_on}. What you leave as it is says nothing; “{no_change}” is a full answer.")
_LEADS, _SUPPORTS = N_("You lead"), N_("Support")
_SECOND_PAGE = "reason"
"""The column with which the second page begins on paper; the first two stand on it again."""

_WORDS_WIDTH = 1.12
"""How many characters of a text fit where a column is one of its digits wide."""

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
    said = prefill.last_report(home, register, partner_id, round_id)
    say = speaker(language)
    partner = in_language(register.by_partner[partner_id], "name", language)
    found = register.by_round[round_id]
    title = say(TITLE, partner=partner, round=name_of(found, language))
    book = new_book(output)
    formats = Formats.of(book)
    write_cover(book.add_worksheet(say(COVER)), formats, register, title, round_id, language)
    updates, milestones = RETURN.in_languages(register.languages).sheet_tables()
    questions = asked(home, register, partner_id)
    no_change = updates.columns["no_change"].header(language)
    due = say(_DUE, due_on=_day(found.due_on, language), no_change=no_change)
    filled = {
        updates: update_rows(register, partner_id, said, language, questions),
        milestones: milestone_rows(register, partner_id, said, language),
    }
    for table, rows in filled.items():
        sheet = book.add_worksheet(say(table.sheet))
        _write_top(sheet, formats, f"{title}: {say(table.sheet)}", due)
        _write_table(sheet, formats, table, rows, language)
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


def update_rows(
    register: Register,
    partner_id: str,
    said: prefill.LastReport,
    language: str,
    questions: Mapping[str, Sequence[Asked]],
) -> list[Row]:
    """Return the rows of the sheet of updates: one per action, those that the partner leads first.

    Each has what was last said of it, and what the group asks.
    """
    say = speaker(language)
    actions = register.actions_of(partner_id)
    return [
        {
            **said.updates.get(action.action_id, {}),
            "action_id": action.action_id,
            "action": in_language(action, "title", language),
            "your_part": say(_LEADS if action.lead_partner_id == partner_id else _SUPPORTS),
            "asked": "\n".join(_question(each) for each in questions.get(action.action_id, ())) or None,
            "no_change": None,
        }
        for action in sorted(actions, key=lambda action: action.lead_partner_id != partner_id)
    ]


def _question(asked: Asked) -> str:
    return " ".join(filter(None, (asked.words, asked.what_would_settle)))


def milestone_rows(register: Register, partner_id: str, said: prefill.LastReport, language: str) -> list[Row]:
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


def _write_top(sheet: Worksheet, formats: Formats, title: str, due: str) -> None:
    """Write what the sheet is and when it is due, above its table."""
    for row, (text, cell_format, height) in enumerate(
        ((title, formats.title, 26.0), (due, formats.line, 24.0))
    ):
        sheet.write_string(row, 0, text, cell_format)
        sheet.set_row(row, height)


def _write_table(
    sheet: Worksheet, formats: Formats, table: Table, rows: Sequence[Row], language: str
) -> None:
    say = speaker(language)
    specs = table.asked_columns
    top, height = HEADER_ROW - 1, max(len(rows), 1)
    for index, spec in enumerate(specs):
        sheet.set_column(index, index, spec.column.width, formats.for_column(spec))
        validate(sheet, index, (HEADER_ROW, HEADER_ROW - 1 + height), spec, say, language)
    headers = [{"header": spec.header(language), "header_format": formats.header} for spec in specs]
    bounds = (top, 0, top + height, len(specs) - 1)
    sheet.add_table(*bounds, {"name": say(table.sheet).replace(" ", "_"), "columns": headers, "style": None})
    sheet.set_row(top, row_height((spec.header(language), spec.column.width * 0.8) for spec in specs))
    for number, row in enumerate(rows, start=HEADER_ROW):
        for index, spec in enumerate(specs):
            _write_cell(sheet, number, index, row.get(spec.name), spec, formats, language)
        sheet.set_row(number, row_height(_texts(row, specs, language)))
    sheet.freeze_panes(HEADER_ROW, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    _print_setup(sheet, [spec.name for spec in specs])


def _texts(row: Row, specs: Sequence[ColumnSpec], language: str) -> Iterator[tuple[str, float]]:
    """Yield what stands in each cell of a row, and how many characters a line of it holds."""
    for spec in specs:
        value = row.get(spec.name)
        if isinstance(value, str):
            shown = (
                speaker(language)(label(spec.column.vocabulary, value)) if spec.column.vocabulary else value
            )
            yield shown, spec.column.width * _WORDS_WIDTH


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


def validate(
    sheet: Worksheet,
    index: int,
    rows: tuple[int, int],
    spec: ColumnSpec,
    say: Say,
    language: str,
    offered: Sequence[str] = (),
) -> None:
    """Offer a column's answers in some rows, the first to the last, and say what belongs in it.

    They are those of its vocabulary, or else those that are `offered`.
    """
    if spec.column.is_locked:
        return
    rule: dict[str, Any] = {"validate": "any"}
    if spec.column.vocabulary:
        rule = {"validate": "list", "source": labels(spec.column.vocabulary, language)}
    elif offered:
        rule = {"validate": "list", "source": list(offered)}
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
    sheet.data_validation(rows[0], index, rows[1], index, rule)


def _print_setup(sheet: Worksheet, columns: Sequence[str]) -> None:
    """Print on A4, landscape, ruled, the headers on every page: on one page, or on two with a second."""
    sheet.hide_gridlines(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.repeat_rows(HEADER_ROW - 1)
    if _SECOND_PAGE in columns[4:]:
        sheet.repeat_columns(0, 1)
        sheet.set_v_pagebreaks([columns.index(_SECOND_PAGE)])
        sheet.fit_to_pages(2, 0)
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")


def _day(day: date, language: str) -> str:
    return format_date(day, "EEEE d MMMM yyyy", locale="en_GB" if language == "en" else language)


def _properties(plan: Plan, title: str, language: str) -> dict[str, Any]:
    """Return the document's properties; its author is an organisation, never a person."""
    group = in_language(plan, "steering_group", language)
    return {"title": title, "subject": in_language(plan, "name", language), "author": group, "company": group}
