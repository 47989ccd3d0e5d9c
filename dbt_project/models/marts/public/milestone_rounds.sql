{{ config(materialized='view') }}

select
    round_id,
    milestone_id,
    action_id,
    position,
    title_en,
    title_cy,
    original_due_on,
    due_on,
    due_moved_count,
    state,
    done_on
from {{ ref('fct_milestones') }}
