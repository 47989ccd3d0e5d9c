"""Landing into schema `raw`: every accepted submission's rows as they were typed at the door.

DuckDB reads the Parquet files itself; nothing here loops over rows. A table without any submission yet is
there all the same, empty, with its contract's types.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.contracts import FEEDS
from pipelines.errors import NotPossibleNow

_OF_RECEIPTS = (
    "receipt_id",
    "feed",
    "partner_id",
    "round_id",
    "submitted_by",
    "received_at",
    "sha256",
    "original_name",
    "contract_version",
)
RECEIPTS = pa.schema(
    [pa.field(name, pa.timestamp("us") if name.endswith("_at") else pa.string()) for name in _OF_RECEIPTS]
)


class DamagedLanding(NotPossibleNow):
    """A landed submission cannot be read; the message names its receipt and what to do."""


def raw_tables() -> dict[str, tuple[str, pa.Schema]]:
    """Return every raw table that a feed fills: its name → the feed and the contract's Arrow schema."""
    return {
        name: (feed, table.arrow_schema())
        for feed, contract in FEEDS.items()
        for name, table in contract.tables.items()
    }


def load(file: Path, landing: Path, build_id: str, as_of: datetime) -> Iterator[tuple[str, int]]:
    """Create schema `raw` in `file`; give each table's name and number of rows as it is loaded.

    Submissions received after `as_of` are left out, so that an earlier build can be made again.

    Raises:
        DamagedLanding: a landed file cannot be read.
    """
    with duckdb.connect(str(file)) as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute("create schema raw")
        _load_build(connection, build_id, as_of)
        yield "build", 1
        yield "receipts", _load_receipts(connection, landing, as_of)
        for name, (feed, schema) in raw_tables().items():
            _create(connection, name, schema)
            yield name, _load_table(connection, landing, feed, name)


def build_of(file: Path) -> tuple[str, datetime]:
    """Return the id of the build in `file` and the time (UTC) that it was made for."""
    with duckdb.connect(str(file), read_only=True) as connection:
        ((build_id, as_of),) = connection.execute("select build_id, as_of from raw.build").fetchall()
    return build_id, as_of.replace(tzinfo=UTC)


def _load_build(connection: duckdb.DuckDBPyConnection, build_id: str, as_of: datetime) -> None:
    connection.execute(
        "create table raw.build as select ?::varchar as build_id, ?::timestamptz::timestamp as as_of",
        [build_id, as_of],
    )


def _load_receipts(connection: duckdb.DuckDBPyConnection, landing: Path, as_of: datetime) -> int:
    _create(connection, "receipts", RECEIPTS)
    files = sorted(str(path) for path in landing.glob("*/*/receipt.json"))
    if files:
        types = {**dict.fromkeys(RECEIPTS.names, "varchar"), "received_at": "timestamptz"}
        _insert(
            connection,
            "receipts",
            "select * replace (received_at::timestamp as received_at) "
            "from read_json($files, format = 'unstructured', columns = $types) "
            "where received_at <= $as_of",
            {"files": files, "types": types, "as_of": as_of},
            landing,
        )
    return _count(connection, "receipts")


def _load_table(connection: duckdb.DuckDBPyConnection, landing: Path, feed: str, name: str) -> int:
    receipts = connection.execute(
        "select receipt_id from raw.receipts where feed = ? order by received_at, receipt_id", [feed]
    ).fetchall()
    files = [
        str(path)
        for (receipt_id,) in receipts
        if (path := landing / feed / receipt_id / "rows" / f"{name}.parquet").exists()
    ]
    if files:
        _insert(
            connection,
            name,
            "select * from read_parquet($files, union_by_name = true)",
            {"files": files},
            landing,
        )
    return _count(connection, name)


def _create(connection: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema) -> None:
    connection.register("contract", pa.Table.from_batches([], schema))  # empty_table() would load pandas
    connection.execute(f'create table raw."{name}" as select * from contract')
    connection.unregister("contract")


def _insert(
    connection: duckdb.DuckDBPyConnection, name: str, query: str, parameters: dict[str, object], landing: Path
) -> None:
    try:
        connection.execute(f'insert into raw."{name}" by name {query}', parameters)
    except duckdb.Error as error:
        raise DamagedLanding(_damage(parameters["files"], landing, error)) from None


def _damage(files: object, landing: Path, error: duckdb.Error) -> str:
    """Say which landed file cannot be read, by reading each alone."""
    assert isinstance(files, list)
    for file in map(Path, files):
        reader = "read_parquet" if file.suffix == ".parquet" else "read_json"
        try:
            with duckdb.connect() as alone:
                alone.execute(f"select count(*) from {reader}(?)", [str(file)]).fetchall()
        except duckdb.Error as cause:
            submission = file.relative_to(landing).parts
            return (
                f"the landed submission {submission[1]} (feed {submission[0]}) is damaged: {file.name} "
                f"cannot be read. Restore landing/{submission[0]}/{submission[1]} from the backup, or move "
                f"it out of landing and submit its original again. ({str(cause).splitlines()[0]})"
            )
    return f"landing cannot be read: {error}"


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    ((count,),) = connection.execute(f'select count(*) from raw."{name}"').fetchall()
    return int(count)
