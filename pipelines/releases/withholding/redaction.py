"""Taking words back: every release that holds any that are withheld is made again without them.

A release is made again from its own files, so that nothing else of it changes; a new file is written, as a
database that rows are deleted from may keep their bytes. One release at a time is replaced, whole, and the
log has the hashes of both before the old one goes: a process that is killed is finished by the next.
"""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipelines import release_log
from pipelines.files import file_hash
from pipelines.register import plan_day
from pipelines.releases.allow_list import SCHEMA, PublicColumn, PublicTable
from pipelines.releases.edition import SITE, write_edition_again
from pipelines.releases.open_data.files import write_open_files
from pipelines.releases.own_tables import REVISIONS
from pipelines.releases.release import DATABASE, Release, all_releases
from pipelines.releases.sealing import making, point, put_in_place, seal
from pipelines.releases.signature import CHECKSUMS
from pipelines.releases.tables import content_of, copying, describe
from pipelines.releases.withholding.withheld import QUESTIONS, Rule, Withheld, rules, withheld
from pipelines.warehouse.builds import reading


def withhold(home: Path, tables: list[PublicTable], at: datetime) -> list[str]:
    """Make each release again that holds words that are withheld now; return the ids of those that were.

    Call this while `sealing.working` holds the releases' folder.

    Raises:
        NotWritten: the disk is full, or the folder cannot be written; releases not yet made again stay.
    """
    return redact(home / "releases", tables, withheld(home), at)


def redact(folder: Path, tables: list[PublicTable], words: Withheld, at: datetime) -> list[str]:
    """Make each release in a folder again that holds any of some words; return the ids of those that were."""
    if words == Withheld():
        return []
    made = [
        release.release_id
        for release in all_releases(folder)
        if _make_again(folder, release, tables, words, at)
    ]
    point(folder)
    return made


def _make_again(
    folder: Path, release: Release, tables: list[PublicTable], words: Withheld, at: datetime
) -> bool:
    old = folder / release.release_id
    found = _touched(old / DATABASE, tables, words)
    if not found:
        return False
    package = json.loads((old / "datapackage.json").read_text(encoding="utf-8"))
    with making(folder, release.release_id) as place:
        with copying(old / DATABASE, place / DATABASE) as connection:
            contents = _copy(connection, found, words)
            cause = "forget" if words.words else "hold"
            touched = {rule.table for rule in found}
            _say_so(connection, release, touched, cause, plan_day(folder.parent, at))
            remade = replace(
                release, tables={name: contents.get(name, known) for name, known in release.tables.items()}
            )
            open_where = {table.name: table.open_where for table in tables}
            write_open_files(connection, place, package, open_where, release)
        write_pages = write_edition_again if (old / SITE).is_dir() else None
        sha256 = seal(place, remade, package, write_pages)
        release_log.withdrawn(folder, release.release_id, file_hash(old / CHECKSUMS), sha256, at)
        put_in_place(folder, place, release.release_id)
    return True


def _touched(file: Path, tables: list[PublicTable], words: Withheld) -> list[Rule]:
    """Return the rules for the tables of a release that hold anything of what is withheld."""
    with reading(file) as connection:
        return [
            rule
            for rule in rules(connection, tables, words.words)
            if connection.execute(rule.finding, words.named_in(rule.finding)).fetchall() != [(0,)]
        ]


def _copy(
    connection: duckdb.DuckDBPyConnection, found: list[Rule], words: Withheld
) -> dict[str, dict[str, Any]]:
    """Copy every table of a release; return the new content of those that read otherwise now."""
    queries = {rule.table: rule.query for rule in found}
    contents = {}
    for table in _tables(connection):
        target = f'release.{SCHEMA}."{table.name}"'
        query = queries.get(table.name, f'from plan.{SCHEMA}."{table.name}"')
        connection.execute(f"create table {target} as {query}", words.named_in(query))
        describe(connection, table)
        if table.name in queries:
            contents[table.name] = content_of(connection, f"from {target}")
    return contents


def _say_so(
    connection: duckdb.DuckDBPyConnection, release: Release, touched: set[str], cause: str, on: date
) -> None:
    """Add the line of `revisions` that says that words were taken back, and not which."""
    there = connection.execute(
        "select count(*) from duckdb_tables() where database_name = 'release' and table_name = $name",
        {"name": REVISIONS.name},
    ).fetchall()
    if there == [(0,)]:
        return
    voices, questions = touched & {"voices"}, touched & {QUESTIONS}
    about_actions = touched - {"voices", QUESTIONS, "table_sources", REVISIONS.name}
    for why, table in (
        ("withdraw_voice", voices),
        ("withdraw_question", questions),
        (cause, about_actions),
    ):
        if table:
            line = {
                "release_id": release.release_id,
                "revised_on": on,
                "table_name": min(table),
                "row_key": f"revised_on={on}",
                "column_name": "*",
                "kind": "withdrawal",
                "cause": why,
            }
            connection.execute(
                f"insert into release.{SCHEMA}.{REVISIONS.name} by name select "
                + ", ".join(f"${name} as {name}" for name in line),
                line,
            )


def _tables(connection: duckdb.DuckDBPyConnection) -> list[PublicTable]:
    """Return the tables of a release as its file describes them, also those that no other file has."""
    columns: dict[str, dict[str, PublicColumn]] = {}
    for table, column, comment in connection.execute(
        "select table_name, column_name, coalesce(comment, '') from duckdb_columns() "
        "where database_name = 'plan' and schema_name = $schema order by table_name, column_index",
        {"schema": SCHEMA},
    ).fetchall():
        columns.setdefault(table, {})[column] = PublicColumn(comment)
    comments = connection.execute(
        "select table_name, coalesce(comment, '') from duckdb_tables() where database_name = 'plan' "
        "and schema_name = $schema order by table_name",
        {"schema": SCHEMA},
    ).fetchall()
    return [PublicTable(name, comment, columns[name]) for name, comment in comments]
