"""Running the jobs in this process, for the command line, the pages and the tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from logging import getLogger
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.defs.failures import told_by
from pipelines.defs.history import keep_run
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.warehouse.builds import Build, Warehouse

log = getLogger(__name__)


@dataclass(frozen=True)
class Published:
    """What a publication made, the heads of the logs after it, and why they are not noted elsewhere."""

    release_ids: list[str]
    heads: list[str]
    not_announced: list[str]


def prepare() -> None:
    """Load what a run needs, so that the first one is as quick as the others."""
    _job("refresh")


def refresh(home: Path, as_of: datetime | None = None, wait_seconds: float = 0) -> Build:
    """Build everything in landing as of a time (by default the plan's now) and return the new build.

    Raises:
        NotPossibleNow: a model or test failed, landing is damaged, or another refresh is running and has not
            ended in `wait_seconds`; the build that was current stays so.
    """
    config = {"as_of": as_of.isoformat() if as_of else None}
    _run("refresh", home, {"raw": {"config": config}}, "build", wait_seconds=wait_seconds)
    return Warehouse.of(home).current()


def publish(
    home: Path,
    round_id: str,
    published_at: datetime | None = None,
    reason: str | None = None,
    without_edition: Sequence[str] = (),
) -> Published:
    """Release one round of the current build, and note the heads of the logs elsewhere.

    Releases of the rounds in `without_edition` have their data alone.

    Raises:
        Refusal: the round cannot be released; what was public stays so.
        NotPossibleNow: there is no build, it is too old, or its contract is not whole.
    """
    config = {
        "round_id": round_id,
        "published_at": published_at.isoformat() if published_at else None,
        "reason": reason,
        "without_edition": list(without_edition),
    }
    result = _run("publish", home, {"releases__candidates": {"config": config}}, "releases")
    (made,) = result.asset_materializations_for_node("releases__current_release")
    told: Any = {name: value.value for name, value in made.metadata.items()}
    return Published(told["releases"], told["heads"], told["not_announced"])


def _run(
    job: str, home: Path, ops: dict[str, Any], resource: str, **settings: object
) -> dg.ExecuteInProcessResult:
    run_config = {
        "ops": ops,
        "resources": {resource: {"config": {"home": str(home), **settings}}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    with dg.DagsterInstance.ephemeral() as instance:
        result = _job(job).execute_in_process(run_config=run_config, instance=instance, raise_on_error=False)
        failure = None if result.success else _failure(result)
        if not isinstance(failure, Refusal):  # whoever asked has the answer, and nothing is broken
            _keep(home, result.run_id, instance)
    if failure:
        raise failure
    return result


def _keep(home: Path, run_id: str, instance: dg.DagsterInstance) -> None:
    """Keep the run in the deployment's history; what was made stands, whether that can be done or not."""
    try:
        keep_run(home / "dagster", run_id, instance)
    except Exception:
        log.exception("run %s is not in the history of runs", run_id)


@lru_cache
def _job(name: str) -> dg.JobDefinition:
    from pipelines.definitions import defs  # definitions load this module with the rest of the folder

    return defs().resolve_job_def(name)


def _failure(result: dg.ExecuteInProcessResult) -> Refusal | NotPossibleNow:
    """Return what failed: our own failure, checks that did not hold, or the innermost cause of another."""
    for event in result.all_events:
        if told := told_by(event):
            return told.error
    failed = [check.description for check in result.get_asset_check_evaluations() if not check.passed]
    if failed:
        return Refusal("; ".join(filter(None, failed)))
    for event in result.all_events:
        error = getattr(event.event_specific_data, "error", None)
        if event.is_failure and error is not None:
            while error.cause is not None:
                error = error.cause
            return NotPossibleNow(error.message.strip())
    return NotPossibleNow("the run failed and left no reason")
