"""One decision, recorded on the spot: a file of one row, handed to the door like any other."""

import csv
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipelines.contracts.decisions import DECISIONS
from pipelines.intake.preview import Preview, preview
from pipelines.intake.submit import submit
from pipelines.receipts.receipt import Receipt
from pipelines.register import RegisterMissing, current
from pipelines.register.boundary import card_sha256


def decide(
    *,
    home: Path,
    submitted_by: str,
    received_at: datetime,
    language: str = "en",
    signed_in: bool = False,
    **said: str | date | None,
) -> Receipt:
    """Return the receipt of one decision; `said` are columns of the feed, for example `action_id`.

    What it says is of a column, and of no row or sheet: nobody has seen the file.

    An agreement to a boundary card that does not say to which text is one to the text as it reads now.

    Raises:
        TypeError: the feed has no such column.
    """
    with _as_file(home, said) as path:
        receipt = submit(
            path,
            home=home,
            feed="decisions",
            submitted_by=submitted_by,
            received_at=received_at,
            language=language,
            signed_in=signed_in,
        )
    return receipt.model_copy(update=_without_places(receipt))


def would_decide(
    *, home: Path, submitted_by: str, received_at: datetime, language: str = "en", **said: str | date | None
) -> Preview:
    """Return what `decide` would answer, and record nothing.

    Raises:
        TypeError: the feed has no such column.
    """
    with _as_file(home, said) as path:
        found = preview(
            path,
            home=home,
            feed="decisions",
            submitted_by=submitted_by,
            received_at=received_at,
            language=language,
        )
    return replace(found, **_without_places(found))


def _without_places(found: Receipt | Preview) -> dict[str, Any]:
    return {
        "problems": tuple(each.without_place() for each in found.problems),
        "warnings": tuple(each.without_place() for each in found.warnings),
    }


@contextmanager
def _as_file(home: Path, said: dict[str, str | date | None]) -> Iterator[Path]:
    """Give a file of the feed with one row, for as long as it is looked at."""
    (table,) = DECISIONS.sheet_tables()
    unknown = said.keys() - table.columns.keys()
    if unknown:
        raise TypeError(f"a decision has no {', '.join(sorted(unknown))}")
    if said.get("decision") == "agree_boundary" and not said.get("text_sha256"):
        said["text_sha256"] = _card_now(home, said.get("action_id"))
    with tempfile.TemporaryDirectory(prefix="door-") as folder:
        path = Path(folder) / "decision.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.columns)
            writer.writerow(said.get(name) or "" for name in table.columns)
        yield path


def _card_now(home: Path, action_id: str | date | None) -> str | None:
    """Return the hash of an action's boundary card; None where there is none, and the door says so."""
    try:
        action = current(home).by_action.get(str(action_id))
    except RegisterMissing:
        return None
    return card_sha256(action) if action else None
