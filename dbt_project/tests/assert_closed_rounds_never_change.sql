-- A row is a closed round that rests on a statement which was not there yet when it closed, was not let in
-- late, and was no decision of its review.
select
    action_rounds.round_id,
    action_rounds.action_id,
    updates.receipt_id
from {{ ref('fct_headline_reasons') }} as action_rounds
inner join {{ ref('dim_rounds') }} as rounds
    on action_rounds.round_id = rounds.round_id and rounds.closed_at is not null
inner join {{ ref('fct_updates') }} as updates
    on
        action_rounds.action_id = updates.action_id
        and (
            action_rounds.agreed_receipt_id = updates.receipt_id
            or action_rounds.confirmed_receipt_id = updates.receipt_id
        )
where
    updates.received_at > rounds.closed_at
    and not updates.is_let_in
    and updates.role <> 'steering'
