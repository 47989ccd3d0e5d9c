"""The tables that a release carries about itself: which it is, who signed off its rounds, what was revised.

They are written when it is published; every other table is copied from the build.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from pipelines.locale import LANGUAGES
from pipelines.releases.allow_list import SCHEMA, PublicColumn, PublicTable
from pipelines.releases.tables import describe

RELEASE = PublicTable(
    name="release",
    description="One row: the release that these tables are.",
    columns={
        "release_id": PublicColumn("The release: its round and its revision.", is_required=True),
        "round_id": PublicColumn(
            "The round that it publishes.", is_required=True, references="rounds.round_id"
        ),
        "revision": PublicColumn("1 when first published, more after a correction.", "integer", True),
        "as_of": PublicColumn("The day that the figures are for.", "date", True),
        "built_at": PublicColumn("When the figures were made, in UTC.", "timestamp", True),
        "published_at": PublicColumn("When the release was published, in UTC.", "timestamp", True),
        "build_id": PublicColumn("The build that it was copied from.", is_required=True),
        "code_version": PublicColumn("The version of the software that made it.", is_required=True),
        "is_signed_off": PublicColumn("True: nothing is released before its sign-off.", "boolean", True),
    },
    primary_key=("release_id",),
    titles={"en": "This release", "cy": "Y datganiad hwn"},
)

SIGN_OFFS = PublicTable(
    name="sign_offs",
    description="One row per round of the release: when it closed, and who signed it off.",
    columns={
        "round_id": PublicColumn("The round.", is_required=True, references="rounds.round_id"),
        "closed_on": PublicColumn("The day on which it closed.", "date", True),
        "signed_off_on": PublicColumn(
            "The day of the sign-off that holds: after a correction, of the fresh one.", "date", True
        ),
        "role": PublicColumn("The role that signed it off, never a name.", is_required=True),
        "receipt_id": PublicColumn("The receipt of that decision.", is_required=True),
    },
    primary_key=("round_id",),
    titles={"en": "Who signed off each round", "cy": "Pwy gymeradwyodd bob rownd"},
)

REVISIONS = PublicTable(
    name="revisions",
    description="One row per value that changed from one release to a later one, and why.",
    columns={
        "release_id": PublicColumn("The release from which on the new value stands.", is_required=True),
        "revised_on": PublicColumn("The day on which that release was published.", "date", True),
        "table_name": PublicColumn("The table that the value stands in.", is_required=True),
        "row_key": PublicColumn("The key of its row: column=value, separated by ;", is_required=True),
        "column_name": PublicColumn("The column; * where a whole row went or came.", is_required=True),
        "round_id": PublicColumn("The round of the row; null where the table knows no rounds."),
        "action_id": PublicColumn("The action of the row; null where it is about none."),
        "was": PublicColumn("The value before; null where it was empty, or its words are held or withdrawn."),
        "now": PublicColumn("The value now; null where it is empty, or its words are held or withdrawn."),
        "kind": PublicColumn(
            "correction: something published was wrong. revision: something newer is known. "
            "withdrawal: words were taken back.",
            is_required=True,
            values=("correction", "revision", "withdrawal"),
        ),
        "cause": PublicColumn(
            "The decision or feed that changed it, or recomputed where only the software changed.",
            is_required=True,
        ),
        "why": PublicColumn(
            "The reason that was given; null where none was, or where words were taken back."
        ),
        "why_language": PublicColumn(
            "The language of the reason; null where it is not known.", values=LANGUAGES
        ),
        "receipt_id": PublicColumn("The receipt of what changed it; null where only the software did."),
    },
    primary_key=("release_id", "table_name", "row_key", "column_name"),
    titles={"en": "Corrections and revisions", "cy": "Cywiriadau a diwygiadau"},
)

OWN_TABLES = (RELEASE, SIGN_OFFS, REVISIONS)


def write_table(
    connection: duckdb.DuckDBPyConnection, table: PublicTable, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Create a table in the attached database `release` and fill it; times are kept in whole seconds, UTC."""
    name = f'release.{SCHEMA}."{table.name}"'
    columns = ", ".join(f'"{column}" {declared.type}' for column, declared in table.columns.items())
    connection.execute(f"create table {name} ({columns})")
    values = ", ".join(_cast(declared.type) for declared in table.columns.values())
    listed = [[row.get(column) for column in table.columns] for row in rows]
    if listed:
        connection.executemany(f"insert into {name} values ({values})", listed)
    describe(connection, table)


def _cast(kind: str) -> str:
    if kind == "timestamp":
        return "date_trunc('second', ?::timestamptz at time zone 'UTC')"
    return f"?::{kind}"
