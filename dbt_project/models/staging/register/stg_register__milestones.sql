select
    receipt_id,
    row_number,
    milestone_id,
    action_id,
    position,
    title_en,
    title_cy,
    cy_status,
    due_on
from {{ source('raw', 'milestones') }}
