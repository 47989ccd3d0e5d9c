"""The rows that an export becomes: one Arrow schema per `taguette_*` table, the same for every format."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from pipelines.taguette.problems import Warned

_TEXT = pa.string()
_WHOLE = pa.int32()
_TIME = pa.timestamp("us", tz="UTC")


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


SCHEMAS: dict[str, pa.Schema] = {
    "taguette_projects": _schema(
        project_key=_TEXT, name=_TEXT, alembic_version=_TEXT, exported_from=_TEXT, last_command_at=_TIME
    ),
    "taguette_documents": _schema(
        project_key=_TEXT,
        document_key=_TEXT,
        name=_TEXT,
        description=_TEXT,
        created_at=_TIME,
        character_count=_WHOLE,
    ),
    "taguette_tags": _schema(project_key=_TEXT, tag_key=_TEXT, path=_TEXT, description=_TEXT),
    "taguette_highlights": _schema(
        project_key=_TEXT,
        highlight_key=_TEXT,
        document_key=_TEXT,
        start_offset=_WHOLE,
        end_offset=_WHOLE,
        text=_TEXT,
        first_added_at=_TIME,
        is_repaired=pa.bool_(),
    ),
    "taguette_highlight_tags": _schema(project_key=_TEXT, highlight_key=_TEXT, tag_key=_TEXT),
    "taguette_comments": _schema(
        project_key=_TEXT, comment_key=_TEXT, document_key=_TEXT, position=_WHOLE, text=_TEXT
    ),
    "taguette_highlight_comments": _schema(project_key=_TEXT, highlight_key=_TEXT, comment_key=_TEXT),
}
"""Columns and types of each table. `exported_from` is `sqlite3`, `csv` or `xlsx`; what those lack is null."""

Rows: TypeAlias = list[dict[str, Any]]


@dataclass(frozen=True)
class TaguetteExport:
    """One export as rows, what the reader should know about them, and how to keep a copy of it."""

    tables: dict[str, pa.Table]
    warnings: tuple[Warned, ...]
    _write_scrubbed: Callable[[Path], None] = field(repr=False, compare=False)

    def scrubbed_to(self, path: Path) -> None:
        """Write the copy that may be kept: the same contents, no log of names, descriptions or users.

        Raises:
            FileExistsError: there is a file at `path` already.
        """
        if path.exists():
            raise FileExistsError(path)
        self._write_scrubbed(path)


def to_tables(project_key: str, rows: dict[str, Rows]) -> dict[str, pa.Table]:
    """Return every table of `SCHEMAS`, in order, each row marked with its project."""
    return {
        name: pa.Table.from_pylist(
            [{"project_key": project_key, **row} for row in rows.get(name, [])], schema=schema
        )
        for name, schema in SCHEMAS.items()
    }
