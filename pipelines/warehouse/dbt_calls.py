"""The one door to dbt: calls it in this process, and gives the file back when it has ended.

dbt-duckdb keeps its connection for as long as the process lives, and nobody else could open the file. Nothing
that dbt documents closes it; a method of its connection manager does, which has a public name and no page.
"""

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest


def call_dbt(arguments: list[str], manifest: Manifest | None = None) -> dbtRunnerResult:
    """Return what dbt answers to the arguments of its command line; no file is held open afterwards."""
    try:
        return dbtRunner(manifest=manifest).invoke(arguments)
    finally:
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
