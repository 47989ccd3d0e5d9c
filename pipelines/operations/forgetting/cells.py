"""Cells of landing, and every row of it at hand while something is looked for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines import landing
from pipelines.contracts import FEEDS
from pipelines.landing import Landed
from pipelines.landing.removed import is_telling

SENDER = "sender"
"""What stands for a table in the address of who sent a submission."""


@dataclass(frozen=True, order=True)
class Cell:
    """One cell: of which submission, in which table, in which place among its rows, in which column."""

    receipt_id: str
    table: str
    position: int
    column: str


@dataclass(frozen=True)
class Found:
    """What is to be forgotten.

    `whole` cells hold nothing but its words, `parts` some of them beside others, and `emptied` what tells of
    whom it was without being words, such as where a consent is kept.
    """

    whole: frozenset[Cell] = frozenset()
    parts: frozenset[Cell] = frozenset()
    emptied: frozenset[Cell] = frozenset()
    voices: frozenset[str] = frozenset()

    @property
    def cells(self) -> frozenset[Cell]:
        """Return every cell that changes."""
        return self.whole | self.parts | self.emptied


@dataclass
class Rows:
    """Every landed row, read once."""

    home: Path
    landed: dict[str, Landed] = field(init=False)

    def __post_init__(self) -> None:
        self.landed = {each.receipt_id: each for feed in FEEDS for each in landing.landed(self.home, feed)}

    @cached_property
    def _tables(self) -> dict[tuple[str, str], list[dict[str, Any]]]:
        return {}

    def of(self, receipt_id: str, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table of a submission."""
        key = (receipt_id, table)
        if key not in self._tables:
            self._tables[key] = self.landed[receipt_id].rows(table)
        return self._tables[key]

    def each(self, feed: str, table: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """Yield every row of a table of a feed: its receipt, its place, and itself."""
        for receipt_id, load in self.landed.items():
            if load.folder.parent.name == feed:
                for position, row in enumerate(self.of(receipt_id, table)):
                    yield receipt_id, position, row

    def text(self, cell: Cell) -> str | None:
        """Return what stands in a cell; None where it is empty, or its submission is not here."""
        if cell.table == SENDER:
            load = self.landed.get(cell.receipt_id)
            return load.receipt().submitted_by if load else None
        rows = self.of(cell.receipt_id, cell.table) if cell.receipt_id in self.landed else []
        value = rows[cell.position].get(cell.column) if cell.position < len(rows) else None
        return value if isinstance(value, str) else None

    def with_words(self, words: Iterable[str]) -> Iterator[Cell]:
        """Yield every cell that holds any of some words: short ones alone, longer ones also beside others."""
        wanted = set(words)
        for receipt_id, load in self.landed.items():
            for table in FEEDS[load.folder.parent.name].tables.values():
                for column in texts_of(table.arrow_schema()):
                    for position, row in enumerate(self.of(receipt_id, table.name)):
                        text = row.get(column)
                        if text and any(_holds(text, one) for one in wanted):
                            yield Cell(receipt_id, table.name, position, column)


def texts_of(schema: pa.Schema) -> list[str]:
    """Return the columns of a table that hold text."""
    return [each.name for each in schema if pa.types.is_string(each.type) and each.name != "receipt_id"]


def _holds(text: str, words: str) -> bool:
    return text == words or (is_telling(words) and words in text)
