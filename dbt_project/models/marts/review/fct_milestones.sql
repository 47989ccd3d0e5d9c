{{ config(materialized='view') }}

select
    round_id,
    milestone_id,
    action_id,
    cast(position as integer) as position,
    title_en,
    title_cy,
    cy_status,
    original_due_on,
    due_on,
    cast(due_moved_count as integer) as due_moved_count,
    state,
    done_on,
    reason,
    state in ('not_started', 'in_progress') and due_on < moment_on as is_past_due,
    receipt_id
from {{ ref('int_milestone_rounds_stated') }}
