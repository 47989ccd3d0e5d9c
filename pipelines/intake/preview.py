"""What a return would change, action by action, before it counts; nothing is written."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.dates import format_date

from pipelines.contracts import FEEDS
from pipelines.intake.examine import Submission, examine
from pipelines.intake.known.prefill import Said
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import label
from pipelines.intake.source import read_source
from pipelines.locale import N_, Say, speaker
from pipelines.receipts.problems import ProblemRecord

_FORECAST_FIRST = N_("forecast {now}")
_FORECAST_MOVES = N_("forecast moves from {before} to {now}, move {count}")
_FORECAST_GONE = N_("forecast {before} is withdrawn")
_CONFIRMED = N_("confirmed, no change")
_WORDS = N_("new words")
_NOTHING = N_("nothing said yet")
_UNCHANGED = N_("as before, said again")


@dataclass(frozen=True)
class Change:
    """What would change for one action, in words."""

    action_id: str
    line: str


@dataclass(frozen=True)
class Preview:
    """The answer that a submission would get, and what it would change."""

    accepted: bool
    changes: tuple[Change, ...]
    untouched: tuple[str, ...]
    warnings: tuple[ProblemRecord, ...]
    problems: tuple[ProblemRecord, ...]


def preview(
    path: Path,
    *,
    home: Path,
    feed: str,
    submitted_by: str,
    received_at: datetime,
    partner_id: str | None = None,
    round_id: str | None = None,
    language: str = "en",
    engagement_id: str | None = None,
) -> Preview:
    """Return what submitting the file at `path` would answer and change; write nothing."""
    submission = Submission(feed, submitted_by, received_at, partner_id, round_id, language, engagement_id)
    found = examine(read_source(path, FEEDS[feed].caps), home, submission)
    changes: tuple[Change, ...] = ()
    if found.context and not found.problems:
        rows = found.findings.rows.get("updates", [])
        changes = tuple(_change(row, found.context.said, language) for row in rows)
    return Preview(
        accepted=not found.problems,
        changes=changes,
        untouched=tuple(found.findings.untouched),
        warnings=tuple(warning.record(language) for warning in found.warnings),
        problems=tuple(problem.record(language) for problem in found.problems),
    )


def _change(row: TypedRow, said: Said, language: str) -> Change:
    say = speaker(language)
    before = said.last(row["action_id"])
    parts = [say(_CONFIRMED)] if row["no_change"] else _parts(row, before, said, say, language)
    return Change(row["action_id"], f"{row['action_id']}: {'; '.join(parts)}")


def _parts(row: TypedRow, before: dict[str, Any], said: Said, say: Say, language: str) -> list[str]:
    parts = []
    was, now = _status(before, say), _status(row.values, say)
    if was != now:
        parts.append(f"{was} → {now}")
    forecast = _forecast(row, before, said, say, language)
    if forecast:
        parts.append(forecast)
    words = ("what_happened", "in_plain_words", "reason", "next_step")
    if any(row[column] is not None and row[column] != before.get(column) for column in words):
        parts.append(say(_WORDS))
    return parts or [say(_UNCHANGED)]


def _status(values: dict[str, Any], say: Say) -> str:
    """Return how an action stands in one word: its rating while in progress, else its stage."""
    if values.get("rating"):
        return say(label("rating", values["rating"]))
    return say(label("stage", values["stage"])) if values.get("stage") else say(_NOTHING)


def _forecast(row: TypedRow, before: dict[str, Any], said: Said, say: Say, language: str) -> str | None:
    was, now = before.get("forecast_finish"), row["forecast_finish"]
    if was == now:
        return None
    if now is None:
        return say(_FORECAST_GONE, before=_day(was, language))
    told = [*said.forecasts.get(row["action_id"], []), now]
    moves = sum(one != next_ for one, next_ in pairwise(told))
    if was is None or moves == 0:
        return say(_FORECAST_FIRST, now=_day(now, language))
    return say(_FORECAST_MOVES, before=_day(was, language), now=_day(now, language), count=moves)


def _day(day: date | None, language: str) -> str:
    return format_date(day, "d MMM yyyy", locale="en_GB" if language == "en" else language)
