select
    receipt_id,
    row_number,
    action_id,
    milestone_id,
    change,
    reason
from {{ source('raw', 'register_changes') }}
