select
    milestones.round_id,
    milestones.milestone_id,
    milestones.action_id,
    cast(milestones.position as integer) as position,
    milestones.title_en,
    milestones.title_cy,
    milestones.cy_status,
    milestones.original_due_on,
    milestones.due_on,
    milestones.state,
    milestones.done_on,
    milestones.reason,
    milestones.state in ('not_started', 'in_progress')
    and milestones.due_on < milestones.moment_on as is_past_due,
    milestones.receipt_id
from {{ ref('int_milestone_rounds_stated') }} as milestones
