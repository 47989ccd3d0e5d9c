"""Questions that people asked of an action or a theme, with their answers, as they stood in a round."""

from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.queries.release import fetch


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
    oldest_waiting_days: int | None


def question_counts(
    cursor: duckdb.DuckDBPyConnection, subject_id: str, round_id: str
) -> QuestionCounts | None:
    """Return the counts of an action or a theme; None where nobody asked, or the release knows none."""
    if not _has_questions(cursor):
        return None
    found = fetch(
        cursor,
        QuestionCounts,
        "select * from plan.public.question_counts where subject_id = ? and round_id = ?",
        (subject_id, round_id),
    )
    return found[0] if found else None


def questions(cursor: duckdb.DuckDBPyConnection, subject_id: str, round_id: str) -> tuple[Question, ...]:
    """Return the public questions on an action or a theme, those that wait first, then the newest answer."""
    if not _has_questions(cursor):
        return ()
    return fetch(
        cursor,
        Question,
        """select * from plan.public.questions
        where coalesce(action_id, theme_id) = ? and round_id = ?
        and coalesce(question, general_words_en, general_words_cy) is not null
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
