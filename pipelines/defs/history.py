"""What ran by itself in a deployment, the latest first, as Dagster has kept it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg


@dataclass(frozen=True)
class PastRun:
    """One run: of which job, how it stands in Dagster's word, and when it began and ended."""

    run_id: str
    job: str
    status: str
    began_at: str | None
    ended_at: str | None


def past_runs(folder: Path, count: int) -> list[PastRun]:
    """Return the latest runs that Dagster has kept in a folder; none where it has never run."""
    return list(_kept(folder, count)) if (folder / "dagster.yaml").exists() else []


def _kept(folder: Path, count: int) -> Iterator[PastRun]:
    with dg.DagsterInstance.from_config(str(folder)) as instance:
        for record in instance.get_run_records(limit=count):
            run = record.dagster_run
            yield PastRun(
                run.run_id,
                run.job_name,
                run.status.value,
                _moment(record.start_time),
                _moment(record.end_time),
            )


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
