"""Landing into schema `raw`: every accepted submission's rows as they were typed at the door.

Who sent a file, and under which name, stays in landing: a build knows no person.

DuckDB reads the Parquet files itself; nothing here loops over their rows. A table without any submission yet
is there all the same, empty, with its contract's types.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines import clock, landing
from pipelines.contracts import FEEDS
from pipelines.contracts.base import Contract
from pipelines.contracts.register import TIME_ZONE
from pipelines.landing import Landed
from pipelines.warehouse import rows_before
from pipelines.warehouse.builds import block_bytes

_OF_RECEIPTS = (
    "receipt_id",
    "feed",
    "partner_id",
    "round_id",
    "received_at",
    "sha256",
    "contract_version",
)
RECEIPTS = pa.schema(
    [pa.field(name, pa.timestamp("us") if name.endswith("_at") else pa.string()) for name in _OF_RECEIPTS]
)


def raw_tables() -> dict[str, tuple[str, pa.Schema]]:
    """Return every raw table that a feed fills: its name → the feed and the contract's Arrow schema."""
    return {
        name: (feed, table.arrow_schema())
        for feed, contract in _built().items()
        for name, table in contract.tables.items()
    }


def load(
    file: Path, home: Path, build_id: str, as_of: datetime, before: Path | None = None
) -> Iterator[tuple[str, int]]:
    """Create schema `raw` in `file`; give each table's name and number of rows as it is loaded.

    Only what the log of landing knows is loaded. Submissions received after `as_of` are left out, so that an
    earlier build can be made again. What `before`, the file of the build before, has read is copied from it.

    Raises:
        DamagedLanding: a landed file that is read is not what was logged, or one is gone.
    """
    now, landed = clock.now(), _landed(home, as_of)
    every = [each for feed in landed.values() for each in feed]
    block = block_bytes(len(every))
    with duckdb.connect(str(file), config={"default_block_size": str(block)}) as connection:
        connection.execute("set timezone = 'UTC'")
        connection.begin()  # a transaction for each of the tables takes longer than all of them
        connection.execute("create schema raw")
        _load_build(connection, build_id, as_of, _time_zone(landed["register"]), now)
        _create(connection, "receipts", RECEIPTS)
        tables = raw_tables()
        for name, (_, schema) in tables.items():
            _create(connection, name, schema)
        connection.commit()
        copied = rows_before.copy(connection, before, every) if before else frozenset()
        new = {feed: [each for each in of if each.receipt_id not in copied] for feed, of in landed.items()}
        yield "build", 1
        yield "receipts", _load_receipts(connection, [each for of in new.values() for each in of])
        for name, (feed, _) in tables.items():
            yield name, _load_table(connection, new[feed], name)


def build_of(file: Path) -> tuple[str, datetime]:
    """Return the id of the build in `file` and the time (UTC) that it was made for."""
    with duckdb.connect(str(file), read_only=True) as connection:
        ((build_id, as_of),) = connection.execute("select build_id, as_of from raw.build").fetchall()
    return build_id, as_of.replace(tzinfo=UTC)


def name_build(file: Path, build_id: str) -> tuple[str, datetime]:
    """Give the build in `file` another id; return it and the time (UTC) that it was made for."""
    with duckdb.connect(str(file)) as connection:
        connection.execute("update raw.build set build_id = ?", [build_id])
    return build_of(file)


def _time_zone(registers: list[Landed]) -> str:
    """Return the time zone that the last of some loads of the register gives the plan."""
    rows = registers[-1].rows("plan") if registers else []
    return (rows[0].get("time_zone") if rows else None) or TIME_ZONE


def time_zone_of(file: Path) -> str:
    """Return the name of the time zone of the plan whose build is in `file`."""
    with duckdb.connect(str(file), read_only=True) as connection:
        ((name,),) = connection.execute("select time_zone from raw.build").fetchall()
    return name or TIME_ZONE


def _load_build(
    connection: duckdb.DuckDBPyConnection, build_id: str, as_of: datetime, time_zone: str, now: datetime
) -> None:
    connection.execute(
        "create table raw.build as select $build_id::varchar as build_id, $as_of::timestamptz::timestamp as "
        "as_of, $time_zone::varchar as time_zone, $now::timestamptz::timestamp as loaded_at, "
        "$now::timestamptz::timestamp as landing_read_at",
        {"build_id": build_id, "as_of": as_of, "time_zone": time_zone, "now": now},
    )


def _landed(home: Path, as_of: datetime) -> dict[str, list[Landed]]:
    """Return what had landed of each feed by then."""
    for feed in _built():
        landing.require_all(home, feed)
    return {
        feed: [each for each in landing.landed(home, feed) if each.received_at <= as_of] for feed in _built()
    }


def _built() -> dict[str, Contract]:
    """Return the feeds that enter a build: all but those that are kept apart."""
    return {feed: contract for feed, contract in FEEDS.items() if not contract.is_kept_apart}


def _load_receipts(connection: duckdb.DuckDBPyConnection, landed: list[Landed]) -> int:
    """Load the receipts as one text: thousands of small files take DuckDB several times longer."""
    receipts = [each.file(landing.RECEIPT) for each in sorted(landed, key=lambda each: each.folder)]
    connection.execute(
        "insert into raw.receipts by name select * replace (received_at::timestamp as received_at) "
        "from (select unnest(from_json($said, $shape), recursive := true))",
        {
            "said": f"[{','.join(file.read_text(encoding='utf-8') for file in receipts)}]",
            "shape": json.dumps([dict.fromkeys(RECEIPTS.names, "VARCHAR") | {"received_at": "TIMESTAMPTZ"}]),
        },
    )
    return _count(connection, "receipts")


def _load_table(connection: duckdb.DuckDBPyConnection, landed: list[Landed], name: str) -> int:
    """Load rows; of files that are alike one is read: rows name their receipt, so such files are empty."""
    file = landing.rows_of(name)
    files = {each.files[file]: each.file(file) for each in landed if each.has(name)}
    if files:
        connection.execute(
            f'insert into raw."{name}" by name select * from read_parquet($files, union_by_name = true)',
            {"files": [str(path) for path in files.values()]},
        )
    return _count(connection, name)


def _create(connection: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema) -> None:
    connection.register("contract", pa.Table.from_batches([], schema))  # empty_table() would load pandas
    connection.execute(f'create table raw."{name}" as select * from contract')
    connection.unregister("contract")


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    ((count,),) = connection.execute(f'select count(*) from raw."{name}"').fetchall()
    return int(count)
