"""What the calendar's tasks do: templates for a round that opens, letters, and a list of what was done."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from pipelines import landing
from pipelines.access import access_list
from pipelines.files import replace_text
from pipelines.intake.workbooks.template import write_template
from pipelines.mail import send
from pipelines.operations import reminders
from pipelines.register import current, parties_of, plan_day
from pipelines.rounds.calendar import Task
from pipelines.settings import Settings

_DONE = "calendar.json"
BY_CALENDAR = "calendar"
"""The role in which the calendar itself writes to partners."""
_MISSED = timedelta(days=1)
"""From when on a task that is done was missed on its day: nothing ran then."""


def done(home: Path) -> dict[str, str]:
    """Return what was done: each task's key, and what became of it."""
    try:
        found: dict[str, str] = json.loads((home / "dagster" / _DONE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def mark_done(home: Path, task: Task, result: str) -> None:
    """Keep that a task was done, on disk before this returns."""
    (home / "dagster").mkdir(parents=True, exist_ok=True)
    replace_text(home / "dagster" / _DONE, json.dumps(done(home) | {task.key: result}, indent=1))


def do_task(home: Path, task: Task, at: datetime) -> str:
    """Do what a task asks for, and return what was done, in a sentence without anybody's words.

    One that is done days after it was due says so.

    Raises:
        NotSent: the mail server would not take a letter; the task stays due.
    """
    if task.kind == "open_round":
        written = write_templates(home, task.round_id)
        said = f"Round {task.round_id} is open. Workbooks in templates/{task.round_id}: {len(written)}."
    else:
        said = _SAID[task.kind].format(round_id=task.round_id, partners=_missing(home, task.round_id))
    if task.kind in ("remind_before", "remind_after"):
        said += f" Reminded by e-mail: {', '.join(remind_partners(home, task.round_id, at)) or 'nobody'}."
    if at - task.due_at >= _MISSED:
        said += f" This was due on {plan_day(home, task.due_at):%d %B %Y}; nothing ran here then."
    _tell(said)
    return said


def remind_partners(home: Path, round_id: str, at: datetime) -> list[str]:
    """Write to each partner whose return has not come, as far as it may be written to; return which were.

    Raises:
        NotSent: the mail server would not take a letter; those before it went, and do not go again.
    """
    register, grants, written_to = current(home), access_list(home), []
    for partner in reminders.returned(home, register, round_id, at):
        about = (home, register, round_id, partner.partner_id)
        if partner.returned_at is None and reminders.why_not(*about, grants, at) is None:
            letter = reminders.letter(*about, partner.language, at)
            reminders.remind(
                *about, letter, language=partner.language, role=BY_CALENDAR, grants=grants, at=at
            )
            written_to.append(partner.partner_id)
    return written_to


def write_templates(home: Path, round_id: str) -> list[Path]:
    """Write each partner's workbook for a round, in each language of the plan, into `templates/`."""
    folder = home / "templates" / round_id
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    register = current(home)
    for partner_id in sorted(_reporting(home)):
        for language in register.languages:
            file = folder / f"{partner_id}-{language}.xlsx"
            beside = file.with_name(f".{file.name}")
            write_template(home, partner_id, round_id, language, beside)
            beside.replace(file)
            written.append(file)
    return written


def not_returned(home: Path, round_id: str) -> list[str]:
    """Return the partners from which no return was accepted for a round, by id."""
    returned = {each.partner_id for each in landing.landed(home, "return") if each.round_id == round_id}
    return sorted(_reporting(home) - returned)


_SAID = {
    "remind_before": "Returns for round {round_id} are due soon. Not yet here: {partners}.",
    "remind_after": "Returns for round {round_id} were due. Still missing: {partners}.",
    "round_closed": "Round {round_id} has closed. Missing returns: {partners}. The group reviews the build "
    "now: `plan round sign-off {round_id} --check` says what would be signed off.",
    "not_published": "Round {round_id} was to be published today, and was not: it is closed and not signed "
    "off. When it is (`plan round sign-off {round_id}`), it is published by itself.",
}


def _missing(home: Path, round_id: str) -> str:
    return ", ".join(not_returned(home, round_id)) or "none"


def _reporting(home: Path) -> set[str]:
    """Return the partners that lead or support an action, and so are asked for returns."""
    return {party for action in current(home).actions for party in parties_of(action)}


def _tell(said: str) -> None:
    settings = Settings()
    if settings.smtp and settings.alerts_to:
        send(settings.smtp, settings.mail_from, settings.alerts_to, said.partition(":")[0].rstrip("."), said)
