"""Questions of the invented release: one answered and corrected, one in general words, one that waits."""

from collections.abc import Sequence
from datetime import date

import duckdb

from tests.support.public_schema import create_tables, insert

COLUMNS = {
    "questions": (
        "round_id question_id action_id theme_id asked_on channel consent_scope state question language "
        "general_words_en general_words_cy answer_en answer_cy answer_before_en answer_before_cy "
        "answered_by_role answered_on corrected_on days_count receipt_id answer_receipt_id"
    ),
    "question_counts": (
        "round_id subject_id subject_kind asked_count answered_count waiting_count declined_count "
        "without_consent_count oldest_waiting_on oldest_waiting_days"
    ),
}
SHOWN = """
insert into public.questions by name
select $round_id as round_id, * from (values
  ('Q1', 'A09', date '2026-06-02', 'event', 'web', 'answered', $question, 'en', null, null, $answer,
   'Yn yr hydref.', $before, 'Yn yr haf.', 'chair', date '2026-06-12', date '2026-07-01', 10, 'a-receipt'),
  ('Q2', 'A09', date '2026-06-03', 'paper', 'general', 'answered', null, null, $general,
   'Gofynnodd rhywun pwy.', 'The council.', 'Y cyngor.', null, null, 'chair', date '2026-06-04', null, 1,
   'a-receipt'),
  ('Q3', 'A09', date '2026-06-20', null, 'anywhere', 'waiting', 'Faint?', 'cy', null, null, null, null, null,
   null, null, null, null, 12, 'a-receipt')
) as t(question_id, action_id, asked_on, channel, consent_scope, state, question, language,
  general_words_en, general_words_cy, answer_en, answer_cy, answer_before_en, answer_before_cy,
  answered_by_role, answered_on, corrected_on, days_count, receipt_id)
"""


def write_questions(
    connection: duckdb.DuckDBPyConnection, rounds: Sequence[str], words: str | None = None
) -> None:
    """Write the tables of questions; `words` replaces what anybody said.

    Of eight questions on action A09 three are shown: two have no consent, three more are not approved. One on
    A16 waits longest of all; of two on the theme of A09 both were answered, and neither is shown.
    """
    create_tables(connection, COLUMNS)
    said = {"question": "When?", "answer": "In autumn.", "before": "In summer.", "general": "Somebody asked."}
    for round_id in rounds:
        given = {name: words or text for name, text in said.items()} | {"round_id": round_id}
        connection.execute(SHOWN, given)
        counts = [
            (round_id, "A09", "action", 8, 2, 5, 1, 2, date(2026, 6, 20), 12),
            (round_id, "A16", "action", 1, 0, 1, 0, 0, date(2026, 6, 2), 30),
            (round_id, "community-safety", "theme", 2, 2, 0, 0, 1, None, None),
        ]
        insert(connection, COLUMNS, "question_counts", counts)
