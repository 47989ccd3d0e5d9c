-- The lead's clock: when a person of the lead last updated or confirmed the action, as counted.
with marked as (
    select * from {{ ref('int_action_rounds_marked') }}
),

spine as (
    select * from {{ ref('int_action_rounds_spined') }}
),

confirmations as (
    select
        statement_number,
        receipt_id,
        counted_position,
        counted_on as confirmed_on
    from {{ ref('int_statements_ordered') }}
    where role = 'lead'
)

select
    marked.round_id,
    marked.action_id,
    confirmations.receipt_id as confirmed_receipt_id,
    confirmations.confirmed_on,
    spine.moment_on - confirmations.confirmed_on as days_since_confirmed,
    coalesce(confirmations.counted_position = marked.position, false) as is_confirmed_in_round,
    coalesce(plans.ageing_after_days, 65) as ageing_after_days
from marked
inner join spine on marked.round_id = spine.round_id and marked.action_id = spine.action_id
left join confirmations
    on marked.confirmed_number = confirmations.statement_number
left join {{ ref('stg_register__plan') }} as plans on spine.register_receipt_id = plans.receipt_id
