select
    round_id,
    subject_id,
    subject_kind,
    cast(count(*) as integer) as asked_count,
    cast(count(*) filter (where state = 'answered') as integer) as answered_count,
    cast(count(*) filter (where state = 'waiting') as integer) as waiting_count,
    cast(count(*) filter (where state = 'declined') as integer) as declined_count,
    cast(count(*) filter (where consent_scope is null) as integer) as without_consent_count,
    min(asked_on) filter (where state = 'waiting') as oldest_waiting_on,
    cast(max(days_count) filter (where state = 'waiting') as integer) as oldest_waiting_days
from {{ ref('fct_questions') }}
group by round_id, subject_id, subject_kind
