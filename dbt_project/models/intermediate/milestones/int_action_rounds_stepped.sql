-- Cancelled milestones are out of the base, and counted beside it.
{{ config(materialized='view') }}

select
    round_id,
    action_id,
    count(*) filter (where state <> 'cancelled') as milestone_count,
    count(*) filter (where state = 'done') as milestone_done_count,
    count(*) filter (where state = 'cancelled') as milestone_cancelled_count,
    count(*) filter (where state <> 'cancelled' and due_on <= moment_on) as milestone_due_count,
    count(*) filter (where state = 'done' and due_on <= moment_on) as milestone_due_done_count
from {{ ref('int_milestone_rounds_stated') }}
group by round_id, action_id
