"""What is looked at every few seconds: whether anything came in, words must go, or a run failed."""

import json
from datetime import datetime
from typing import Any

import dagster as dg

from pipelines import clock
from pipelines.chained_log import Entry
from pipelines.dagster_home import dagster_folder
from pipelines.defs.failures import told_by
from pipelines.defs.landing import BUILT_FEEDS, feed_key
from pipelines.defs.resources import Deployment
from pipelines.defs.upkeep import withhold
from pipelines.defs.warehouse import refresh
from pipelines.landing import ledger
from pipelines.locale import translated
from pipelines.mail import NotSent
from pipelines.operations.faults import (
    NO_SENTENCE,
    ONLY_A_KIND,
    clear_faults,
    note_fault,
    tell_of_faults,
)
from pipelines.operations.waiting import state_of, why_refresh
from pipelines.operations.withholding import is_pending
from pipelines.register import now_of
from pipelines.warehouse.builds import Warehouse
from pipelines.warehouse.wanted import is_wanted

_UNDER_WAY = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]


@dg.sensor(
    job=refresh,
    name="landing",
    description="One refresh for all that came in since the last one; none when nothing did.",
    minimum_interval_seconds=2,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def landing(context: dg.SensorEvaluationContext, deployment: Deployment) -> dg.SensorResult | dg.SkipReason:
    """Ask for a refresh if landing, the calendar or the day has gone on since the build."""
    home = deployment.folder
    at = now_of(home)
    before, state = json.loads(context.cursor or "{}"), state_of(home, at)
    if state == before.get("state"):
        return dg.SkipReason("nothing has happened")
    if _is_under_way(context, refresh.name):
        return dg.SkipReason("a refresh is on its way already, and takes in all that there is when it starts")
    if is_wanted(Warehouse.of(home).folder):
        return dg.SkipReason("the workspace has it built at this moment, by a process that is ready for it")
    why = why_refresh(home, at, BUILT_FEEDS)
    accepted = {feed: ledger.accepted(home, feed) for feed in BUILT_FEEDS}
    counts = {feed: len(entries) for feed, entries in accepted.items()}
    arrived = [feed for feed, count in counts.items() if count != before.get("counts", {}).get(feed, 0)]
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_key=state, tags={"why": why})] if why else [],
        skip_reason=None if why else "the build has heard of everything",
        cursor=json.dumps({"state": state, "counts": counts}),
        asset_events=[_arrival(feed, accepted[feed]) for feed in arrived if accepted[feed]],
    )


@dg.sensor(
    job=withhold,
    name="withholding",
    description="Words that are withdrawn or held back are taken out until they are out.",
    minimum_interval_seconds=2,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def withholding(context: dg.SensorEvaluationContext, deployment: Deployment) -> dg.RunRequest | dg.SkipReason:
    """Ask for words to be taken out while a decision says so and it was not done."""
    if not is_pending(deployment.folder):
        return dg.SkipReason("no release holds words that are withdrawn or held back")
    if _is_under_way(context, withhold.name):
        return dg.SkipReason("they are being taken out")
    return dg.RunRequest()


@dg.run_failure_sensor(
    name="faults",
    description="Notes why a run failed: one fault, however many runs it fails.",
    minimum_interval_seconds=10,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def faults(context: dg.RunFailureSensorContext) -> None:
    """Keep the fault of a run that failed."""
    run = context.dagster_run
    if note_fault(dagster_folder(), run.job_name, _words(context), clock.now(), run.run_id):
        context.log.warning(f"a new fault of {run.job_name}")


@dg.run_status_sensor(
    name="mended",
    run_status=dg.DagsterRunStatus.SUCCESS,
    description="Forgets the faults of a job that succeeds again.",
    minimum_interval_seconds=10,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def mended(context: dg.RunStatusSensorContext) -> None:
    """Forget the faults of a job that succeeded."""
    clear_faults(dagster_folder(), context.dagster_run.job_name)


@dg.sensor(
    name="letters",
    target=None,
    description="Sends one e-mail for each fault that nobody was told of yet.",
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def letters(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Tell of faults; what cannot be sent now is sent later."""
    try:
        told = tell_of_faults(dagster_folder())
    except NotSent as error:
        return dg.SkipReason(str(error))
    return dg.SkipReason(f"faults told of: {len(told)}")


def _is_under_way(context: dg.SensorEvaluationContext, job: str) -> bool:
    return bool(context.instance.get_runs(dg.RunsFilter(job_name=job, statuses=_UNDER_WAY), limit=1))


def _arrival(feed: str, accepted: list[Entry]) -> dg.AssetMaterialization:
    """Return that a feed has something new: how many submissions it has, and when the last one came."""
    came = datetime.fromisoformat(accepted[-1]["received_at"]).timestamp()
    about: dict[str, Any] = {"submissions": len(accepted), "last_received": dg.MetadataValue.timestamp(came)}
    return dg.AssetMaterialization(feed_key(feed), metadata=about)


def _words(context: dg.RunFailureSensorContext) -> str:
    """Return our own sentence for what failed; of any other error its kind alone, as it may quote a row."""
    for event in context.get_step_failure_events():
        told = told_by(event)
        if told and not told.quotes_rows:
            return told.words
        error = event.step_failure_data.error
        while error is not None and error.cause is not None:
            error = error.cause
        if error is not None:
            return translated(ONLY_A_KIND, kind=error.cls_name or "Failure")
    return translated(NO_SENTENCE)
