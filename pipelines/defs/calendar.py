"""The plan's calendar: every ten minutes, what it asks for and was not done yet is asked for, in order."""

from collections.abc import Iterator

import dagster as dg

from pipelines import clock
from pipelines.defs.failures import failing_for_good
from pipelines.defs.releases import Publication, publish
from pipelines.defs.resources import Deployment
from pipelines.operations.rounds import do_task, done, mark_done
from pipelines.register import RegisterMissing, now_of, plan_zone
from pipelines.rounds.calendar import Task, calendar_problem, tasks_due
from pipelines.rounds.states import standings


class OfRound(dg.Config):
    """Which task, for which round, due since when."""

    kind: str
    round_id: str
    due_at: str


@dg.op
def do_round_task(context: dg.OpExecutionContext, config: OfRound, deployment: Deployment) -> None:
    """Do one task of the calendar: templates for a round that opens, or a letter about it."""
    task = Task(config.kind, config.round_id, clock.parse(config.due_at))
    with failing_for_good(context, deployment):
        said = do_task(deployment.folder, task, now_of(deployment.folder))
    mark_done(deployment.folder, task, said)
    context.log.info(said)


@dg.job(
    description="Does what the plan's calendar asks for: opens rounds, reminds, says what was not published.",
    executor_def=dg.in_process_executor,
    tags={"kind": "calendar"},
)
def round_task() -> None:
    """Do one task."""
    do_round_task()


_EVERY_TEN_MINUTES = "*/10 * * * *"


@dg.schedule(
    cron_schedule=_EVERY_TEN_MINUTES,
    execution_timezone="Europe/London",
    job=round_task,
    name="calendar",
    description="Opens rounds, reminds, says what has closed or was not published, on the plan's own days.",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
def calendar(deployment: Deployment) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Ask for what the calendar asks for: each task once, and again the next day if it failed."""
    tasks, problem = _due(deployment)
    for task in tasks:
        if task.kind != "publish":
            config = OfRound(kind=task.kind, round_id=task.round_id, due_at=task.due_at.isoformat())
            yield dg.RunRequest(
                run_key=_key(task),
                run_config=dg.RunConfig(ops={"do_round_task": config}),
                tags={"round": task.round_id, "task": task.kind},
            )
    if not tasks:
        yield dg.SkipReason(problem or "nothing is due")


@dg.schedule(
    cron_schedule=_EVERY_TEN_MINUTES,
    execution_timezone="Europe/London",
    job=publish,
    name="publication",
    description="Publishes a round that is signed off, on the day that was announced.",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
def publication(deployment: Deployment) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Ask for the earliest round's release that is due: once a day, until it is there."""
    due = [task for task in _due(deployment)[0] if task.kind == "publish"]
    if not due:
        yield dg.SkipReason("no round that is signed off is due to be published")
    for task in due[:1]:
        config = Publication(round_id=task.round_id)
        yield dg.RunRequest(
            run_key=_key(task),
            run_config=dg.RunConfig(ops={"releases__candidates": config}),
            tags={"round": task.round_id, "task": task.kind},
        )


def _due(deployment: Deployment) -> tuple[list[Task], str | None]:
    """Return the tasks that are due, and what is wrong with the calendar."""
    home = deployment.folder
    at = now_of(home)
    try:
        rounds = standings(home, at)
    except RegisterMissing as missing:
        return [], str(missing)
    zone = plan_zone(home)
    return tasks_due(rounds, at, done(home), zone), calendar_problem(rounds, at, zone)


def _key(task: Task) -> str:
    return f"{task.key}:{clock.now():%Y-%m-%d}"
