-- Each time a milestone's state changed, as it was reported, or its due date, in a return or in the plan.
{{ config(materialized='view') }}

with reported as (
    select
        *,
        coalesce(lag(state) over (
            partition by milestone_id
            order by counted_position
        ), 'not_started') as state_before
    from {{ ref('int_milestones_reported') }}
)

select
    action_id,
    milestone_id,
    'milestone_state' as field,
    state_before as was,
    state as now,
    partner_id as party_id,
    reason,
    done_on,
    received_at,
    counted_round_id,
    receipt_id
from reported
where state is distinct from state_before
union all by name
select
    action_id,
    milestone_id,
    'milestone_due_on' as field,
    cast(due_before as varchar) as was,
    cast(due_on as varchar) as now,
    party_id,
    reason,
    received_at,
    counted_round_id,
    receipt_id
from {{ ref('int_milestones_dated') }}
where is_moved
