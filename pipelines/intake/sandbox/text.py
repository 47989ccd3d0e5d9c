"""A text file into rows: which encoding and which separator, found from the text itself."""

import csv
import io
from collections import Counter
from typing import Any

from pipelines.intake.sandbox.refusal import Refused
from pipelines.intake.sandbox.workbook import Cell, check_cells, check_size

_SEPARATORS = (",", ";", "\t")
_LINES_LOOKED_AT = 20


def read(content: bytes, name: str, caps: dict[str, int]) -> dict[str, Any]:
    """Return the one sheet of a text file, and what was assumed about the file.

    Raises:
        Refused: no table of text, or more than the caps allow.
    """
    text, encoding = _decode(content)
    if "\x00" in text:
        raise Refused("nul_characters")
    if text.lstrip()[:1] == "<":
        raise Refused("not_a_workbook", kind="HTML")
    separator = _separator(text)
    rows = _rows(text, separator, caps)
    check_size(name, len(rows), max((len(row) for row in rows), default=0), caps)
    check_cells(name, rows, caps)
    sheet = {"name": name, "hidden": False, "rows": rows, "merged": [], "errors": []}
    return {
        "format": "csv",
        "sheets": [sheet],
        "encoding": encoding,
        "separator": separator,
        "counts_from_1904": False,
    }


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), "utf-16"
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "cp1252"


def _separator(text: str) -> str:
    """Return the separator that cuts the most of the first lines into equally many cells, two or more.

    The headings are among them: signs that stand in the cells alone, as in a list of partners, do not count.
    """
    lines = "\n".join(text.splitlines()[:_LINES_LOOKED_AT])

    def alike(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(lines), delimiter=separator))
        except csv.Error:
            return (-1, 0)
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max(_SEPARATORS, key=alike)


def _rows(text: str, separator: str, caps: dict[str, int]) -> list[list[Cell]]:
    csv.field_size_limit(max(caps["cell_characters"] * 4, 1000))
    rows: list[list[Cell]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            rows.append([cell or None for cell in row])
            if len(rows) > caps["rows"]:
                raise Refused("too_many_rows", sheet="", count=len(rows), most=caps["rows"])
    except csv.Error as error:
        if "field larger" in str(error):
            raise Refused(
                "cell_too_long", sheet="", row=len(rows) + 1, most=caps["cell_characters"]
            ) from error
        raise Refused("damaged") from error
    return rows
