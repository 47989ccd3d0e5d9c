"""Taguette's exports, checked as a stranger's files are, and turned into rows of the `highlights` feed."""

from pipelines.taguette.changes import Changes, compare
from pipelines.taguette.exports import format_of, list_and_codebook, read_export
from pipelines.taguette.limits import Limits
from pipelines.taguette.listing import read_csv_export, read_sheets
from pipelines.taguette.problems import REFUSALS, WARNINGS, UnreadableExport
from pipelines.taguette.project import read_project
from pipelines.taguette.tables import SCHEMAS, TaguetteExport

__all__ = [
    "REFUSALS",
    "SCHEMAS",
    "WARNINGS",
    "Changes",
    "Limits",
    "TaguetteExport",
    "UnreadableExport",
    "compare",
    "format_of",
    "list_and_codebook",
    "read_csv_export",
    "read_export",
    "read_project",
    "read_sheets",
]
