"""`plan.xlsx`: every table of a release in one workbook, so that nobody has to open a CSV in a spreadsheet.

The first sheet says what it is, in the plan's languages; then a sheet per table has the rows of its CSV in
the same order, with values in their own types. Text stays text: nothing becomes a formula or a link, and a
text that could be taken for a formula is marked as text (conventions X11). The same release gives the same
bytes.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import ceil
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from babel.dates import format_date
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.contracts.languages import languages_of
from pipelines.intake.workbooks.document import FORMULA_STARTS
from pipelines.locale import LANGUAGES, N_, speaker
from pipelines.releases.open_data.package import HELD_BACK, days_of
from pipelines.releases.release import Release

ROW_LIMIT = 1_048_576
"""The rows of a sheet, its header among them; a longer table stays out, and the first sheet says so."""
CELL_LIMIT = 32_767
"""The characters of a cell; a longer text ends in an ellipsis, and is whole in the other files."""
ABOUT = "About"

_FONT = {"font_name": "Arial", "font_size": 11, "valign": "top"}
_FETCHED = 1_000
_NARROWEST, _WIDEST = 9, 60
_ABOUT_WIDTHS = (30, 100, 14)
_TITLE_HEIGHT, _LINE_HEIGHT, _HIGHEST = 24, 15, 405
_FOOTER_LIMIT = 100
_NOTE = {"width": 320, "height": 120, "font_size": 10}

_IN_SHORT = N_("What this is")
_RELEASE = (N_("Release"), N_("{release_id}, published on {published_on}; the figures are as of {as_of}"))
_ROUNDS = (N_("Rounds"), N_("{first} to {last}"))
_LICENCE = N_("Licence")
_COLUMNS = (
    N_("Columns and codes"),
    N_("What a column means is in the note on its heading; what a code means, on the sheet definitions."),
)
_CELLS = (
    N_("Cells"),
    N_(
        "An empty cell means: not known, or none. {held_back} stands for a number of people that is held "
        "back. Times are in UTC."
    ),
)
_HEADERS = (N_("Sheet"), N_("What it holds"), N_("Rows"))
_TOO_LONG = N_("Too long for a sheet: see {file}")


@dataclass(frozen=True)
class _Looks:
    """The few formats of the workbook; nothing is said by colour (conventions A33)."""

    title: Format
    bold: Format
    header: Format
    text: Format
    link: Format
    quoted: Format
    wrapped: Format
    day: Format
    time: Format
    flag: Format

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> "_Looks":
        made: dict[str, dict[str, object]] = {
            "title": {"bold": True, "font_size": 16},
            "bold": {"bold": True},
            "header": {"bold": True, "bottom": 2},
            "text": {},
            "link": {"underline": 1},
            "quoted": {"quote_prefix": True, "text_wrap": True},
            "wrapped": {"text_wrap": True},
            "day": {"num_format": "yyyy-mm-dd", "align": "left"},
            "time": {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"},
            "flag": {"num_format": '"TRUE";"TRUE";"FALSE"'},  # LibreOffice would say 1 and 0
        }
        return cls(**{name: book.add_format(_FONT | looks) for name, looks in made.items()})

    def for_text(self, text: str) -> Format:
        """Return the format of a text: wrapped if long, marked as text if it could be a formula."""
        if text.startswith(FORMULA_STARTS):
            return self.quoted
        return self.wrapped if len(text) >= _WIDEST or "\n" in text else self.text


def write_workbook(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    package: dict[str, Any],
    queries: dict[str, str],
    release: Release,
) -> None:
    """Write the workbook of a release: of each table that `package` describes, what its query gives.

    Raises:
        OSError: the disk is full, or the file cannot be written.
    """
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    looks = _Looks.of(book)
    counts = {name: _count(connection, query) for name, query in queries.items()}
    _write_about(book.add_worksheet(ABOUT), looks, package, counts, release)
    for resource in package["resources"]:
        name = resource["name"]
        if counts[name] < ROW_LIMIT:
            sheet = book.add_worksheet(name)
            _write_table(sheet, looks, resource, connection.execute(queries[name]))
            _set_paper(sheet, package["title"])
    published_at = datetime.fromisoformat(release.published_at).astimezone(UTC).replace(tzinfo=None)
    book.set_properties(
        {"title": package["title"], "comments": package["description"], "created": published_at}
    )
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None  # the OSError, with its number and the file's name


def _write_about(
    sheet: Worksheet, looks: _Looks, package: dict[str, Any], counts: dict[str, int], release: Release
) -> None:
    """Write what the workbook is, in each language, and then the list of its sheets."""
    for column, width in enumerate(_ABOUT_WIDTHS):
        sheet.set_column(column, column, width)
    row = -1
    for language in languages_of(release.languages):
        ending = "" if language == LANGUAGES[0] else f"_{language}"
        sheet.set_row(row := row + 1, _TITLE_HEIGHT)
        sheet.write_string(row, 0, package[f"title{ending}"], looks.title)
        for label, text in _about(language, package[f"description{ending}"], package, release):
            _set_height(sheet, row := row + 1, _line_count(text, _ABOUT_WIDTHS[1]))
            sheet.write_string(row, 0, label, looks.bold)
            sheet.write_string(row, 1, text, looks.wrapped)
        row += 1
    _write_contents(sheet, looks, package, counts, row + 1, languages_of(release.languages))
    _set_paper(sheet, package["title"])
    sheet.fit_to_pages(1, 0)


def _about(
    language: str, description: str, package: dict[str, Any], release: Release
) -> list[tuple[str, str]]:
    """Return what is to be known before any sheet is read: what it is about, and the words."""
    say = speaker(language)
    locale = "en_GB" if language == "en" else language
    title = "title" if language == "en" else f"title_{language}"
    first, last = (each[title] for each in package["roundTitles"])
    values = {
        "release_id": release.release_id,
        "first": first,
        "last": last,
        "held_back": HELD_BACK,
    } | {
        name: format_date(date.fromisoformat(day), "d MMMM yyyy", locale=locale)
        for name, day in days_of(package, release).items()
    }
    licence = package["licenses"][0]
    return [
        (say(_IN_SHORT), description),
        *((say(label), say(text, **values)) for label, text in (_RELEASE, _ROUNDS)),
        (say(_LICENCE), f"{licence['title']}, {licence['path']}"),
        *((say(label), say(text, **values)) for label, text in (_COLUMNS, _CELLS)),
    ]


def _write_contents(
    sheet: Worksheet,
    looks: _Looks,
    package: dict[str, Any],
    counts: dict[str, int],
    top: int,
    languages: tuple[str, ...],
) -> None:
    """Write a line per table: the way to its sheet, what it is called and what a row is, how many rows."""
    spoken = [speaker(language) for language in languages]
    for column, header in enumerate(_HEADERS):
        sheet.write_string(top, column, " / ".join(say(header) for say in spoken), looks.header)
    for row, resource in enumerate(package["resources"], start=top + 1):
        name = resource["name"]
        titles = [resource["title"], *([resource["title_cy"]] if "title_cy" in resource else [])]
        text = f"{' / '.join(titles)}\n{resource['description']}"
        _set_height(sheet, row, _line_count(text, _ABOUT_WIDTHS[1]))
        if counts[name] < ROW_LIMIT:
            sheet.write_url(row, 0, f"internal:'{name}'!A1", looks.link, name)
        else:
            too_long = " / ".join(say(_TOO_LONG, file=resource["path"]) for say in spoken)
            sheet.write_string(row, 0, too_long, looks.wrapped)
        sheet.write_string(row, 1, text, looks.wrapped)
        sheet.write_number(row, 2, counts[name], looks.text)


def _write_table(
    sheet: Worksheet, looks: _Looks, resource: dict[str, Any], rows: duckdb.DuckDBPyConnection
) -> None:
    """Write a table: its headings with their notes, kept in sight and to filter by, and its rows."""
    fields = resource["schema"]["fields"]
    names = [one["name"] for one in fields]
    held_back_by = {
        number: names.index(one["heldBackBy"]) for number, one in enumerate(fields) if "heldBackBy" in one
    }
    widths = [max(_NARROWEST, len(name) + 4) for name in names]
    for column, one in enumerate(fields):
        sheet.write_string(0, column, one["name"], looks.header)
        sheet.write_comment(0, column, one["description"], _NOTE)
    written = 0
    while fetched := rows.fetchmany(_FETCHED):
        for row, values in enumerate(fetched, start=written + 1):
            texts = (value for value in values if isinstance(value, str))
            _set_height(sheet, row, max((_line_count(text, _WIDEST) for text in texts), default=1))
            for column, value in enumerate(values):
                held_back_at = held_back_by.get(column)
                shown = HELD_BACK if held_back_at is not None and values[held_back_at] else value
                if shown is not None:  # a time that does not fit is shown as ### and nothing else
                    widths[column] = max(widths[column], len(str(shown)) + 2)
                _write_cell(sheet, row, column, shown, looks)
        written += len(fetched)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, written, len(names) - 1)
    sheet.repeat_rows(0)


def _write_cell(sheet: Worksheet, row: int, column: int, value: object, looks: _Looks) -> None:
    """Write a value in its own type; no value leaves the cell empty."""
    if isinstance(value, str):
        text = value if len(value) <= CELL_LIMIT else f"{value[: CELL_LIMIT - 1]}…"
        sheet.write_string(row, column, text, looks.for_text(text))
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, looks.flag)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, looks.text)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, looks.time)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, looks.day)
    elif value is not None:
        raise TypeError(f"a cell cannot hold {value!r}")


def _line_count(text: str, width: int) -> int:
    """Return how many lines a text takes in a column of a width."""
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))


def _set_height(sheet: Worksheet, row: int, line_count: int) -> None:
    """Make a row as high as its lines need: not every spreadsheet program does so itself."""
    if line_count > 1:
        sheet.set_row(row, min(line_count * _LINE_HEIGHT, _HIGHEST))


def _set_paper(sheet: Worksheet, title: str) -> None:
    """Set a sheet for A4 paper, each page with what it is from: a data file says itself what it is."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_footer(f"&L{title[:_FOOTER_LIMIT].replace('&', '&&')}&R&P / &N")


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    ((count,),) = connection.execute(f"select count(*) from ({query})").fetchall()
    return int(count)
