-- From a sign-off until it is withdrawn or a correction opens the round again, nothing enters it.
with events as (
    select
        decisions.round_id,
        receipts.received_at,
        decisions.decision = 'sign_off' as is_locked
    from {{ source('raw', 'decisions') }} as decisions
    inner join {{ ref('stg_landing__receipts') }} as receipts on decisions.receipt_id = receipts.receipt_id
    where
        decisions.decision in ('sign_off', 'withdraw_sign_off', 'correct')
        and decisions.round_id is not null
)

select
    round_id,
    is_locked,
    -- one sheet of decisions has one moment: what opens the round counts from it, a sign-off only after it
    case when is_locked then received_at else received_at - to_microseconds(1) end as valid_after_at
from events
qualify row_number() over (partition by round_id, valid_after_at order by is_locked) = 1
