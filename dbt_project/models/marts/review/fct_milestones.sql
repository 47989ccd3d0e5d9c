{{ config(materialized='view') }}

select
    stated.round_id,
    stated.milestone_id,
    stated.action_id,
    cast(milestones.position as integer) as position,
    milestones.title_en,
    milestones.title_cy,
    milestones.cy_status,
    stated.original_due_on,
    stated.due_on,
    cast(stated.due_moved_count as integer) as due_moved_count,
    stated.state,
    stated.done_on,
    stated.reason,
    stated.state in ('not_started', 'in_progress') and stated.due_on < stated.moment_on as is_past_due,
    stated.receipt_id
from {{ ref('int_milestone_rounds_stated') }} as stated
inner join {{ source('raw', 'milestones') }} as milestones
    on
        stated.register_receipt_id = milestones.receipt_id
        and stated.milestone_id = milestones.milestone_id
