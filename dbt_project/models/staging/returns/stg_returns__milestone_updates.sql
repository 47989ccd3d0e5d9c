select
    receipt_id,
    row_number,
    milestone_id,
    -- done if and only if there is a date on which it was done
    case
        when done_on is not null then 'done'
        when state = 'done' then 'in_progress'
        else state
    end as state,
    state as state_as_given,
    reason,
    due_on,
    done_on
from {{ source('raw', 'milestone_updates') }}
