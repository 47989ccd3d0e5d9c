"""The copy that is kept of a file that may hold personal data: the contract's columns and nothing else."""

import csv
from pathlib import Path

from pipelines.contracts.base import Contract
from pipelines.intake.sheets.rows import TypedRow


def write_scrubbed(contract: Contract, rows: dict[str, list[TypedRow]], path: Path) -> None:
    """Write the rows of a feed of one table as CSV."""
    (table,) = contract.sheet_tables()
    names = [spec.name for spec in table.stored_columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([row[name] for name in names] for row in rows.get(table.name, []))
