select
    action_id,
    cast(statement_number as integer) as statement_number,
    receipt_id,
    party_id,
    counted_round_id,
    promised_on,
    promised_by,
    heard_on,
    outcome,
    due_round_id
from {{ ref('int_news_promised') }}
