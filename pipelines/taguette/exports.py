"""Any export that can be taken in, known by its content: its name is a stranger's word."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

from pipelines.taguette import cells
from pipelines.taguette.limits import Limits
from pipelines.taguette.listing import read_csv_export, read_sheets
from pipelines.taguette.passage_list import is_codebook
from pipelines.taguette.problems import UnreadableExport
from pipelines.taguette.project import read_project
from pipelines.taguette.sqlite_file import MAGIC
from pipelines.taguette.tables import TaguetteExport

_LOOKED_AT = 4096
_REFUSED = ((b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0", "doc"))


def read_export(path: Path, codebook: Path | None = None, limits: Limits | None = None) -> TaguetteExport:
    """Return a project export, or a highlights list with the codebook beside it, as rows.

    The scrubbed copy of a project is a project; that of a list, also of a workbook, is a CSV file.

    Raises:
        UnreadableExport: with what is wrong, or `wrong_format` for what Taguette makes for printing.
    """
    limits = limits or Limits()
    found = format_of(path, limits)
    if found == "sqlite3":
        return read_project(path, limits)
    if found == "csv" and (codebook is None or format_of(codebook, limits) == "csv"):
        return read_csv_export(path, codebook, limits=limits)
    book = _cells(codebook, limits) if codebook else None
    return read_sheets(_cells(path, limits), book, found)


def list_and_codebook(paths: Sequence[Path], limits: Limits | None = None) -> tuple[Path, Path]:
    """Return which of two files is the list of highlights and which its codebook, as their headers say.

    Raises:
        UnreadableExport: `not_a_pair`, or what is wrong with one of them.
    """
    limits = limits or Limits()
    sheets = [path for path in paths if format_of(path, limits) != "sqlite3"]
    books = [path for path in sheets if is_codebook(_cells(path, limits))]
    lists = [path for path in paths if path not in books]
    if (len(sheets), len(lists), len(books)) != (2, 1, 1):
        raise UnreadableExport("not_a_pair")
    return lists[0], books[0]


def format_of(path: Path, limits: Limits | None = None) -> str:
    """Return `sqlite3`, `csv` or `xlsx`: the exports that can be taken in, best first.

    Raises:
        UnreadableExport: `empty_file`, `too_large`, or `wrong_format` for the printable exports (HTML, DOCX,
            PDF, RTF) and the QDC codebook, which hold no ids.
    """
    limits = limits or Limits()
    limits.check_size(path)
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if start.startswith(MAGIC):
        return "sqlite3"
    if start.startswith(b"PK\x03\x04"):
        return _zipped(path)
    for magic, name in _REFUSED:
        if start.startswith(magic):
            raise UnreadableExport("wrong_format", format=name)
    return _text(start)


def _cells(path: Path, limits: Limits) -> cells.Sheet:
    if format_of(path, limits) == "xlsx":
        return cells.workbook_cells(path, limits)
    return cells.csv_cells(path, limits)[0]


def _zipped(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        raise UnreadableExport("damaged") from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise UnreadableExport("wrong_format", format="docx" if "word/document.xml" in names else "zip")


def _text(start: bytes) -> str:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(b"<"):
        raise UnreadableExport("wrong_format", format="qdc" if b"<codebook" in text else "html")
    if b"\x00" in text:
        raise UnreadableExport("wrong_format", format="unknown")
    return "csv"
