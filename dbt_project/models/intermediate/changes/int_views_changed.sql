-- Each time the agreed stage or rating changed, with what it was before.
with agreed as (
    select
        *,
        lag(stage) over in_order as stage_before,
        lag(rating) over in_order as rating_before
    from {{ ref('int_statements_ordered') }}
    where sets_agreed_view and counted_position is not null
    window in_order as (partition by action_id order by statement_number)
),

sides as (
    select
        *,
        unnest(['stage', 'rating']) as field,
        unnest([stage_before, rating_before]) as was,
        unnest([stage, rating]) as now
    from agreed
)

select
    action_id,
    field,
    was,
    now,
    party_id,
    reason,
    effective_on,
    received_at,
    counted_round_id,
    receipt_id
from sides
where was is distinct from now
