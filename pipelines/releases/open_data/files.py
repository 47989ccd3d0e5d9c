"""A release's tables for use by others: CSV and Parquet, written by DuckDB, and all of them in one workbook.

CSV is RFC 4180: UTF-8, CRLF, one header row, quotes where needed; days and times as ISO 8601, `true` and
`false`. A text that a spreadsheet would take for a formula gets an apostrophe in front (conventions X11), and
a number of people that is held back reads `[c]`; Parquet and DuckDB hold the values as they are.
"""

from pathlib import Path
from typing import Any

import duckdb

from pipelines.releases.allow_list import SCHEMA
from pipelines.releases.open_data.package import HELD_BACK, WORKBOOK
from pipelines.releases.open_data.workbook import write_workbook
from pipelines.releases.release import Release
from pipelines.releases.tables import literal

FORMULA = r"^[=+\-@\t\r\x00]"
_CSV = (
    "format csv, header, quote '\"', escape '\"', new_line '\\r\\n', "
    "dateformat '%Y-%m-%d', timestampformat '%Y-%m-%dT%H:%M:%SZ'"
)
_PARQUET = "format parquet, compression zstd"


def write_open_files(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    package: dict[str, Any],
    open_where: dict[str, str],
    release: Release,
) -> None:
    """Write each table that `package` describes into `csv/` and `parquet/`, and the workbook if it names one.

    Of a table in `open_where`, only the rows that may be used by others are written (criterion P5). Parquet
    files say of themselves what the release does.

    Raises:
        OSError: a file cannot be written; DuckDB raises its own errors for those that it writes.
    """
    for kind in ("csv", "parquet"):
        (folder / kind).mkdir()
    said = ", ".join(f"{name}: {literal(value)}" for name, value in release.about.items())
    queries = {}
    for resource in package["resources"]:
        name, fields = resource["name"], resource["schema"]["fields"]
        rows = f'from release.{SCHEMA}."{name}" where {open_where.get(name) or "true"}'
        cells = ", ".join(_cell(field) for field in fields)
        _copy(connection, f"(select {cells} {rows})", folder / resource["path"], _CSV)
        queries[name] = f"select {', '.join(_name(field) for field in fields)} {rows}"
        parquet = folder / "parquet" / f"{name}.parquet"
        _copy(connection, f"({queries[name]})", parquet, f"{_PARQUET}, kv_metadata {{{said}}}")
    if any(file["path"] == WORKBOOK for file in package["otherFormats"]):
        write_workbook(connection, folder / WORKBOOK, package, queries, release)


def _name(field: dict[str, Any]) -> str:
    return f'"{field["name"]}"'


def _cell(field: dict[str, Any]) -> str:
    name = _name(field)
    if field["type"] == "string":
        return f"case when regexp_matches({name}, '{FORMULA}') then '''' || {name} else {name} end as {name}"
    if "heldBackBy" in field:
        return f"case when \"{field['heldBackBy']}\" then '{HELD_BACK}' else {name}::varchar end as {name}"
    return name


def _copy(connection: duckdb.DuckDBPyConnection, what: str, file: Path, options: str) -> None:
    connection.execute(f"copy {what} to {literal(str(file))} ({options})")
