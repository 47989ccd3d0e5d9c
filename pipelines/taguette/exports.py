"""Any export that can be taken in, known by its content."""

from pathlib import Path

from pipelines.taguette import csv_file, workbook_file
from pipelines.taguette.csv_file import Sheet
from pipelines.taguette.formats import format_of
from pipelines.taguette.limits import Limits
from pipelines.taguette.listing import read_csv_export, read_sheets
from pipelines.taguette.project import read_project
from pipelines.taguette.tables import TaguetteExport


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


def _cells(path: Path, limits: Limits) -> Sheet:
    if format_of(path, limits) == "xlsx":
        return workbook_file.read_cells(path, limits)
    return csv_file.read_cells(path, limits)[0]
