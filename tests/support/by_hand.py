"""Decisions put into landing as nobody may: past the door's rules, and past the log if asked."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines import landing
from pipelines.contracts.decisions import DECISIONS
from pipelines.landing import ledger
from pipelines.receipts.receipt import Receipt


def land_decision(home: Path, at: datetime, *, is_logged: bool = True, **said: Any) -> Path:
    """Land one decision that no check has seen, with its entry in the log or without; return its folder."""
    (table,) = DECISIONS.sheet_tables()
    receipt = Receipt(
        receipt_id=landing.new_receipt_id(), feed="decisions", contract_version=DECISIONS.version,
        partner_id=None, round_id=None, submitted_by="nobody", language="en", received_at=at, sha256="0" * 64,
        byte_count=1, original_name="decision.csv", format="csv", accepted=True, duplicate_of=None,
        rows={table.name: 1}, untouched=(), warnings=(), problems=(),
    )  # fmt: skip
    row = {name: None for name in table.arrow_schema().names} | {
        "receipt_id": receipt.receipt_id,
        "row_number": 2,
        "role": "chair",
        "decided_on": at.date(),
        **said,
    }
    rows = pa.Table.from_pylist([row], schema=table.arrow_schema())
    prepared = landing.prepare(home, receipt, {table.name: rows}, _keep_original)
    place = home / "landing" / "decisions" / receipt.receipt_id
    if not is_logged:
        return Path(shutil.move(prepared, place))
    with landing.locked(home):
        landing.move_in(home, prepared, receipt)
    assert any(entry["receipt_id"] == receipt.receipt_id for entry in ledger.accepted(home, "decisions"))
    return place


def _keep_original(folder: Path) -> None:
    (folder / "original.csv").write_text("by hand\n", encoding="utf-8")
