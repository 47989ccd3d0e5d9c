"""The rows of an export's tables as typed values; each cell is checked, as SQLite lets it hold anything."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TypeVar

from pipelines.taguette.limits import Limits
from pipelines.taguette.problems import UnreadableExport

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Project:
    """The one project of an export."""

    id: int
    name: str
    description: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One listening event's notes, as HTML."""

    id: int
    name: str
    description: str
    created: datetime
    contents: str


@dataclass(frozen=True, slots=True)
class Tag:
    """One code of the codebook."""

    id: int
    path: str
    description: str


@dataclass(frozen=True, slots=True)
class Highlight:
    """One coded passage: UTF-8 byte offsets over a document's text, and the copy that Taguette stored."""

    id: int
    document_id: int
    start_offset: int
    end_offset: int
    snippet: str


@dataclass(frozen=True, slots=True)
class HighlightTag:
    """One code on one passage."""

    highlight_id: int
    tag_id: int


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the edit log."""

    id: int
    date: datetime
    document_id: int | None
    payload: str


@dataclass(frozen=True)
class Contents:
    """All that is read from one export."""

    version: str
    project: Project
    documents: list[Document]
    text_directions: dict[int, str]
    tags: list[Tag]
    highlights: list[Highlight]
    highlight_tags: list[HighlightTag]
    commands: list[Command]


def _whole(value: object) -> int:
    if isinstance(value, int):
        return value
    raise ValueError


def _whole_or_none(value: object) -> int | None:
    return None if value is None else _whole(value)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError


def _moment(value: object) -> datetime:
    """Return Taguette's naive UTC text as a time."""
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is not None:
        raise ValueError
    return moment.replace(tzinfo=UTC)


_CHECKS: MappingProxyType[object, Callable[[object], Any]] = MappingProxyType(
    {int: _whole, str: _text, datetime: _moment, int | None: _whole_or_none}
)


def read_rows(connection: sqlite3.Connection, table: str, kind: type[Row], limits: Limits) -> list[Row]:
    """Return a table's rows as `kind`, in order of its first column.

    Raises:
        UnreadableExport: `too_many_rows` or `unexpected_value`.
    """
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    checks = [_CHECKS[field.type] for field in fields(kind)]  # type: ignore[arg-type]
    limit = limits.rows.get(table, 1)
    listed = [f'"{name}"' for name in names]
    query = f'select {", ".join(listed)} from "{table}" order by {", ".join(listed[:2])} limit {limit + 1}'
    cursor = connection.execute(query)
    found: list[Row] = []
    for cells in cursor:
        if len(found) == limit:
            raise UnreadableExport("too_many_rows", table=table, limit=limit)
        found.append(kind(*_checked(table, names, checks, cells)))
    return found


def _checked(
    table: str, names: list[str], checks: list[Callable[[object], Any]], cells: tuple[object, ...]
) -> list[Any]:
    values = []
    for name, check, cell in zip(names, checks, cells, strict=True):
        try:
            values.append(check(cell))
        except ValueError:
            raise UnreadableExport("unexpected_value", table=table, column=name) from None
    return values
