"""The one door to dbt: calls it in this process, and gives the file back when it has ended.

dbt-duckdb keeps its connection for as long as the process lives, and nobody else could open the file. Nothing
that dbt documents closes it; methods of its connection manager do, which have public names and no page. The
connection itself is closed, and not only let go of: what a log keeps of an error may still know it.
"""

from contextlib import suppress

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest


def call_dbt(arguments: list[str], manifest: Manifest | None = None) -> dbtRunnerResult:
    """Return what dbt answers to the arguments of its command line; no file is held open afterwards."""
    try:
        return dbtRunner(manifest=manifest).invoke(arguments)
    finally:
        with suppress(Exception):  # where it has opened nothing, dbt says so by one that has no kind
            DuckDBConnectionManager.env().close()  # type: ignore[no-untyped-call]
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
