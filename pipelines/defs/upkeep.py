"""What keeps a deployment well by itself: words taken back, the nightly backup, and old things removed."""

from datetime import timedelta

import dagster as dg

from pipelines import clock
from pipelines.backup import back_up
from pipelines.defs.failures import failing_for_good
from pipelines.defs.resources import Deployment
from pipelines.heads import announce
from pipelines.operations.leftovers import clear_leftovers
from pipelines.operations.withholding import finish_withholding
from pipelines.settings import Settings

_RUNS_AT_ONCE = 100


@dg.op
def take_words_back(context: dg.OpExecutionContext, deployment: Deployment) -> None:
    """Make every release again that holds words which are withdrawn or held back."""
    with failing_for_good(context, deployment):
        made = finish_withholding(deployment.folder)
    context.log.info(f"releases made again: {len(made)}")


@dg.job(
    description="Takes words that are withdrawn or held back out of every release.",
    executor_def=dg.in_process_executor,
    tags={"kind": "withholding", "dagster/priority": "10"},
)
def withhold() -> None:
    """Take words back."""
    take_words_back()


@dg.op
def send_backup(context: dg.OpExecutionContext, deployment: Deployment) -> None:
    """Send what is new to the backup's target, and note the heads of the logs elsewhere."""
    settings, at = Settings(), clock.now()
    with failing_for_good(context, deployment):
        snapshot, sent = back_up(deployment.folder, settings.backup_target, at, settings.backup_keep)
        _, wrong = announce(deployment.folder, at)
    context.log.info(f"snapshot {snapshot.snapshot_id}: {len(snapshot.files)} files, {sent} sent")
    for sentence in wrong:
        context.log.warning(sentence)


@dg.job(
    description="Backs up landing, its log and the releases.",
    executor_def=dg.in_process_executor,
    tags={"kind": "backup"},
)
def backup() -> None:
    """Back up."""
    send_backup()


@dg.op
def remove_old(context: dg.OpExecutionContext, deployment: Deployment) -> None:
    """Remove runs older than the settings say, and what stopped processes left behind."""
    before = clock.now() - timedelta(days=Settings().history_days)
    removed = 0
    while old := context.instance.get_runs(dg.RunsFilter(created_before=before), limit=_RUNS_AT_ONCE):
        for run in old:
            context.instance.delete_run(run.run_id)
        removed += len(old)
    leftovers = clear_leftovers(deployment.folder, clock.now())
    context.log.info(f"removed: runs {removed}, leftovers {len(leftovers)}")


@dg.job(
    description="Removes the history of old runs, and what stopped processes left behind.",
    executor_def=dg.in_process_executor,
    tags={"kind": "retention"},
)
def retention() -> None:
    """Remove what is old."""
    remove_old()


@dg.schedule(
    cron_schedule="30 2 * * *",
    execution_timezone="Europe/London",
    job=backup,
    name="nightly_backup",
    description="Backs up each night, where a target is set.",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
def nightly_backup() -> dg.RunRequest | dg.SkipReason:
    """Ask for a backup, if there is anywhere to send it."""
    return dg.RunRequest() if Settings().backup_target else dg.SkipReason("PLAN_BACKUP_TARGET is not set")


daily_retention = dg.ScheduleDefinition(
    name="daily_retention",
    cron_schedule="10 3 * * *",
    execution_timezone="Europe/London",
    job=retention,
    description="Removes what is old, each night.",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
