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
    rounds.moment_on,
    standing.* exclude (first_position, last_position, round_position) -- noqa: RF02
from standing
inner join {{ ref('int_rounds_timed') }} as rounds on standing.round_position = rounds.position
