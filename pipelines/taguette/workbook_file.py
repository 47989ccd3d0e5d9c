"""Taguette's XLSX files into plain cells, once it is known that the workbook is as small as it looks.

A reader lays a sheet out as a rectangle, so that one cell far away costs gigabytes: places come first.
"""

import re
import zipfile
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from pipelines.archive_names import wrong_name
from pipelines.taguette.csv_file import Sheet
from pipelines.taguette.limits import Limits
from pipelines.taguette.problems import UnreadableExport

_MOST_PARTS = 200
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,4})([0-9]{1,9})["']""")


def read_cells(path: Path, limits: Limits) -> Sheet:
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
