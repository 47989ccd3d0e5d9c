"""The runs of a deployment, as Dagster keeps them, whoever asked for them.

A run from a shell or a page is made in memory, which takes half the time, and kept when it has ended: one
that is killed leaves nothing that looks alive and holds up the others. Nothing that Dagster documents copies
a run; the methods used here have public names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from pipelines.errors import NotPossibleNow


@dataclass(frozen=True)
class PastRun:
    """One run: of which job, how it stands in Dagster's word, and when it began and ended."""

    run_id: str
    job: str
    status: str
    began_at: str | None
    ended_at: str | None


_PASSING = frozenset({dg.DagsterEventType.ASSET_MATERIALIZATION_PLANNED, dg.DagsterEventType.STEP_OUTPUT})
"""What an event of a finished run need not tell again: that something would be made, and was handed on."""


def keep_run(folder: Path, run_id: str, made_in: dg.DagsterInstance) -> None:
    """Keep a finished run of another instance in a folder of Dagster's; nothing where it has never run."""
    if not _is_kept(folder):
        return
    run = made_in.get_run_by_id(run_id)
    if run is None or run.job_snapshot_id is None or run.execution_plan_snapshot_id is None:
        raise RuntimeError(f"Dagster knows no whole run {run_id}")
    with dg.DagsterInstance.from_config(str(folder)) as instance:
        kept, there = instance.run_storage, made_in.run_storage
        if not kept.has_job_snapshot(run.job_snapshot_id):
            kept.add_job_snapshot(there.get_job_snapshot(run.job_snapshot_id))
        if not kept.has_execution_plan_snapshot(run.execution_plan_snapshot_id):
            kept.add_execution_plan_snapshot(
                there.get_execution_plan_snapshot(run.execution_plan_snapshot_id)
            )
        instance.add_run(run)
        events = [each for each in made_in.all_logs(run_id) if each.dagster_event_type not in _PASSING]
        for event in events:
            instance.store_event(event)
        for event in events:  # its beginning makes a run look alive, so that and its end come last, together
            if event.dagster_event and event.dagster_event.is_job_event:
                at = datetime.fromtimestamp(event.timestamp, UTC)
                kept.handle_run_event(run_id, event.dagster_event, at)


def past_runs(folder: Path, count: int) -> list[PastRun]:
    """Return the latest runs kept in a folder of Dagster's; none where Dagster has never run.

    Raises:
        NotPossibleNow: what Dagster keeps there cannot be read.
    """
    if not _is_kept(folder):
        return []
    try:
        return list(_kept(folder, count))
    except Exception as error:  # each part of Dagster, and each kind of storage, has exceptions of its own
        why = next(iter(str(error).splitlines()), type(error).__name__)
        raise NotPossibleNow(
            f"the runs that Dagster keeps in {folder} cannot be read: {why}. A damaged dagster.yaml is "
            "written anew by `plan serve dagster` and `plan serve all`"
        ) from error


def _is_kept(folder: Path) -> bool:
    return (folder / "dagster.yaml").is_file()


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
