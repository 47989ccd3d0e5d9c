select
    sourced.round_id,
    sourced.action_id,
    sourced.used_for,
    sourced.subject_id,
    sourced.receipt_id,
    receipts.feed,
    {{ local_date('receipts.received_at') }} as received_on
from {{ ref('int_action_rounds_sourced') }} as sourced
inner join {{ ref('stg_landing__receipts') }} as receipts on sourced.receipt_id = receipts.receipt_id
