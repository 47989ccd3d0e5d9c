"""Builds the dbt project over a handful of raw rows: a plan in miniature, without landing and the door.

A `PlanRows` starts as a whole small plan (one theme, three partners, three monthly rounds); a test adds only
the rows it is about. Column types come from the project's own sources.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import yaml

from pipelines.warehouse.models import DBT_PROJECT, build_models

SOURCES = DBT_PROJECT / "models" / "staging" / "_raw__sources.yml"


def source_columns() -> dict[str, dict[str, str]]:
    """Return each raw table's columns and their types, as the dbt sources declare them."""
    (source,) = yaml.safe_load(SOURCES.read_text())["sources"]
    return {
        table["name"]: {column["name"]: column["data_type"] for column in table["columns"]}
        for table in source["tables"]
    }


class PlanRows:
    """Rows of the raw tables, received one receipt after the other."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._receipts = 0
        self._row_numbers: dict[tuple[str, str], int] = defaultdict(lambda: 1)

    def receive(self, feed: str, received_at: datetime, **columns: Any) -> str:
        """Add a receipt and return its id; ids sort in the order of the calls."""
        self._receipts += 1
        receipt_id = f"r{self._receipts:07d}"
        row = {"receipt_id": receipt_id, "feed": feed, "received_at": received_at, **columns}
        self.rows["receipts"].append(row)
        return receipt_id

    def add(self, table: str, receipt_id: str, *rows: dict[str, Any]) -> None:
        """Add rows that came with a receipt."""
        for row in rows:
            self._row_numbers[table, receipt_id] += 1
            number = self._row_numbers[table, receipt_id]
            self.rows[table].append({"receipt_id": receipt_id, "row_number": number, **row})

    def report(self, partner_id: str, round_id: str, received_at: datetime, *updates: dict[str, Any]) -> str:
        """Add a return with its updates."""
        receipt_id = self.receive("return", received_at, partner_id=partner_id, round_id=round_id)
        self.add("updates", receipt_id, *updates)
        return receipt_id

    def decide(self, decision: str, received_at: datetime, **columns: Any) -> str:
        """Add one decision of the steering group."""
        receipt_id = self.receive("decisions", received_at)
        self.add("decisions", receipt_id, {"decision": decision, **columns})
        return receipt_id

    def load_register(
        self,
        received_at: datetime,
        actions: list[dict[str, Any]],
        rounds: list[dict[str, Any]],
        milestones: list[dict[str, Any]] | None = None,
        plan: dict[str, Any] | None = None,
    ) -> str:
        """Add a register: these actions and rounds in one theme, with three partners."""
        receipt_id = self.receive("register", received_at)
        base = {"plan_id": "test", "name_en": "A plan", "name_cy": "Cynllun", "is_demonstration": True,
                "action_count": len(actions), "steering_group_en": "The steering group",
                "steering_group_cy": "Y grŵp llywio"}  # fmt: skip
        self.add("plan", receipt_id, base | (plan or {}))
        self.add("themes", receipt_id, {"theme_id": "t1", "position": 1, "name_en": "One", "name_cy": "Un"})
        names = [{"partner_id": p, "name_en": p, "name_cy": p} for p in ("council", "police", "charity")]
        self.add("partners", receipt_id, *names)
        filled = [{"position": n, "theme_id": "t1"} | action for n, action in enumerate(actions, 1)]
        self.add("actions", receipt_id, *filled)
        self.add("rounds", receipt_id, *rounds)
        self.add("milestones", receipt_id, *(milestones or []))
        return receipt_id

    def build(self, file: Path, as_of: datetime, select: Sequence[str] = ()) -> duckdb.DuckDBPyConnection:
        """Write the raw tables, run dbt, and return a read-only connection to the result."""
        self.write(file, as_of)
        build_models(file, select)
        return duckdb.connect(str(file), read_only=True)

    def write(self, file: Path, as_of: datetime) -> None:
        """Write the raw tables into a new build file."""
        file.unlink(missing_ok=True)
        with duckdb.connect(str(file)) as connection:
            connection.execute("set timezone = 'UTC'")
            connection.execute("create schema raw")
            for table, columns in source_columns().items():
                rows = [{"build_id": "test", "as_of": as_of}] if table == "build" else self.rows[table]
                typed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
                connection.execute(f"create table raw.{table} ({typed})")
                if rows:
                    whole = pa.table({name: [row.get(name) for row in rows] for name in columns})
                    connection.register("whole", whole)
                    connection.execute(f"insert into raw.{table} select * from whole")
                    connection.unregister("whole")


def monthly_rounds(first: date, count: int) -> list[dict[str, Any]]:
    """Return rounds by calendar month: open on the 1st, due on the 20th, closed on the 25th."""
    rounds = []
    for number in range(count):
        year, month = divmod(first.month - 1 + number, 12)
        opens = date(first.year + year, month + 1, 1)
        rounds.append(
            {
                "round_id": f"{opens:%Y-%m}",
                "opens_on": opens,
                "due_on": opens.replace(day=20),
                "closes_on": opens.replace(day=25),
                "review_on": opens.replace(day=27),
                "publish_on": opens + timedelta(days=31),
            }
        )
    return rounds
