"""What tests of the door share: a deployment with the demonstration's register, and returns made to order."""

import csv
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter

from pipelines.intake.submit import submit
from pipelines.receipts.problems import ProblemRecord
from pipelines.receipts.receipt import Receipt
from pipelines.settings import PROJECT

DEMO = PROJECT / "data" / "demo"
OPEN = datetime(2024, 6, 20, 12, tzinfo=UTC)
"""A moment at which round 2024-06 is open."""

Row = dict[str, Any]


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="door-tests-")


@cache
def _loaded() -> Path:
    home = Path(_folder().name) / "home"
    receipt = submit(
        DEMO / "register",
        home=home,
        feed="register",
        submitted_by="plan officer",
        received_at=datetime(2024, 6, 3, 9, tzinfo=UTC),
    )
    assert receipt.accepted, receipt.problems
    return home


def new_home(folder: Path) -> Path:
    """Return a deployment below `folder` into which the demonstration's register has been loaded."""
    return Path(shutil.copytree(_loaded(), folder / "home"))


def send(path: Path, home: Path, **about: Any) -> Receipt:
    """Submit a file as the youth service's return for round 2024-06, unless said otherwise."""
    given: dict[str, Any] = {
        "feed": "return",
        "submitted_by": "reporting officer",
        "received_at": OPEN,
        "partner_id": "youth-service",
        "round_id": "2024-06",
    }
    return submit(path, home=home, **(given | about))


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook with some sheets, cell by cell as given."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for index, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, index, value, day)
                    elif isinstance(value, str):
                        sheet.write_string(number, index, value)
                    elif value is not None:
                        sheet.write(number, index, value)
    return path


def a_list(path: Path, rows: Sequence[Row]) -> Path:
    """Write a CSV file with some rows, each said by the names of its columns."""
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def a_return(
    path: Path, updates: Sequence[Row] = (), milestones: Sequence[Row] = (), **sheets: list[list[Any]]
) -> Path:
    """Write a return with some rows, each said by the names of its columns."""
    tables = {"Updates": table(updates, "action_id")}
    if milestones:
        tables["Milestones"] = table(milestones, "milestone_id")
    return workbook(path, {**tables, **sheets})


def table(rows: Sequence[Row], key: str) -> list[list[Any]]:
    """Return rows as a sheet: a header row, then their values."""
    columns = list(dict.fromkeys([key, *(name for row in rows for name in row)]))
    return [columns, *([row.get(name) for name in columns] for row in rows)]


def on_track(action_id: str = "A01", **changes: Any) -> Row:
    """Return a row that is right in every way, with some changes."""
    right = {
        "action_id": action_id,
        "stage": "in_progress",
        "rating": "on_track",
        "what_happened": "The lease was signed.",
        "words_language": "en",
    }
    return right | changes


def codes(receipt: Receipt) -> list[str]:
    """Return the codes of a receipt's problems, in order."""
    return [found.code for found in receipt.problems]


def warnings(receipt: Receipt) -> list[ProblemRecord]:
    """Return a receipt's warnings, but for rows that a short test leaves out and rounds left unsigned."""
    left_out = {"actions_without_row", "told_from_round", "counts_in_round_after"}
    return [found for found in receipt.warnings if found.code not in left_out]


def warned(receipt: Receipt) -> set[str]:
    """Return the codes of those warnings."""
    return {found.code for found in warnings(receipt)}
