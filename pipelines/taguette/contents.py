"""One whole project export read into memory, once it is known to be one of a version that is known.

Its shape is held against what that version writes: table by table, column by column.
"""

import sqlite3
from pathlib import Path

from pipelines.taguette import rows
from pipelines.taguette.layouts import LAYOUTS, SQLITES_OWN, Layout
from pipelines.taguette.limits import Deadline, Limits
from pipelines.taguette.problems import UnreadableExport
from pipelines.taguette.rows import Contents, read_rows
from pipelines.taguette.sqlite_file import opened

_MOST_OBJECTS = 200


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


def version_of(connection: sqlite3.Connection) -> str:
    """Return the file's `alembic_version`, once every object in it is what that version writes.

    Raises:
        UnreadableExport: `forbidden_object`, `not_taguette`, `unknown_version`, `unknown_schema`, `damaged`.
    """
    tables = _plain_tables(connection)
    if "alembic_version" not in tables or "highlights" not in tables:
        raise UnreadableExport("not_taguette")
    _check_columns(connection, "alembic_version", {"version_num"})
    version = _stated_version(connection)
    if version not in LAYOUTS:
        raise UnreadableExport("unknown_version", version=version)
    _check_tables(connection, tables, LAYOUTS[version])
    if connection.execute("pragma quick_check(1)").fetchone() != ("ok",):
        raise UnreadableExport("damaged")
    return version


def _plain_tables(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the names of the file's tables; a trigger, a view or a virtual table refuses the file."""
    objects = connection.execute(
        f"select type, name, rootpage from sqlite_master limit {_MOST_OBJECTS + 1}"
    ).fetchall()
    if len(objects) > _MOST_OBJECTS:
        raise UnreadableExport("too_many_rows", table="sqlite_master", limit=_MOST_OBJECTS)
    for kind, name, page in objects:
        if kind not in {"table", "index"}:
            raise UnreadableExport("forbidden_object", kind=str(kind), name=str(name))
        if not page:
            raise UnreadableExport("forbidden_object", kind="virtual table", name=str(name))
    return frozenset(name for kind, name, _ in objects if kind == "table")


def _stated_version(connection: sqlite3.Connection) -> str:
    versions = connection.execute("select version_num from alembic_version limit 2").fetchall()
    return str(versions[0][0]) if len(versions) == 1 else ""


def _check_tables(connection: sqlite3.Connection, tables: frozenset[str], layout: Layout) -> None:
    for name in sorted((tables - SQLITES_OWN) ^ layout.keys()):
        raise UnreadableExport("unknown_schema", table=name, column="")
    for table, columns in layout.items():
        _check_columns(connection, table, set(columns))


def _check_columns(connection: sqlite3.Connection, table: str, expected: set[str]) -> None:
    """Refuse missing, surplus and generated columns: a generated one is an expression, run when read."""
    columns = connection.execute(f'pragma table_xinfo("{table}")').fetchall()
    for _, name, *_, hidden in columns:
        if hidden:
            raise UnreadableExport("forbidden_object", kind="generated column", name=f"{table}.{name}")
    for name in sorted({column[1] for column in columns} ^ expected):
        raise UnreadableExport("unknown_schema", table=table, column=name)
