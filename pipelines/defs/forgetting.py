"""What Dagster keeps of words that were forgotten: an error of a run that failed may have quoted them."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import dagster as dg

from pipelines.operations.forgetting.remains import files_that_hold
from pipelines.settings import Settings

_RUNS_AT_ONCE = 100
_WAIT_SECONDS = 60


def forget_in_dagster(home: Path, words: Sequence[str]) -> int:
    """Remove each run that did not succeed with any of some words in its events; return how many.

    A file of events is then written anew, as a database keeps the bytes of what is deleted.
    """
    folder = home / "dagster"
    is_there = (folder / "dagster.yaml").is_file() and words
    if not is_there or not (Settings().dagster_postgres or files_that_hold(folder, words)):
        return 0
    with dg.DagsterInstance.from_config(str(folder)) as instance:
        failed = dg.RunsFilter(statuses=[dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED])
        cursor, held = None, []
        while some := instance.get_runs(failed, cursor=cursor, limit=_RUNS_AT_ONCE):
            cursor = some[-1].run_id
            held += [run.run_id for run in some if _speaks_of(instance, run.run_id, words)]
        for run_id in held:
            instance.delete_run(run_id)
    for file in folder.rglob("*.db"):
        with closing(sqlite3.connect(file, timeout=_WAIT_SECONDS)) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
            connection.execute("vacuum")
            connection.execute("pragma wal_checkpoint(truncate)")
    return len(held)


def _speaks_of(instance: dg.DagsterInstance, run_id: str, words: Sequence[str]) -> bool:
    return any(one in str(event) for event in instance.all_logs(run_id) for one in words)
