"""Questions that people asked of an action or a theme, with their answers, as they stood in a round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.queries.release import fetch

_SHOWN = "coalesce(question, general_words_en, general_words_cy) is not null"
"""What a question has of which something can be shown; one on an action that is held has no words."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is public: in the asker's own words, or in general ones."""

    question_id: str
    asked_on: date
    channel: str | None
    consent_scope: str
    state: str
    question: str | None
    language: str | None
    general_words_en: str | None
    general_words_cy: str | None
    answer_en: str | None
    answer_cy: str | None
    answer_before_en: str | None
    answer_before_cy: str | None
    answered_by_role: str | None
    answered_on: date | None
    corrected_on: date | None
    days_count: int | None


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """How many questions had come in, shown or not, and what became of them."""

    asked_count: int
    answered_count: int
    waiting_count: int
    declined_count: int
    without_consent_count: int
    shown_count: int
    oldest_waiting_days: int | None


@dataclass(frozen=True, slots=True)
class SubjectQuestions(QuestionCounts):
    """How many questions had come in on one action, or on one theme and none of its actions."""

    subject_id: str
    subject_kind: str
    theme_id: str


def question_counts(cursor: duckdb.DuckDBPyConnection, round_id: str) -> tuple[SubjectQuestions, ...]:
    """Return the counts of each action and theme that was asked about, those where one waits longest first.

    There are none where nobody asked, or where the release was made before questions were taken in.
    """
    if not _has_questions(cursor):
        return ()
    return fetch(
        cursor,
        SubjectQuestions,
        f"""select
            counts.*,
            coalesce(actions.theme_id, counts.subject_id) as theme_id,
            (
                select count(*)::integer from plan.public.questions
                where round_id = counts.round_id and coalesce(action_id, theme_id) = counts.subject_id
                and {_SHOWN}
            ) as shown_count
        from plan.public.question_counts as counts
        left join plan.public.actions on counts.subject_id = actions.action_id
        where counts.round_id = ?
        order by oldest_waiting_days desc nulls last, actions.position nulls first, counts.subject_id""",
        (round_id,),
    )


def together(found: Sequence[QuestionCounts]) -> QuestionCounts | None:
    """Return the sum of counts, each question being in one of them; None where there are none."""
    if not found:
        return None
    waiting = [each.oldest_waiting_days for each in found if each.oldest_waiting_days is not None]
    return QuestionCounts(
        asked_count=sum(each.asked_count for each in found),
        answered_count=sum(each.answered_count for each in found),
        waiting_count=sum(each.waiting_count for each in found),
        declined_count=sum(each.declined_count for each in found),
        without_consent_count=sum(each.without_consent_count for each in found),
        shown_count=sum(each.shown_count for each in found),
        oldest_waiting_days=max(waiting, default=None),
    )


def questions(cursor: duckdb.DuckDBPyConnection, subject_id: str, round_id: str) -> tuple[Question, ...]:
    """Return the public questions on an action or a theme, those that wait first, then the newest answer."""
    if not _has_questions(cursor):
        return ()
    return fetch(
        cursor,
        Question,
        f"""select * from plan.public.questions
        where coalesce(action_id, theme_id) = ? and round_id = ? and {_SHOWN}
        order by state = 'waiting' desc, answered_on desc nulls first, asked_on, question_id""",
        (subject_id, round_id),
    )


def _has_questions(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether the release has the tables; one that was made before there were questions has not."""
    found = cursor.execute(
        "select count(*) from duckdb_tables() where database_name = 'plan' "
        "and table_name in ('questions', 'question_counts')"
    ).fetchall()
    return found == [(2,)]
