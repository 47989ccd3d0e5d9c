"""One whole export read into memory, once its shape is known to be right."""

import sqlite3
from pathlib import Path

from pipelines.taguette import rows
from pipelines.taguette.layouts import LAYOUTS
from pipelines.taguette.limits import Deadline, Limits
from pipelines.taguette.problems import UnreadableExport
from pipelines.taguette.rows import Contents, read_rows
from pipelines.taguette.shape import version_of
from pipelines.taguette.sqlite_file import opened


def read_contents(path: Path, limits: Limits, deadline: Deadline) -> Contents:
    """Return everything that is read from the project export at `path`.

    Raises:
        UnreadableExport: for the first reason found not to take it in.
    """
    with opened(path, limits, deadline) as connection:
        version = version_of(connection)
        _check_is_an_export(connection)
        return Contents(
            version=version,
            project=_only_project(connection, limits),
            documents=read_rows(connection, "documents", rows.Document, limits),
            text_directions=_text_directions(connection, version),
            tags=read_rows(connection, "tags", rows.Tag, limits),
            highlights=read_rows(connection, "highlights", rows.Highlight, limits),
            highlight_tags=read_rows(connection, "highlight_tags", rows.HighlightTag, limits),
            commands=read_rows(connection, "commands", rows.Command, limits),
        )


def _check_is_an_export(connection: sqlite3.Connection) -> None:
    """Refuse the database that a server works on: it holds addresses and passwords; an export none."""
    users = connection.execute("select hashed_password, email from users limit 2").fetchall()
    if len(users) > 1 or any(value is not None for user in users for value in user):
        raise UnreadableExport("live_database")


def _only_project(connection: sqlite3.Connection, limits: Limits) -> rows.Project:
    found = connection.execute("select id from projects limit 2").fetchall()
    if len(found) != 1:
        raise UnreadableExport("several_projects" if found else "no_project")
    return read_rows(connection, "projects", rows.Project, limits)[0]


def _text_directions(connection: sqlite3.Connection, version: str) -> dict[int, str]:
    """Return each document's direction, which releases before 1.1 did not know."""
    if "text_direction" not in LAYOUTS[version]["documents"]:
        return {}
    return dict(connection.execute("select id, text_direction from documents").fetchall())
