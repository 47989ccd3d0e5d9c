"""Taguette's CSV files into plain cells, also after a spreadsheet program has saved them its own way."""

import csv
import io
from pathlib import Path
from typing import TypeAlias

from pipelines.taguette.limits import Limits
from pipelines.taguette.problems import UnreadableExport, Warned

Sheet: TypeAlias = list[list[object]]

_SEPARATORS = ",;\t"


def read_cells(path: Path, limits: Limits) -> tuple[Sheet, list[Warned]]:
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
