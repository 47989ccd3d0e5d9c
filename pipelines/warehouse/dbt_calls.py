"""The one door to dbt: calls it in this process, and gives the file back when it has ended.

dbt-duckdb keeps its connection for as long as the process lives, and nobody else could open the file. Nothing
that dbt documents closes it; a method of its connection manager does, which has a public name and no page.
Something may still hold the file when that has returned, so it is waited for.
"""

import time
from pathlib import Path

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest

GIVEN_BACK_SECONDS = 20.0
"""How long a file may still be held after dbt has ended."""
_BETWEEN_LOOKS = 0.02


def call_dbt(
    arguments: list[str], manifest: Manifest | None = None, file: Path | None = None
) -> dbtRunnerResult:
    """Return what dbt answers to the arguments of its command line; `file` can then be opened by others.

    Raises:
        duckdb.ConnectionException: the file is still held after `GIVEN_BACK_SECONDS`.
    """
    try:
        return dbtRunner(manifest=manifest).invoke(arguments)
    finally:
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
        if file and file.exists():
            _wait_for(file)


def _wait_for(file: Path) -> None:
    until = time.monotonic() + GIVEN_BACK_SECONDS
    while True:
        try:
            duckdb.connect(file, read_only=True).close()
        except duckdb.ConnectionException:
            if time.monotonic() > until:
                raise
            time.sleep(_BETWEEN_LOOKS)
        except duckdb.Error:
            return  # who reads it next says what is wrong with it
        else:
            return
