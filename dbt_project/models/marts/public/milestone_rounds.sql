-- Every milestone of the register then in force, in every opened round, with the state last reported
-- and the last word on when it is due.
{{ config(materialized='view') }}

with standing as (
    select
        *,
        unnest(range(first_position, last_position + 1)) as round_position
    from {{ ref('int_milestones_standing') }}
)

select
    rounds.round_id,
    standing.milestone_id,
    standing.action_id,
    cast(standing.position as integer) as position,
    standing.title_en,
    standing.title_cy,
    standing.original_due_on,
    standing.due_on,
    cast(standing.due_moved_count as integer) as due_moved_count,
    standing.state,
    standing.done_on
from standing
inner join {{ ref('int_rounds_timed') }} as rounds on standing.round_position = rounds.position
