"""Taguette's lists as plain cells: CSV, also after a spreadsheet program saved it its own way, and XLSX.

A reader of workbooks lays a sheet out as a rectangle, so that one cell far away costs gigabytes: that the
workbook is as small as it looks is known first.
"""

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook

from pipelines.archive_names import wrong_name
from pipelines.taguette.limits import Limits
from pipelines.taguette.problems import UnreadableExport, Warned

Sheet: TypeAlias = list[list[object]]

_SEPARATORS = ",;\t"
_MOST_PARTS = 200
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,4})([0-9]{1,9})["']""")


def csv_cells(path: Path, limits: Limits) -> tuple[Sheet, list[Warned]]:
    """Return the rows of a CSV file, its header first, and what was assumed of its encoding.

    Raises:
        UnreadableExport: `too_large`, `too_many_rows` or `damaged`.
    """
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise UnreadableExport("too_large", bytes=size, limit=limits.file_bytes)
    content = path.read_bytes()
    try:
        text, warnings = content.decode("utf-8-sig"), list[Warned]()
    except UnicodeDecodeError:
        text, warnings = content.decode("cp1252", "replace"), [("read_as_cp1252", {})]
    return _rows(text, limits), warnings


def workbook_cells(path: Path, limits: Limits) -> Sheet:
    """Return the rows of a workbook's first sheet, its header first.

    Raises:
        UnreadableExport: `part_climbs_out`, `part_twice`, `too_large`, `too_many_rows` or `damaged`.
    """
    try:
        _check_parts(path, limits)
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    except (CalamineError, zipfile.BadZipFile, OSError, IndexError):
        raise UnreadableExport("damaged") from None
    return [list(row) for row in rows]


def _rows(text: str, limits: Limits) -> Sheet:
    header = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=header.count)
    limit = limits.rows["highlight_tags"]
    rows: Sheet = []
    before = csv.field_size_limit(limits.value_bytes)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            if len(rows) > limit:
                raise UnreadableExport("too_many_rows", table="highlights", limit=limit)
            rows.append(list(row))
    except csv.Error:
        raise UnreadableExport("damaged") from None
    finally:
        csv.field_size_limit(before)
    return rows


def _check_parts(path: Path, limits: Limits) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if wrong := wrong_name(part.orig_filename for part in parts):
            raise UnreadableExport(f"part_{wrong[0]}", name=wrong[1])
        unpacked = sum(part.file_size for part in parts)
        if unpacked > limits.file_bytes or len(parts) > _MOST_PARTS:
            raise UnreadableExport("too_large", bytes=unpacked, limit=limits.file_bytes)
        for part in parts:
            if _SHEET.fullmatch(part.filename):
                _check_places(archive.read(part), limits.rows["highlight_tags"])


def _check_places(sheet: bytes, limit: int) -> None:
    """Refuse a cell beyond column Z or the last row that is read; Taguette fills four columns."""
    for place in _PLACE.finditer(sheet):
        if len(place[1]) > 1 or int(place[2]) > limit + 1:
            raise UnreadableExport("too_many_rows", table="highlights", limit=limit)
