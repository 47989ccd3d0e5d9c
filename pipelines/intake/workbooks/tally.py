"""The workbook of one event at which people are asked what they feel: to print, to tally on, and to send in.

Its first sheet is for the table at the event, in every language of the plan; the others are those of the
feed `felt`, with what is known filled in (conventions.md A30 to A35).
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.contracts.felt import ANSWERS, FELT
from pipelines.contracts.languages import language_in
from pipelines.intake.sheets.tables import FOR_THE_TABLE
from pipelines.intake.workbooks.document import Formats, finish, new_book, row_height
from pipelines.intake.workbooks.sheets import write_sheet
from pipelines.intake.workbooks.template import in_language
from pipelines.locale import N_, speaker
from pipelines.register import Register, UnknownToRegister, current

Subject = tuple[str, str]
"""What people are asked about: `theme_id` or `action_id`, and the id."""

_TITLE = N_("Have you noticed a change?")
_HOW = N_("One person, one stroke, in one box of a line. Leave out the lines that you know nothing of.")
_ABOUT = (
    N_("Event:"),
    N_("How many people were there:"),
    N_("Who was not there:"),
)
_PUBLISHED = N_(
    "No names. Numbers are published to the nearest five; where fewer than five people answered, nothing is."
)
_BOX = 62.0
"""How high a box for strokes is, in points."""

_SUBJECT_WIDTH, _BOX_WIDTH = 40, 21


def write_tally(home: Path, held_on: date, subjects: Sequence[Subject], language: str, output: Path) -> None:
    """Write the workbook of an event on a day to `output`; of every theme where no `subjects` are given.

    Raises:
        RegisterMissing: no plan has been loaded.
        UnknownToRegister: the plan has no such theme or action.
    """
    register = current(home)
    language = language_in(register.languages, language)
    asked = list(subjects) or [("theme_id", theme.theme_id) for theme in register.themes]
    named = {subject: _names(register, subject) for subject in asked}
    say = speaker(language)
    book = new_book(output)
    formats = Formats.of(book)
    _write_paper(book, say(FOR_THE_TABLE), register, held_on, list(named.values()))
    events, answers = FELT.in_languages(register.languages).sheet_tables()
    event_id = f"F-{held_on}"
    rows = [
        {
            "event_id": event_id,
            column: subject_id,
            "asked_about": names[register.languages.index(language)],
        }
        for (column, subject_id), names in named.items()
    ]
    write_sheet(book, formats, events, [{"event_id": event_id, "held_on": held_on}], language, {})
    write_sheet(book, formats, answers, rows, language, {})
    group = in_language(register.plan, "steering_group", language)
    book.set_properties({"title": say(_TITLE), "author": group, "company": group})
    book.set_custom_property("Language", language)
    finish(book, output, language, datetime.combine(held_on, time()))


def _names(register: Register, subject: Subject) -> list[str]:
    """Return what a theme or an action is called, in each language of the plan."""
    column, subject_id = subject
    themes = {theme.theme_id: theme for theme in register.themes}
    if column == "theme_id" and subject_id in themes:
        return [in_language(themes[subject_id], "name", each) for each in register.languages]
    if column == "action_id" and subject_id in register.by_action:
        action = register.by_action[subject_id]
        return [f"{subject_id} {in_language(action, 'title', each)}" for each in register.languages]
    kind = "theme" if column == "theme_id" else "action"
    known = ", ".join(themes if column == "theme_id" else register.by_action)
    raise UnknownToRegister(f"The plan has no {kind} {subject_id}; it has: {known}")


def _write_paper(
    book: xlsxwriter.Workbook, name: str, register: Register, held_on: date, asked: Sequence[Sequence[str]]
) -> None:
    """Write the sheet for the table: a line for each subject, a box for each answer, in every language."""
    sheet = book.add_worksheet(name)
    languages = register.languages
    base = {"font_name": "Arial", "text_wrap": True, "valign": "vcenter"}
    title = book.add_format(base | {"bold": True, "font_size": 20, "text_wrap": False})
    line = book.add_format(base | {"font_size": 12, "text_wrap": False})
    head = book.add_format(base | {"bold": True, "font_size": 13, "align": "center", "border": 2})
    subject = book.add_format(base | {"bold": True, "font_size": 13, "border": 2, "indent": 1})
    box = book.add_format(base | {"border": 2})
    blank = book.add_format(base | {"font_size": 12, "bottom": 4, "text_wrap": False, "valign": "bottom"})
    sheet.set_column(0, 0, _SUBJECT_WIDTH)
    sheet.set_column(1, len(ANSWERS), _BOX_WIDTH)
    row = 0
    for message, looks, height in ((_TITLE, title, 28.0), (_HOW, line, 18.0), (_PUBLISHED, line, 18.0)):
        for text in _said(message, languages):
            sheet.write_string(row, 0, text, looks)
            sheet.set_row(row, height)
            row += 1
    heads = ["", *("\n".join(_said(_header(each), languages)) for each in ANSWERS)]
    for column, text in enumerate(heads):
        sheet.write_string(row, column, text, head)
    sheet.set_row(row, 20.0 * len(languages) + 4)
    header_row = row
    for names in asked:
        row += 1
        _write_line(sheet, row, names, subject, box)
    row += 1
    for message in (*_ABOUT, ""):
        text = " / ".join(_said(message, languages)) if message else ""
        text += f" {held_on:%d/%m/%Y} – " if message == _ABOUT[0] else " "
        for column in range(len(ANSWERS) + 1):
            sheet.write_string(row, column, text if column == 0 else "", blank)
        sheet.set_row(row, 30.0)
        row += 1
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.5)
    sheet.repeat_rows(header_row)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&F&R&P / &N")


def _write_line(sheet: Worksheet, row: int, names: Sequence[str], subject: Format, box: Format) -> None:
    sheet.write_string(row, 0, "\n".join(names), subject)
    for column in range(1, len(ANSWERS) + 1):
        sheet.write_blank(row, column, None, box)
    sheet.set_row(row, max(_BOX, row_height([("\n".join(names), _SUBJECT_WIDTH * 0.85)])))


def _header(answer: str) -> str:
    header: str = FELT.tables["felt_answers"].columns[answer].column.header
    return header


def _said(message: str, languages: Sequence[str]) -> list[str]:
    """Return one of our sentences in each language."""
    return [speaker(language)(message) for language in languages]
