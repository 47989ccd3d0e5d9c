select
    round_id,
    milestone_id,
    action_id,
    position,
    title_en,
    title_cy,
    due_on,
    state,
    done_on
from {{ ref('fct_milestones') }}
