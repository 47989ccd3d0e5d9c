"""The copy of a project that may be kept: its contents in Taguette's own tables, its log without the telling.

The log of an export still holds names and descriptions of deleted documents, and old names of documents and
codes. Of each command the copy keeps the id and the date, and of those that give identity what they identify.
Users become `admin`, and upload file names `unknown`, which is what Taguette itself writes for both.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.taguette.edit_log import payload_of
from pipelines.taguette.layouts import LAYOUTS
from pipelines.taguette.rows import Command, Contents

_APPLICATION_ID = int.from_bytes(b"Tgtt", "big")
_USER = "admin"


def write_scrubbed(contents: Contents, titled: frozenset[int], path: Path) -> None:
    """Write the scrubbed copy of an export to `path`; `titled` are documents that begin with their title."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"pragma application_id = {_APPLICATION_ID}")
        connection.execute("begin")
        for table, columns in LAYOUTS[contents.version].items():
            declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            connection.execute(f'create table "{table}" ({declared})')
        for table, rows in _kept(contents, titled).items():
            _insert(connection, table, rows)
        connection.execute("commit")


def _kept(contents: Contents, titled: frozenset[int]) -> dict[str, list[dict[str, Any]]]:
    project = contents.project
    return {
        "alembic_version": [{"version_num": contents.version}],
        "users": [_user(contents)],
        "projects": [
            {
                "id": project.id,
                "name": project.name,
                "description": project.description,
                "created": _stamp(project.created),
            }
        ],
        "project_members": [{"project_id": project.id, "user_login": _USER, "privileges": "ADMIN"}],
        "documents": _documents(contents),
        "tags": [
            {"id": tag.id, "project_id": project.id, "path": tag.path, "description": tag.description}
            for tag in contents.tags
        ],
        "highlights": [
            {
                "id": highlight.id,
                "document_id": highlight.document_id,
                "start_offset": highlight.start_offset,
                "end_offset": highlight.end_offset,
                "snippet": highlight.snippet,
            }
            for highlight in contents.highlights
        ],
        "highlight_tags": [
            {"highlight_id": row.highlight_id, "tag_id": row.tag_id} for row in contents.highlight_tags
        ],
        "commands": _commands(contents, titled),
    }


def _user(contents: Contents) -> dict[str, Any]:
    user: dict[str, Any] = {"login": _USER, "created": _stamp(contents.project.created)}
    return {**user, "disabled": 0} if "disabled" in LAYOUTS[contents.version]["users"] else user


def _documents(contents: Contents) -> list[dict[str, Any]]:
    rows = []
    for document in contents.documents:
        row: dict[str, Any] = {
            "id": document.id,
            "name": document.name,
            "description": document.description,
            "filename": "unknown",
            "created": _stamp(document.created),
            "project_id": contents.project.id,
            "contents": document.contents,
        }
        if "text_direction" in LAYOUTS[contents.version]["documents"]:
            row["text_direction"] = contents.text_directions[document.id]
        rows.append(row)
    return rows


def _commands(contents: Contents, titled: frozenset[int]) -> list[dict[str, Any]]:
    rows = []
    for command in contents.commands:
        identified = _identified(command, titled)
        rows.append(
            {
                "id": command.id,
                "date": _stamp(command.date),
                "user_login": _USER,
                "project_id": contents.project.id,
                "document_id": command.document_id if "begins_with_title" in identified else None,
                "payload": json.dumps(identified, sort_keys=True),
            }
        )
    return rows


def _identified(command: Command, titled: frozenset[int]) -> dict[str, Any]:
    """Return what a command says of identity, and no more: which passage or code it made, or nothing."""
    match payload_of(command):
        case {"type": "highlight_add", "highlight_id": int(highlight)} if highlight > 0:
            return {"type": "highlight_add", "highlight_id": highlight}
        case {"type": "tag_add", "tag_id": int(tag)} if tag > 0:
            return {"type": "tag_add", "tag_id": tag}
        case {"type": "document_add"} if command.document_id in titled:
            return {"type": "document_add", "begins_with_title": True}
        case _:
            return {}


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" for _ in row)
        connection.execute(f'insert into "{table}" ({names}) values ({marks})', tuple(row.values()))
