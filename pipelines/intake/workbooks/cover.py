"""The first sheet of a template: what it is, when it is due, how to fill it in, what each column takes."""

from babel.dates import format_date
from xlsxwriter.worksheet import Worksheet

from pipelines.contracts.returns import RETURN
from pipelines.intake.explain import example, steps
from pipelines.intake.workbooks.document import Formats, row_height
from pipelines.locale import N_, speaker
from pipelines.register import Register

_DUE = N_("Due by {due_on}. The round closes on {closes_on}, and is published on {publish_on}.")
_HOW_TO = N_("How to fill this in")
_COLUMNS = N_("What each column takes")
_EMPTY = N_("An empty cell means: not said. Write nothing in the cells that are locked.")
_CONTACT = N_("Questions: ask {group}.")
_LICENCE = N_("What you write here may be published under the Open Government Licence v3.0.")
_HEADERS = (N_("Sheet"), N_("Column"), N_("What belongs there"), N_("Example"))
_WIDTHS = (22, 34, 80, 42)
_LINE, _TITLE = 18.0, 26.0
"""How high the lines and the title are, in points."""


def write_cover(
    sheet: Worksheet, formats: Formats, register: Register, title: str, round_id: str, language: str
) -> None:
    """Write the cover of a return's template."""
    say = speaker(language)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, formats.text)
    sheet.set_default_row(_LINE)
    sheet.write_string(0, 0, title, formats.title)
    sheet.set_row(0, _TITLE)
    row = 0
    for row, line in enumerate(_lines(register, round_id, language), start=1):
        is_heading = line in (say(_HOW_TO), say(_COLUMNS))
        sheet.write_string(row, 0, line, formats.heading if is_heading else formats.line)
    _write_columns(sheet, formats, register, row + 1, language)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _lines(register: Register, round_id: str, language: str) -> list[str]:
    say = speaker(language)
    plan, calendar = register.plan, register.by_round[round_id]
    locale = "en_GB" if language == "en" else language
    days = {
        name: format_date(getattr(calendar, name), "d MMMM yyyy", locale=locale)
        for name in ("due_on", "closes_on", "publish_on")
    }
    statement = getattr(plan, f"statement_{language}") or plan.statement_en
    return [
        getattr(plan, f"name_{language}"),
        *([statement] if statement else []),
        say(_DUE, **days),
        say(_HOW_TO),
        *steps(RETURN, language),
        say(_EMPTY),
        say(_CONTACT, group=getattr(plan, f"steering_group_{language}")),
        say(_LICENCE),
        say(_COLUMNS),
    ]


def _write_columns(sheet: Worksheet, formats: Formats, register: Register, top: int, language: str) -> None:
    say = speaker(language)
    rows = [
        (say(table.sheet), spec.header(language), say(spec.column.help), example(spec, language))
        for table in RETURN.in_languages(register.languages).sheet_tables()
        for spec in table.asked_columns
    ]
    headers = [{"header": say(header), "header_format": formats.header} for header in _HEADERS]
    bounds = (top, 0, top + len(rows), len(_HEADERS) - 1)
    sheet.add_table(*bounds, {"name": "Help", "columns": headers, "style": None, "autofilter": False})
    for number, row in enumerate(rows, start=top + 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, formats.ruled)
        sheet.set_row(number, row_height((text, width) for text, width in zip(row, _WIDTHS, strict=True)))
