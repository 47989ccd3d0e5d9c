"""What a return would change, action by action, before it counts; nothing is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.dates import format_date

from pipelines.contracts import FEEDS
from pipelines.contracts.base import Table
from pipelines.contracts.languages import language_in
from pipelines.intake.checks.findings import Findings
from pipelines.intake.checks.returns import MILESTONES, UPDATES
from pipelines.intake.checks.updates import WORDS
from pipelines.intake.context import Context
from pipelines.intake.examine import Submission, examine
from pipelines.intake.lookups.prefill import LastReport
from pipelines.intake.sheets.forms import Answers
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import label
from pipelines.intake.source import Source, read_source
from pipelines.locale import N_, Say, speaker
from pipelines.receipts.problems import ProblemRecord, shown_value
from pipelines.register import languages_of_plan

_FORECAST_FIRST = N_("forecast {now}")
_FORECAST_MOVES = N_("forecast moves from {before} to {now}, {move}")
_FORECAST_GONE = N_("forecast {before} is withdrawn")
_CONFIRMED = N_("confirmed, no change")
_MOVES = (N_("first move"), N_("second move"), N_("third move"), N_("fourth move"), N_("fifth move"))
_MOVE = N_("move {count}")
_WORDS = N_("new words")
_TAKEN_AWAY = N_("{column}: taken away")
_NOTHING = N_("nothing said yet")
_UNCHANGED = N_("as before, said again")

_BESIDE = ("next_news_by", "completed_on", "look_again_on", "evidence")
"""What an update says beside its status, its forecast and its words."""


@dataclass(frozen=True)
class Change:
    """What would change for one action, or for one of its milestones, in words.

    `was` and `now` are its status; `rest` is what else would change. A confirmation changes neither.
    """

    action_id: str
    line: str
    milestone_id: str | None = None
    was: str = ""
    now: str = ""
    rest: tuple[str, ...] = ()
    is_confirmation: bool = False
    in_plain_words: str | None = None


@dataclass(frozen=True)
class Preview:
    """The answer that a submission would get, and what it would change; in the language of its words."""

    language: str
    accepted: bool
    changes: tuple[Change, ...]
    untouched: tuple[str, ...]
    warnings: tuple[ProblemRecord, ...]
    problems: tuple[ProblemRecord, ...]
    subjects: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """Which action or milestone a row speaks of, by its sheet and number."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """How many rows would be recorded, by table."""


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
    answers: Answers | None = None,
) -> Preview:
    """Return what submitting the file at `path` would answer and change; write nothing."""
    return preview_of(
        read_source(path, FEEDS[feed]),
        home=home,
        feed=feed,
        submitted_by=submitted_by,
        received_at=received_at,
        partner_id=partner_id,
        round_id=round_id,
        language=language,
        engagement_id=engagement_id,
        answers=answers,
    )


def preview_of(
    source: Source,
    *,
    home: Path,
    feed: str,
    submitted_by: str,
    received_at: datetime,
    partner_id: str | None = None,
    round_id: str | None = None,
    language: str = "en",
    engagement_id: str | None = None,
    answers: Answers | None = None,
) -> Preview:
    """Return the preview of what was read already, as `preview` does."""
    language = language_in(languages_of_plan(home), language)
    submission = Submission(
        feed, submitted_by, received_at, partner_id, round_id, language, engagement_id, answers or {}
    )
    found = examine(source, home, submission)
    language = language_in(found.languages, language)
    changes: tuple[Change, ...] = ()
    if found.context and not found.problems:
        changes = tuple(_changes(found.findings, found.context, language))
    return Preview(
        language=language,
        accepted=not found.problems,
        changes=changes,
        untouched=tuple(found.findings.untouched),
        warnings=tuple(warning.record(language) for warning in found.warnings),
        problems=tuple(problem.record(language) for problem in found.problems),
        subjects=found.subjects,
        rows=found.row_counts,
    )


def _changes(findings: Findings, context: Context, language: str) -> Iterator[Change]:
    """Yield what would change, action by action, the milestones of each after it."""
    changes = [_change(row, context.said, language) for row in findings.rows.get("updates", [])]
    changes += [_step(row, context, language) for row in findings.rows.get("milestone_updates", [])]
    yield from sorted(changes, key=lambda change: (change.action_id, change.milestone_id or ""))


def _step(row: TypedRow, context: Context, language: str) -> Change:
    say = speaker(language)
    milestone = context.plan.by_milestone[row["milestone_id"]]
    before = context.said.of_milestone(milestone)
    was, now = (_word(say, "milestone_state", values.get("state")) for values in (before, row.values))
    parts = [f"{was} → {now}"] if was != now else []
    parts += _fields(MILESTONES, ("due_on", "done_on", "reason"), row, before, language)
    line = f"{milestone.milestone_id}: {'; '.join(parts) or say(_UNCHANGED)}"
    rest = tuple(parts[1:] if was != now else parts)
    return Change(milestone.action_id, line, milestone.milestone_id, was, now, rest)


def _change(row: TypedRow, said: LastReport, language: str) -> Change:
    say = speaker(language)
    before = said.last(row["action_id"])
    was = _status(before, say)
    if row["no_change"]:
        line = f"{row['action_id']}: {say(_CONFIRMED)}"
        return Change(row["action_id"], line, was=was, now=was, rest=(say(_CONFIRMED),), is_confirmation=True)
    now, rest = _status(row.values, say), _rest(row, before, said, say, language)
    parts = [*([f"{was} → {now}"] if was != now else []), *rest] or [say(_UNCHANGED)]
    return Change(
        row["action_id"],
        f"{row['action_id']}: {'; '.join(parts)}",
        was=was,
        now=now,
        rest=tuple(rest),
        in_plain_words=row["in_plain_words"] or row["what_happened"],
    )


def _rest(row: TypedRow, before: dict[str, Any], said: LastReport, say: Say, language: str) -> list[str]:
    """Return what would change beside the status."""
    parts = []
    forecast = _forecast(row, before, said, say, language)
    if forecast:
        parts.append(forecast)
    parts += _fields(UPDATES, _BESIDE, row, before, language)
    if any(row[column] is not None and row[column] != before.get(column) for column in WORDS):
        parts.append(say(_WORDS))
    emptied = [column for column in WORDS if row[column] is None]
    parts += _fields(UPDATES, emptied, row, before, language)
    parts += _in_another_language(row, before, say, language)
    return parts


def _in_another_language(row: TypedRow, before: dict[str, Any], say: Say, language: str) -> Iterator[str]:
    """Yield that words are said to be in another language than those before them."""
    was, now = before.get("words_language"), row["words_language"]
    if was and now and was != now:
        header = UPDATES.columns["words_language"].header(language).lower()
        yield f"{header}: {say(label('language', was))} → {say(label('language', now))}"


def _status(values: dict[str, Any], say: Say) -> str:
    """Return how an action stands in one word: its rating while in progress, else its stage."""
    rating = values.get("rating")
    return _word(say, "rating", rating) if rating else _word(say, "stage", values.get("stage"))


def _word(say: Say, vocabulary: str, code: str | None) -> str:
    """Return a code as it stands inside a sentence."""
    return say(label(vocabulary, code)).lower() if code else say(_NOTHING)


def _fields(
    table: Table, columns: Sequence[str], row: TypedRow, before: dict[str, Any], language: str
) -> Iterator[str]:
    """Yield each column that says something else than before, by its header; of words, that they are gone."""
    for column in columns:
        was, now = before.get(column), row[column]
        header = table.columns[column].header(language).lower()
        if isinstance(was, str) and now is None:
            yield speaker(language)(_TAKEN_AWAY, column=header)
        elif was != now:
            change = f"{_shown(was, language)} → {_shown(now, language)}" if was else _shown(now, language)
            yield f"{header}: {change}"


def _shown(value: date | str | None, language: str) -> str:
    return _day(value, language) if isinstance(value, date) else shown_value(value or "–")


def _forecast(row: TypedRow, before: dict[str, Any], said: LastReport, say: Say, language: str) -> str | None:
    was, now = before.get("forecast_finish"), row["forecast_finish"]
    if was == now:
        return None
    if now is None:
        return say(_FORECAST_GONE, before=_day(was, language))
    told = [*said.forecasts.get(row["action_id"], []), now]
    moves = sum(one != next_ for one, next_ in pairwise(told))
    if was is None or moves == 0:
        return say(_FORECAST_FIRST, now=_day(now, language))
    move = say(_MOVES[moves - 1]) if moves <= len(_MOVES) else say(_MOVE, count=moves)
    return say(_FORECAST_MOVES, before=_day(was, language), now=_day(now, language), move=move)


def _day(day: date | None, language: str) -> str:
    return format_date(day, "d MMM yyyy", locale="en_GB" if language == "en" else language)
