-- A row is an action whose clock was moved by something other than a submission of its lead.
select
    reasons.round_id,
    reasons.action_id,
    reasons.confirmed_on,
    reasons.confirmed_receipt_id
from {{ ref('fct_headline_reasons') }} as reasons
anti join {{ ref('fct_updates') }} as updates
    on
        reasons.action_id = updates.action_id
        and reasons.confirmed_receipt_id = updates.receipt_id
        and updates.role = 'lead'
where reasons.confirmed_on is not null
