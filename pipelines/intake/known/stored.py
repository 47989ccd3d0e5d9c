"""Looking something up in what has landed, without loading more of it than is asked for."""

from typing import Any

import pyarrow.parquet as pq

from pipelines.landing import Landed


def stored_column(found: Landed, table: str, column: str) -> list[Any]:
    """Return one column of a landed table."""
    values: list[Any] = pq.read_table(found.rows(table), columns=[column])[column].to_pylist()
    return values
