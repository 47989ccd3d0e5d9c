"""Taguette's exports, checked as a stranger's files are, and turned into rows of the `highlights` feed."""

from pipelines.taguette.problems import REFUSALS, WARNINGS, UnreadableExport
from pipelines.taguette.project import read_project
from pipelines.taguette.tables import SCHEMAS, TaguetteExport

__all__ = ["REFUSALS", "SCHEMAS", "WARNINGS", "TaguetteExport", "UnreadableExport", "read_project"]
