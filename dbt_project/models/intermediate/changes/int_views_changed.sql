-- Each time the agreed stage or rating changed, with what it was before.
{{ config(materialized='view') }}

with standing as (
    select
        *,
        coalesce(bool_or(sets_agreed_view) over (
            partition by action_id
            order by statement_number
        ), false) as is_settled_or_reported
    from {{ ref('int_statements_ordered') }}
    where counted_position is not null
),

agreed as (
    select
        *,
        lag(stage) over in_order as stage_before,
        lag(rating) over in_order as rating_before
    from standing
    -- the steering group's view is the agreed one until the lead reports or something is settled
    where sets_agreed_view or (kind = 'second_view' and not is_settled_or_reported)
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
