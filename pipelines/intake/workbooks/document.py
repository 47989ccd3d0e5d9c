"""How the door's workbooks look, and what every one of them says of itself.

Sans serif, twelve points, wrapped, no fills: nothing is said by colour (conventions.md A33).
"""

import os
import textwrap
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format

from pipelines.contracts.base import ColumnSpec

_OPTIONS = {
    "in_memory": True,
    "default_format_properties": {"font_name": "Arial", "font_size": 12},
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

_BASE = {"font_name": "Arial", "font_size": 12, "valign": "top"}
_GREY = "#595959"
"""Of what is not to be touched: 7 to 1 on white (A33: it is locked too)."""

_DAY = {"num_format": "dd/mm/yyyy", "align": "left"}
_LINE_POINTS, _MOST_POINTS = 15.75, 409.0
"""How high a line of twelve points is, and how high a spreadsheet lets a row be."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
"""With what a text begins that a spreadsheet could take for a formula (X11)."""

_END = b"</cp:coreProperties>"


@dataclass(frozen=True)
class Formats:
    """The few formats that a workbook has."""

    title: Format
    heading: Format
    line: Format
    header: Format
    text: Format
    ruled: Format
    locked: Format
    open: Format
    open_day: Format
    open_quoted: Format

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> "Formats":
        """Return the formats, added to `book`."""
        wrapped = _BASE | {"text_wrap": True}
        unlocked = wrapped | {"locked": False}
        return cls(
            title=book.add_format(_BASE | {"bold": True, "font_size": 16}),
            heading=book.add_format(_BASE | {"bold": True, "font_size": 13}),
            line=book.add_format(_BASE),
            header=book.add_format(wrapped | {"bold": True, "bottom": 2}),
            text=book.add_format(wrapped),
            ruled=book.add_format(wrapped | {"bottom": 4, "indent": 1}),
            locked=book.add_format(wrapped | {"font_color": _GREY}),
            open=book.add_format(unlocked),
            open_day=book.add_format(unlocked | _DAY),
            open_quoted=book.add_format(unlocked | {"quote_prefix": True}),
        )

    def for_column(self, spec: ColumnSpec) -> Format:
        """Return the format of a column's cells."""
        if spec.column.is_locked:
            return self.locked
        return self.open_day if spec.type is date else self.open

    def quoted(self, text: str) -> Format:
        """Return the format of a text from elsewhere: marked as text if it could be a formula (X11)."""
        return self.open_quoted if text.startswith(FORMULA_STARTS) else self.text

    def for_text(self, spec: ColumnSpec, text: str) -> Format:
        """Return the format of a text: marked as text if it could be taken for a formula (X11)."""
        is_risky = text.startswith(FORMULA_STARTS) and not spec.column.is_locked
        return self.open_quoted if is_risky else self.for_column(spec)


def new_book(output: Path) -> xlsxwriter.Workbook:
    """Return a new workbook with our looks; XlsxWriter writes into the options that it is given."""
    return xlsxwriter.Workbook(output, deepcopy(_OPTIONS))


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """Return how high a row has to be, in points, for its wrapped texts, each in a column of some width.

    A spreadsheet program leaves the heights of others' rows as they are, or finds them itself: neither is
    what is seen everywhere.
    """
    lines = max((_lines_of(text, width) for text, width in texts), default=1)
    return min(lines * _LINE_POINTS + 3, _MOST_POINTS)


def _lines_of(text: str, width: float) -> int:
    """Return in how many lines a text is broken, a word at a time, where a line holds `width` characters."""
    return sum(max(len(textwrap.wrap(part, max(int(width), 1))), 1) for part in text.split("\n"))


def finish(book: xlsxwriter.Workbook, output: Path, language: str, created: datetime) -> None:
    """Write the workbook, in its language, and dated: the same content makes the same bytes.

    Raises:
        OSError: it cannot be written there.
    """
    book.set_properties({**book.doc_properties, "created": created})
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None  # the OSError, with its number and the file's name
    beside = output.with_name(f".{output.name}.{os.getpid()}")
    with zipfile.ZipFile(output) as old, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = content.replace(_END, f"<dc:language>{language}-GB</dc:language>".encode() + _END)
            new.writestr(entry, content, zipfile.ZIP_DEFLATED)
    beside.replace(output)
