"""What the build before has read of landing: its rows are copied and not read again, for a day."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from pipelines.landing import Landed

READ_ANEW_AFTER = timedelta(days=1)
"""After that all of landing is read: what a disk may have lost in it without a word is noticed by then."""

_COLUMNS = (
    "select table_name, column_name, data_type from duckdb_columns() "
    "where database_name = {database} and schema_name = 'raw' order by table_name, column_index"
)
_RECEIPTS = "where receipt_id in (select unnest($receipt_ids))"


def copy(connection: duckdb.DuckDBPyConnection, before: Path, landed: Iterable[Landed]) -> frozenset[str]:
    """Copy the rows of what has landed, as far as the build in `before` has them; return the receipts' ids.

    `connection` has a build's raw tables, empty but for `build`, which takes over when landing was last read
    as a whole. A submission of which a file was changed since is not copied, so that its hashes are computed
    again. Nothing is copied of a file that is damaged, whose tables have other columns, or whose reading of
    landing is a day old: then all is to be read.
    """
    try:
        connection.execute("attach ? as before (read_only)", [str(before)])
    except duckdb.Error:
        return frozenset()
    try:
        connection.execute("begin")
        copied = _copy(connection, landed)
        connection.execute("commit")
    except duckdb.Error:
        connection.execute("rollback")
        return frozenset()
    finally:
        connection.execute("detach before")
    return copied


def _copy(connection: duckdb.DuckDBPyConnection, landed: Iterable[Landed]) -> frozenset[str]:
    here, there = (
        connection.execute(_COLUMNS.format(database=database)).fetchall()
        for database in ("current_database()", "'before'")
    )
    if here != there:
        return frozenset()
    ((now,),) = connection.execute("select loaded_at from raw.build").fetchall()
    ((read_at, loaded_at),) = connection.execute(
        "select landing_read_at, loaded_at from before.raw.build"
    ).fetchall()
    if abs(now - read_at) > READ_ANEW_AFTER:
        return frozenset()
    since = loaded_at.replace(tzinfo=UTC)
    unchanged = {"receipt_ids": [each.receipt_id for each in landed if not _is_changed(each, since)]}
    for name in {table for table, _, _ in here} - {"build"}:
        connection.execute(f'insert into raw."{name}" from before.raw."{name}" {_RECEIPTS}', unchanged)
    connection.execute("update raw.build set landing_read_at = ?", [read_at])
    found = connection.execute("select receipt_id from raw.receipts").fetchall()
    return frozenset(receipt_id for (receipt_id,) in found)


def _is_changed(landed: Landed, since: datetime) -> bool:
    """Say whether a file of a submission was written since a moment, is gone, or cannot be looked at."""
    try:
        return any((landed.folder / name).stat().st_ctime > since.timestamp() for name in landed.files)
    except OSError:
        return True
