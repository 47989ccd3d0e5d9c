select
    round_id,
    cast(count(*) as integer) as action_count,
    {{ headline_counts() }},
    cast(count(*) filter (where freshness = 'confirmed') as integer) as confirmed_count,
    cast(sum(milestone_count) as integer) as milestone_count,
    cast(sum(milestone_done_count) as integer) as milestone_done_count
from {{ ref('fct_action_rounds') }}
group by round_id
