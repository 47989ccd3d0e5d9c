select
    round_id,
    subject_id,
    subject_kind,
    asked_count,
    answered_count,
    waiting_count,
    declined_count,
    without_consent_count,
    oldest_waiting_on,
    oldest_waiting_days
from {{ ref('fct_question_counts') }}
